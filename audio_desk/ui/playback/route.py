"""Which frames are heard one after another: from a frame to an end, then again from the loop's start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audio_desk.region import Region


@dataclass(frozen=True, slots=True)
class Route:
    """Half-open `start` to `end`; with `loop_start` it goes on from there, for ever."""

    start: int
    end: int
    loop_start: int | None = None

    @property
    def frames(self) -> int | None:
        """How many are heard in all; None for ever."""
        return None if self.loop_start is not None else max(0, self.end - self.start)

    def frame_after(self, heard: int) -> int:
        """Where in the recording it is once `heard` frames have sounded."""
        first = self.end - self.start
        if heard < first or self.loop_start is None:
            return min(self.start + heard, self.end)
        return self.loop_start + (heard - first) % (self.end - self.loop_start)

    def blocks(self, most: int) -> Iterator[tuple[int, int]]:
        """(first frame, count) of one read after another, none larger than `most`."""
        at = self.start
        while True:
            while at < self.end:
                count = min(most, self.end - at)
                yield at, count
                at += count
            if self.loop_start is None:
                return
            at = self.loop_start


def route(
    playhead: int,
    frames: int,
    *,
    region: Region | None = None,
    only_region: bool = False,
    loops: bool = False,
) -> Route:
    """What to play from `playhead` in a recording of `frames`.

    A loop goes round the region, or round everything without one. Play from outside a looped region, or
    `only_region`, begins at its start. At the very end, play begins at the start again.
    """
    span = region if region is not None and (only_region or loops) else Region(0, frames)
    inside = span.contains(playhead) and not only_region
    return Route(playhead if inside else span.start, span.end, span.start if loops else None)
