"""What a recording is, its decoder, and what was noted on its sound: as remembered, or found out now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audio_desk.audio.decoding.packet_index import open_indexed
from audio_desk.audio.file_state import FileState
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.known_files import KnownFile, KnownFiles
from audio_desk.audio.peaks.cache import PeakCache
from audio_desk.audio.quality.analysis import SoundReport, report_on
from audio_desk.audio.source import AudioSource, open_source
from audio_desk.errors import AudioError
from audio_desk.paths import Paths


def known_notes(file: Path, *, listen: bool) -> tuple[AudioInfo, SoundReport | None]:
    """None when the recording was never drawn here; `listen`: then all of it is decoded now.

    Raises AudioError.
    """
    known = _known(file)
    report = None
    if known is not None:
        report = PeakCache(Paths.default().peak_cache, 0).load_report(known.fingerprint)
        if report is not None or not listen:
            return replace(known.info, path=file), report
    with _opened(file, known) as source:
        return replace(source.info, path=file), report_on(source) if listen else None


def open_as_known(file: Path) -> AudioSource:
    """As the window has it, or would have it, so that its times mean the same.

    Raises as `open_source` does.
    """
    return _opened(file, _known(file))


def _opened(file: Path, known: KnownFile | None) -> AudioSource:
    if known is not None:
        return open_indexed(known.info, known.index)
    return open_source(file, careful=True)


def _known(file: Path) -> KnownFile | None:
    try:
        return KnownFiles(Paths.default().cache / "files").find(file.absolute(), FileState.of(file))
    except AudioError:
        return None  # whoever opens it says so
