"""Several streams in one file, one after the other, as one recording: joined MP3s, chained Ogg."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio import samples
from audio_desk.audio.decoding.lost_stretches import LostStretches
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.resampling import resampled_length, resampled_piece
from audio_desk.region import Region

_OPEN_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A stream that is opened when its turn comes."""

    frames: int
    """At its own rate."""
    rate: int
    open: Callable[[], AudioSource]


class JoinedSource:
    """Parts of another rate or channel count than `info` says are converted."""

    def __init__(self, parts: Sequence[Part], info: AudioInfo) -> None:
        """`info.frames` is replaced by nobody: it must be `joined_frames` of the parts."""
        self._parts = parts
        lengths = [resampled_length(part.frames, part.rate, info.rate) for part in parts]
        self._starts = [0, *accumulate(lengths)]
        self._open: OrderedDict[int, AudioSource] = OrderedDict()
        self._lost = LostStretches()
        self.info = info

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        """See AudioSource.read."""
        end = min(start + count, self._starts[-1])
        if start < 0 or end <= start:
            return samples.empty(self.info.channels)
        pieces = []
        while start < end:
            number = bisect_right(self._starts, start) - 1
            until = min(end, self._starts[number + 1])
            pieces.append(self._piece(number, start - self._starts[number], until - self._starts[number]))
            start = until
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    @property
    def lost(self) -> tuple[Region, ...]:
        """See AudioSource.lost."""
        return self._lost.all()

    def close(self) -> None:
        while self._open:
            self._open.popitem()[1].close()

    def _piece(self, number: int, first: int, last: int) -> NDArray[np.float32]:
        part, source = self._parts[number], self._source(number)
        if part.rate == self.info.rate:
            frames = source.read(first, last - first)
        else:
            frames = resampled_piece(source, first, last, self.info.rate)
        frames = samples.fit_channels(frames, self.info.channels)
        begin, longer = self._starts[number], self.info.rate / part.rate
        for region in source.lost:
            self._lost.add(begin + int(region.start * longer), begin + int(region.end * longer))
        missing = last - first - len(frames)
        return samples.lengthened(frames, missing) if missing else frames

    def _source(self, number: int) -> AudioSource:
        source = self._open.pop(number, None) or self._parts[number].open()
        self._open[number] = source
        if len(self._open) > _OPEN_AT_ONCE:
            self._open.popitem(last=False)[1].close()
        return source

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def joined_frames(parts: Sequence[Part], rate: int) -> int:
    """How long the parts are together, at `rate`."""
    return sum(resampled_length(part.frames, part.rate, rate) for part in parts)
