"""Load what a recording's waveform is drawn from, and what is noted on its sound; make both where need be."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from audio_desk.audio.peaks.builder import build_peaks_and_report
from audio_desk.audio.peaks.cache import PeakCache
from audio_desk.audio.peaks.file import UnfinishedPeaks
from audio_desk.audio.peaks.jobs import fill_peaks
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.peaks.quick_look import QuickLook, quick_look
from audio_desk.audio.quality.analysis import SoundReport
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.telling import told_here

PEAK_CACHE_BYTES: Final = 512 * 2**20
"""Room for the peaks of some hundreds of hours; they can always be made again."""
WORKERS_FROM_FRAMES: Final = 2**23
"""Three minutes: less is drawn by one thread before a process has started."""
OnPeaks = Callable[[PeakPyramid], None]


async def load_peaks(
    desk: Desk, recording: Recording, on_peaks: OnPeaks, look: QuickLook | None = None
) -> SoundReport:
    """Hand over the peaks as they fill in, from the cache where they are known; the last call has all.

    `look`: a first look at it, where one was taken already; else a long one is looked at here.
    Raises AudioError. After a cancellation `on_peaks` is not called any more.
    """
    cache = PeakCache(desk.paths.peak_cache, PEAK_CACHE_BYTES)
    fingerprint = recording.record.fingerprint
    known = await desk.run(cache.load_quickly, fingerprint)
    if known is not None:
        on_peaks(known)
        # Reading all of them takes longer than drawing: what was damaged is made anew and drawn again.
        if await desk.run(cache.check, fingerprint):
            report = await desk.run(cache.load_report, fingerprint)
            if report is not None:
                return report
    return await _make(desk, cache, recording, on_peaks, look)


async def _make(
    desk: Desk, cache: PeakCache, recording: Recording, on_peaks: OnPeaks, look: QuickLook | None
) -> SoundReport:
    with told_here(on_peaks) as tell:

        def make(stop: threading.Event) -> tuple[PeakPyramid, SoundReport]:
            def on_progress(peaks: PeakPyramid) -> None:
                if not stop.is_set():
                    tell(peaks)

            return _peaks_and_report(desk, cache, recording, stop, on_progress, look)

        peaks, report = await desk.run_stoppable(make)
    on_peaks(peaks)
    return report


def _peaks_and_report(
    desk: Desk,
    cache: PeakCache,
    recording: Recording,
    stop: threading.Event,
    on_progress: OnPeaks,
    look: QuickLook | None,
) -> tuple[PeakPyramid, SoundReport]:
    info, fingerprint = recording.info, recording.record.fingerprint
    unfinished = _begun(cache, recording) if info.frames >= WORKERS_FROM_FRAMES else None
    if unfinished is None:
        peaks, report = build_peaks_and_report(info.path, stop=stop, on_progress=on_progress)
        cache.store(fingerprint, peaks, report)
        return peaks, report
    try:
        look = look or quick_look(info.path)
        if look is not None:
            look.sketch_into(unfinished.pyramid)
            on_progress(unfinished.pyramid)
        report = fill_peaks(
            desk.workers, info, unfinished, index=recording.index, stop=stop, on_progress=on_progress
        )
        cache.keep(fingerprint, unfinished, report)
    finally:
        unfinished.discard()
    return unfinished.pyramid, report


def _begun(cache: PeakCache, recording: Recording) -> UnfinishedPeaks | None:
    """A file for the peaks; None when the disk has no room: then memory has to do."""
    info = recording.info
    try:
        return cache.begin(info.rate, PeakPyramid.drawn_channels(info.channels), info.frames)
    except OSError:
        return None
