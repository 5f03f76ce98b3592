"""How a long recording is asked about in parts: cut at silences, each part reaching into its neighbours."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
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

_start, _end = attrgetter("start"), attrgetter("end")


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
    silences: Sequence[Region],
    rate: int,
    *,
    chunk_seconds: float = CHUNK_SECONDS,
    overlap_seconds: float = OVERLAP_SECONDS,
    leaves_out: bool = False,
) -> tuple[Chunk, ...]:
    """Of `span`, in frames. `silences`: in their order; `leaves_out`: long ones are not sent."""
    inside = _inside(span, silences)
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
    while stretch.end - at > longest:
        first = bisect.bisect_left(silences, at + int(longest * _EARLIEST), key=_middle)
        last = bisect.bisect_right(silences, at + longest, first, key=_middle)
        # Of silences of one length the last, so that there are fewer parts.
        best = max(reversed(silences[first:last]), key=_length, default=None)
        at = at + longest if best is None else _middle(best)
        yield at


def _left_out(silences: list[Region], rate: int) -> Iterator[Region]:
    margin = round(_MARGIN_SECONDS * rate)
    for silence in silences:
        if silence.frames >= LEFT_OUT_SECONDS * rate:
            yield Region(silence.start + margin, silence.end - margin)


def _inside(span: Region, silences: Sequence[Region]) -> list[Region]:
    """What of the silences lies in `span`: of thousands only the outermost can reach out of it."""
    first = bisect.bisect_right(silences, span.start, key=_end)
    last = bisect.bisect_left(silences, span.end, first, key=_start)
    inside = list(silences[first:last])
    for place in (0, -1) if inside else ():
        outermost = inside[place]
        inside[place] = Region(max(outermost.start, span.start), min(outermost.end, span.end))
    return inside


def _middle(silence: Region) -> int:
    return (silence.start + silence.end) // 2


def _length(silence: Region) -> int:
    return silence.end - silence.start
