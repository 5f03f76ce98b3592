"""Puts what happens again and again in a recording together to places that a person can look at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.region import Region

_NEAR_SECONDS: Final = 1.0


def nearby_joined(regions: Iterable[Region], rate: int) -> tuple[Region, ...]:
    """In order; those with less than a second between them as one."""
    joined: list[Region] = []
    for region in sorted(regions, key=lambda region: region.start):
        if joined and region.start - joined[-1].end < _NEAR_SECONDS * rate:
            joined[-1] = Region(joined[-1].start, max(joined[-1].end, region.end))
        else:
            joined.append(region)
    return tuple(joined)


class Places:
    """Frames at which something happened, told in order, as stretches."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._found: list[Region] = []

    def add(self, frames: NDArray[np.intp]) -> None:
        """Frames in order, none before those that were added already."""
        if not len(frames):
            return
        gaps = np.flatnonzero(np.diff(frames) >= _NEAR_SECONDS * self._rate)
        starts, ends = np.append(0, gaps + 1), np.append(gaps, len(frames) - 1)
        new = [
            Region(int(frames[a]), int(frames[b]) + 1)
            for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        self._found = [*self._found[:-1], *nearby_joined([*self._found[-1:], *new], self._rate)]

    def found(self) -> tuple[Region, ...]:
        return tuple(self._found)
