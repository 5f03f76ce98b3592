"""What a recording is, its decoder, and what was noted on its sound: as remembered, or found out now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audio_desk.audio.analysis import SoundReport, quality_notes
from audio_desk.audio.file_state import FileState
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.known_files import KnownFile, KnownFiles
from audio_desk.audio.packet_index import open_indexed
from audio_desk.audio.peak_cache import PeakCache
from audio_desk.audio.source import AudioSource, open_source, probe
from audio_desk.errors import AudioError
from audio_desk.paths import Paths


def known_notes(file: Path, *, listen: bool) -> tuple[AudioInfo, SoundReport | None]:
    """None when the recording was never drawn here; `listen`: then all of it is decoded now.

    Raises AudioError.
    """
    known, paths = _known(file), Paths.default()
    report = PeakCache(paths.peak_cache, 0).load_report(known.fingerprint) if known is not None else None
    info = replace(known.info, path=file) if known is not None else probe(file)
    return info, quality_notes(file) if report is None and listen else report


def open_as_known(file: Path) -> AudioSource:
    """As the window has it, so that its times mean the same. Raises as `open_source` does."""
    known = _known(file)
    return open_source(file) if known is None else open_indexed(known.info, known.index)


def _known(file: Path) -> KnownFile | None:
    try:
        return KnownFiles(Paths.default().cache / "files").find(file.absolute(), FileState.of(file))
    except AudioError:
        return None  # whoever opens it says so
