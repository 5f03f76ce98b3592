"""What a recording is and what was noted on its sound: remembered, or found out now."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audio_desk.audio.analysis import SoundReport, quality_notes
from audio_desk.audio.file_state import FileState
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.known_files import KnownFiles
from audio_desk.audio.peak_cache import PeakCache
from audio_desk.audio.source import probe
from audio_desk.paths import Paths


def known_notes(file: Path, *, listen: bool) -> tuple[AudioInfo, SoundReport | None]:
    """None when the recording was never drawn here; `listen`: then all of it is decoded now.

    Raises AudioError.
    """
    paths = Paths.default()
    try:
        known = KnownFiles(paths.cache / "files").find(file.absolute(), FileState.of(file))
    except (OSError, ValueError):
        known = None
    report = PeakCache(paths.peak_cache, 0).load_report(known.fingerprint) if known is not None else None
    info = replace(known.info, path=file) if known is not None else probe(file)
    return info, quality_notes(file) if report is None and listen else report
