"""Shares a long recording's pixels out among this process and worker processes."""

from __future__ import annotations

import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.decoding.packet_index import PacketIndex, write_index
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.peaks.pixel_peaks import pixels_of
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.workers.place import Workplace
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.audio.workers.worker import WorkerDied
from audio_desk.errors import AudioUnreadable

_JOB_FRAMES = 2**22
"""A minute and a half: whoever is done first does not wait long for the others."""


@dataclass(frozen=True, slots=True)
class PixelJob:
    """A stretch that begins with a pixel."""

    info: AudioInfo
    index: PacketIndex | None
    start: int
    end: int
    samples_per_pixel: int
    split: bool

    def run(self, place: Workplace) -> NDArray[np.int16]:
        """In a worker."""
        return self.pixels(place.source(self.info, self.index), place.check)

    def pixels(self, source: AudioSource, check: Callable[[], None]) -> NDArray[np.int16]:
        """The stretch's."""
        return pixels_of(source, self.start, self.end, self.samples_per_pixel, self.split, check)


def by_workers(source: AudioSource, samples_per_pixel: int, split: bool) -> NDArray[np.int16]:
    """All pixels of an open recording, made here and by workers. Raises AudioError or OSError."""
    stop = threading.Event()
    pool = WorkerPool(max(1, (os.cpu_count() or 1) - 1))
    with tempfile.TemporaryDirectory(prefix="audio-desk-") as folder:
        index = write_index(source, Path(folder) / "index.npy")
        work = _Work(_jobs(source.info, index, samples_per_pixel, split))
        try:
            with ThreadPoolExecutor(pool.count, "pixels") as threads:
                helping = [threads.submit(work.help, pool, stop) for _ in range(pool.count)]
                try:
                    work.do(source, helping)
                except BaseException:
                    stop.set()
                    raise
            for helper in helping:
                helper.result()
        except WorkerDied as error:
            raise AudioUnreadable(source.info.path, "its decoder crashed") from error
        finally:
            pool.close()
    return np.concatenate(work.results)


class _Work:
    """Jobs that this process takes from the front and workers take from the back, until they meet."""

    def __init__(self, jobs: list[PixelJob]) -> None:
        self._left = deque(enumerate(jobs))
        self.results = [np.zeros((0, 0, 2), np.int16)] * len(jobs)

    def do(self, source: AudioSource, helping: list[Future[None]]) -> None:
        while (taken := self._take(self._left.popleft)) is not None:
            number, job = taken
            self.results[number] = job.pixels(source, lambda: _raise_from(helping))

    def help(self, pool: WorkerPool, stop: threading.Event) -> None:
        while (taken := self._take(self._left.pop)) is not None:
            number, job = taken
            self.results[number] = pool.run([[job]], stop)[0][0]

    @staticmethod
    def _take(take: Callable[[], tuple[int, PixelJob]]) -> tuple[int, PixelJob] | None:
        try:
            return take()
        except IndexError:
            return None


def _raise_from(helping: list[Future[None]]) -> None:
    """What a helper failed of, at once and not when all else is done."""
    for helper in helping:
        if helper.done():
            helper.result()


def _jobs(info: AudioInfo, index: PacketIndex | None, samples_per_pixel: int, split: bool) -> list[PixelJob]:
    step = -(-_JOB_FRAMES // samples_per_pixel) * samples_per_pixel
    return [
        PixelJob(info, index, at, min(at + step, info.frames), samples_per_pixel, split)
        for at in range(0, info.frames, step)
    ]
