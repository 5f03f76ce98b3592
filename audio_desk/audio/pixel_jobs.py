"""Shares a long recording's pixels out among worker processes, one stretch for each."""

from __future__ import annotations

import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.packet_index import PacketIndex, write_index
from audio_desk.audio.pixel_peaks import pixels_of
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.worker import WorkerDied
from audio_desk.audio.worker_place import Workplace
from audio_desk.audio.worker_pool import WorkerPool
from audio_desk.errors import AudioUnreadable

_WORTH_SECONDS = 300.0
"""Starting workers takes as long as decoding some minutes."""
_JOB_FRAMES = 2**24


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
        """The stretch's pixels."""
        source = place.source(self.info, self.index)
        return pixels_of(source, self.start, self.end, self.samples_per_pixel, self.split, place.check)


def worth_workers(info: AudioInfo) -> bool:
    """PCM is read faster than workers start."""
    return info.duration > _WORTH_SECONDS and not info.codec.startswith("PCM")


def by_workers(source: AudioSource, samples_per_pixel: int, split: bool) -> NDArray[np.int16]:
    """All pixels of an open recording. Raises AudioError or OSError."""
    pool, stop = WorkerPool(), threading.Event()
    try:
        with tempfile.TemporaryDirectory(prefix="audio-desk-") as folder:
            index = write_index(source, Path(folder) / "index.npy")
            shares = _shares(source.info, index, samples_per_pixel, split, pool.count)
            found = pool.run(shares, stop)
            return np.concatenate([values for share in found for values in share])
    except WorkerDied as error:
        raise AudioUnreadable(source.info.path, "its decoder crashed") from error
    finally:
        stop.set()
        pool.close()


def _shares(
    info: AudioInfo, index: PacketIndex | None, samples_per_pixel: int, split: bool, count: int
) -> list[list[PixelJob]]:
    """In a row for each worker, so that its decoder reads on from job to job."""
    step = -(-_JOB_FRAMES // samples_per_pixel) * samples_per_pixel
    jobs = [
        PixelJob(info, index, at, min(at + step, info.frames), samples_per_pixel, split)
        for at in range(0, info.frames, step)
    ]
    each = -(-len(jobs) // count)
    return [jobs[first : first + each] for first in range(0, len(jobs), each)]
