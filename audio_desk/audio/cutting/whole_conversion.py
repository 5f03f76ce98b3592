"""A whole recording as 16-bit mono at the model's rate, made by worker processes and handed over in order."""

from __future__ import annotations

import math
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.decoding.packet_index import PacketIndex, write_index
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.resampling import MARGIN_SECONDS, mono_stream, resampled_length
from audio_desk.audio.workers.place import Workplace
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.audio.workers.worker import WorkerDied
from audio_desk.errors import AudioUnreadable, Stopped
from audio_desk.limits import MODEL_RATE_HZ

_JOB_SECONDS: Final = 120
"""A job's result, 4 MB, is all that is held of it."""

Int16s = NDArray[np.int16]


def pcm16(block: NDArray[np.float32]) -> Int16s:
    return np.asarray(np.rint(block * np.float32(32768)).clip(-32768, 32767), np.int16)


@dataclass(frozen=True, slots=True)
class MonoJob:
    """Samples `first` to `last` on the model's timeline, as one pass over everything gives them."""

    number: int
    info: AudioInfo
    index: PacketIndex | None
    first: int
    last: int
    channel: int | None = None
    """That one alone; None: all of them, mixed."""

    def run(self, place: Workplace) -> tuple[int, Int16s]:
        source, rate = place.source(self.info, self.index), self.info.rate
        # Both timelines meet every `step` frames: a stream that begins there needs no fraction of a sample.
        step = rate // math.gcd(rate, MODEL_RATE_HZ)
        margin = math.ceil(MARGIN_SECONDS * rate / step) * step
        begin = max(0, self.first * rate // MODEL_RATE_HZ // step * step - margin)
        end = min(self.info.frames, -(-self.last * rate // MODEL_RATE_HZ) + margin)
        blocks = mono_stream(source, begin, end, channel=self.channel, on_progress=lambda _: place.check())
        together = np.concatenate([pcm16(block) for block in blocks])
        offset = self.first - begin * MODEL_RATE_HZ // rate
        return self.number, together[offset : offset + self.last - self.first]


def convert_whole(
    pool: WorkerPool,
    source: AudioSource,
    *,
    stop: threading.Event,
    on_part: Callable[[Int16s, float], None],
    channel: int | None = None,
) -> None:
    """`on_part` gets all samples in order, and how much is done, 0 to 1; one call at a time.

    Raises Stopped, AudioError, or what `on_part` raises.
    """
    with tempfile.TemporaryDirectory() as folder:
        index = write_index(source, Path(folder) / "packets")
        jobs = _jobs(source.info, index, channel)
        order = _InOrder(len(jobs), on_part)
        try:
            # Dealt out like cards, so that what comes out of turn stays little.
            pool.run([jobs[k :: pool.count] for k in range(pool.count)], stop, on_result=order.put)
        except WorkerDied as error:
            raise AudioUnreadable(source.info.path, "its decoder crashed") from error
        if stop.is_set():
            raise Stopped


def _jobs(info: AudioInfo, index: PacketIndex | None, channel: int | None) -> list[MonoJob]:
    total = resampled_length(info.frames, info.rate)
    step = _JOB_SECONDS * MODEL_RATE_HZ
    return [
        MonoJob(number, info, index, first, min(first + step, total), channel)
        for number, first in enumerate(range(0, total, step))
    ]


class _InOrder:
    """Hands parts on as soon as all before them were."""

    def __init__(self, count: int, on_part: Callable[[Int16s, float], None]) -> None:
        self._count, self._on_part = count, on_part
        self._lock = threading.Lock()
        self._waiting: dict[int, Int16s] = {}
        self._next = 0

    def put(self, result: Any) -> None:
        number, part = result
        with self._lock:
            self._waiting[number] = part
            while self._next in self._waiting:
                self._on_part(self._waiting.pop(self._next), (self._next + 1) / self._count)
                self._next += 1
