"""Fills a pyramid in a file by worker processes, each from its own place, and hears the sound meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from audio_desk.audio.decoding.packet_index import PacketIndex
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.peaks.file import UnfinishedPeaks, mapped
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.peaks.reading import sound_pass
from audio_desk.audio.quality.analysis import Heard, SoundReport, report_of
from audio_desk.audio.workers.place import Workplace
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.audio.workers.worker import WorkerDied
from audio_desk.errors import AudioUnreadable

_JOB_FRAMES: Final = 2**24
"""Six minutes: short enough to even out two cores, long enough to make finding its start cheap."""
_REPORT_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class PeakJob:
    """One stretch of the pyramid in the file `store`."""

    info: AudioInfo
    index: PacketIndex | None
    store: Path
    rate: int
    drawn_channels: int
    frames: int
    start: int
    end: int

    def run(self, place: Workplace) -> Heard:
        """Reports how many frames of it are there, now and then."""
        values = mapped(self.store, self.drawn_channels, self.frames, "r+")
        pyramid = PeakPyramid(self.rate, self.drawn_channels, self.frames, values, frames_done=0)
        reported = time.monotonic()

        def on_block(at: int) -> None:
            nonlocal reported
            place.check()
            if time.monotonic() - reported >= _REPORT_SECONDS:
                reported = time.monotonic()
                place.report((self.start, at - self.start))

        heard = sound_pass(place.source(self.info, self.index), pyramid, self.start, self.end, on_block)
        place.report((self.start, self.end - self.start))
        return heard


def fill_peaks(
    pool: WorkerPool,
    info: AudioInfo,
    peaks: UnfinishedPeaks,
    *,
    index: PacketIndex | None = None,
    stop: threading.Event,
    on_progress: Callable[[PeakPyramid], None],
) -> SoundReport:
    """Returns when the pyramid is whole; `on_progress` comes from several threads, 20 times a second each.

    Raises Stopped, OSError or AudioError.
    """
    pyramid = peaks.pyramid
    done: dict[int, int] = {}
    lock = threading.Lock()

    def on_report(report: Any) -> None:
        start, frames = report
        with lock:
            done[start] = frames
            pyramid.filled = tuple((first, first + count) for first, count in done.items())
            # One short of all: only the end makes it complete.
            pyramid.frames_done = min(sum(done.values()), pyramid.frames - 1)
        on_progress(pyramid)

    try:
        shares = pool.run(_shares(info, index, peaks, pool.count), stop, on_report)
    except WorkerDied as error:
        raise AudioUnreadable(info.path, "its decoder crashed") from error
    pyramid.frames_done = pyramid.frames
    on_progress(pyramid)
    return report_of([heard for share in shares for heard in share], info.rate)


def _shares(
    info: AudioInfo, index: PacketIndex | None, peaks: UnfinishedPeaks, count: int
) -> list[list[PeakJob]]:
    """A stretch in a row for each worker, cut into jobs that touch no bin of another."""
    pyramid = peaks.pyramid
    step = max(_JOB_FRAMES, pyramid.coarsest_bin)
    jobs = [
        PeakJob(
            info,
            index,
            peaks.path,
            pyramid.rate,
            pyramid.channels,
            pyramid.frames,
            start,
            min(start + step, pyramid.frames),
        )
        for start in range(0, pyramid.frames, step)
    ]
    each = -(-len(jobs) // count)
    return [jobs[first : first + each] for first in range(0, len(jobs), each)]
