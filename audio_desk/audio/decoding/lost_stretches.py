"""Collects the stretches of a recording that no decoder could give."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from audio_desk.region import Region


class LostStretches:
    """In order; those that touch are one, however often and in whichever order they are met."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Frames `start` to `end`; nothing when there are none."""
        if end <= start:
            return
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last], self._ends[first:last] = [start], [end]

    def all(self) -> tuple[Region, ...]:
        return tuple(map(Region, self._starts, self._ends))
