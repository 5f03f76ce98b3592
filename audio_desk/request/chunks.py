"""How a long recording is asked about in parts: cut at silences, each part reaching into its neighbours."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audio_desk.region import Region

CHUNK_SECONDS: Final = 300.0
"""Five minutes: models keep their times this far, and no more than this is lost when one part fails."""
SHORTEST_CHUNK_SECONDS: Final = 15.0
"""Less would be overlap for the most part."""
OVERLAP_SECONDS: Final = 8.0
"""What two neighbours both hear, around the cut: long enough for a sentence to be in both as a whole."""
LEFT_OUT_SECONDS: Final = 20.0
"""A silence of this length is a stretch without speech; shorter ones are pauses."""

_EARLIEST: Final = 0.6
"""Of the length of a chunk: how early a silence may end it, for the sake of cutting there."""
_MARGIN_SECONDS: Final = 1.0
"""What is still heard of a silence that is left out: speech fades in and out."""


@dataclass(frozen=True, slots=True)
class Chunk:
    core: Region
    """What it speaks for; the cores of a plan follow one another without a gap."""
    sent: Region
    """What is sent: the core and some of its neighbours; empty where nothing is."""

    @property
    def is_left_out(self) -> bool:
        return self.sent.is_empty


def plan_chunks(
    span: Region,
    silences: Iterable[Region],
    rate: int,
    *,
    chunk_seconds: float = CHUNK_SECONDS,
    overlap_seconds: float = OVERLAP_SECONDS,
    leaves_out: bool = False,
) -> tuple[Chunk, ...]:
    """Of `span`, in frames. `leaves_out`: long silences are not sent."""
    inside = [Region(max(s.start, span.start), min(s.end, span.end)) for s in silences if _meet(s, span)]
    quiet = list(_left_out(inside, rate)) if leaves_out else []
    chunks: list[Chunk] = []
    at = span.start
    for silence in [*quiet, Region(span.end, span.end)]:
        if silence.start > at:
            stretch = Region(at, silence.start)
            chunks += _of_stretch(stretch, inside, round(chunk_seconds * rate), round(overlap_seconds * rate))
        if not silence.is_empty:
            chunks.append(Chunk(silence, Region(silence.start, silence.start)))
        at = silence.end
    return tuple(chunks)


def _of_stretch(stretch: Region, silences: list[Region], longest: int, overlap: int) -> Iterator[Chunk]:
    """The parts of a stretch of which everything is sent."""
    edges = [stretch.start, *_cuts(stretch, silences, longest), stretch.end]
    for start, end in pairwise(edges):
        before, after = overlap // 2, overlap - overlap // 2
        sent = Region(max(stretch.start, start - before), min(stretch.end, end + after))
        yield Chunk(Region(start, end), sent)


def _cuts(stretch: Region, silences: list[Region], longest: int) -> Iterator[int]:
    """In the middle of the longest silence in reach; where everybody goes on talking, at the full length."""
    at = stretch.start
    middles = [(silence.start + silence.end) // 2 for silence in silences]
    while stretch.end - at > longest:
        first = bisect.bisect_left(middles, at + int(longest * _EARLIEST))
        last = bisect.bisect_right(middles, at + longest)
        in_reach = range(first, last)
        # Of silences of one length the last, so that there are fewer parts.
        best = max(in_reach, key=lambda n: (silences[n].frames, n), default=None)
        at = at + longest if best is None else middles[best]
        yield at


def _left_out(silences: list[Region], rate: int) -> Iterator[Region]:
    margin = round(_MARGIN_SECONDS * rate)
    for silence in silences:
        if silence.frames >= LEFT_OUT_SECONDS * rate:
            yield Region(silence.start + margin, silence.end - margin)


def _meet(one: Region, other: Region) -> bool:
    return one.start < other.end and other.start < one.end
