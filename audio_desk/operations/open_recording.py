"""Open a recording: look at the file, fingerprint it, find or make its row in the library."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audio_desk.audio.fingerprint import fingerprint
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.peak_builder import build_peaks
from audio_desk.audio.peak_cache import PeakCache
from audio_desk.audio.peaks import PeakPyramid
from audio_desk.audio.source import probe
from audio_desk.errors import AudioChanged, AudioMissing, AudioUnreadable
from audio_desk.library.records import RecordingRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk

PEAK_CACHE_BYTES: Final = 512 * 2**20
"""Room for the peaks of some hundreds of hours; they can always be made again."""


@dataclass(frozen=True, slots=True)
class Recording:
    """An open recording: the file as it decodes, and its row in the library."""

    info: AudioInfo
    record: RecordingRecord
    modified_ns: int = 0
    """The file's time of change when it was opened; 0 when it is not known."""

    @property
    def path(self) -> Path:
        return self.info.path

    @property
    def rate(self) -> int:
        return self.info.rate

    @property
    def duration(self) -> float:
        """Seconds."""
        return self.info.duration


async def open_recording(desk: Desk, path: Path) -> Recording:
    """Reads the whole file once. Raises AudioError and StoreError."""
    return await desk.run_stoppable(lambda stop: _open(desk.store, path.absolute(), stop))


def check_unchanged(recording: Recording) -> None:
    """Before its bytes are read again. Raises AudioMissing, AudioUnreadable or AudioChanged."""
    size, modified_ns = _size_and_change(recording.path)
    if size != recording.info.size_bytes or recording.modified_ns not in (0, modified_ns):
        raise AudioChanged(recording.path)


async def load_peaks(desk: Desk, recording: Recording, on_peaks: Callable[[PeakPyramid], None]) -> None:
    """Hand over the peaks as they fill in, from the cache where they are known; the last call has all.

    Raises AudioError. After a cancellation `on_peaks` is not called any more.
    """
    cache = PeakCache(desk.paths.peak_cache, PEAK_CACHE_BYTES)
    known = await desk.run(cache.load, recording.record.fingerprint)
    if known is not None:
        on_peaks(known)
        return
    loop = asyncio.get_running_loop()
    ended = threading.Event()

    def hand_over(peaks: PeakPyramid) -> None:
        if not ended.is_set():
            on_peaks(peaks)

    def build(stop: threading.Event) -> PeakPyramid:
        def on_progress(peaks: PeakPyramid) -> None:
            if not stop.is_set():
                loop.call_soon_threadsafe(hand_over, peaks)

        return build_peaks(recording.path, stop=stop, on_progress=on_progress)

    try:
        peaks = await desk.run_stoppable(build)
    finally:
        ended.set()
    on_peaks(peaks)
    await desk.run(cache.store, recording.record.fingerprint, peaks)


def _open(store: Store, path: Path, stop: threading.Event) -> Recording:
    before = _size_and_change(path)
    info = probe(path)
    digest = fingerprint(path, stop)
    if _size_and_change(path) != before:
        raise AudioChanged(path)  # somebody is still writing it
    return Recording(info, store.touch_recording(info, digest), before[1])


def _size_and_change(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise AudioMissing(path) from error
    except (OSError, ValueError) as error:
        raise AudioUnreadable(path, str(error)) from error
    return found.st_size, found.st_mtime_ns
