"""Where the chips of a transcript's lines lie in the lane, as pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from audio_desk.ui.transcripts.list.line import Line
from audio_desk.ui.waveform.viewport import Viewport

GAP_PX = 2


@dataclass(frozen=True, slots=True)
class Chip:
    """`speaker` counts the theme's colours of speakers; None where there is no name."""

    segment: Line
    left: float
    right: float
    speaker: int | None


def in_order(segments: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(sorted(segments, key=_start))


def chips(ordered: Sequence[Line], numbers: dict[str, int], viewport: Viewport) -> tuple[Chip, ...]:
    """Those in sight, each no wider than to the next one's start; one at most for a pixel."""
    found: list[Chip] = []
    first = max(0, bisect_left(ordered, viewport.start, key=_start) - 1)
    index = first
    while index < len(ordered):
        segment = ordered[index]
        left = viewport.x_of(segment.start_frame)
        if left >= viewport.width:
            break
        if found and left - found[-1].left < 1:
            # Of thousands in sight only those that begin in another pixel are looked at.
            beyond = found[-1].segment.start_frame + viewport.scale
            index = max(index + 1, bisect_left(ordered, beyond, index, key=_start))
            continue
        right = viewport.x_of(_end(ordered, index)) - GAP_PX
        number = numbers.get(segment.speaker) if segment.speaker is not None else None
        found.append(Chip(segment, left, max(right, left + 1), number))
        index += 1
    return tuple(chip for chip in found if chip.right > 0)


def chip_at(found: Sequence[Chip], x: float) -> Chip | None:
    """The chip under `x`; a narrow one can be hit a little beside it."""
    near = [chip for chip in found if chip.left - GAP_PX <= x <= chip.right + GAP_PX]
    return min(near, key=lambda chip: abs(x - (chip.left + chip.right) / 2), default=None)


def _start(segment: Line) -> int:
    return segment.start_frame


def _end(ordered: Sequence[Line], index: int) -> int:
    segment = ordered[index]
    if index + 1 == len(ordered):
        return segment.end_frame
    following = ordered[index + 1].start_frame
    return min(segment.end_frame, following) if following > segment.start_frame else segment.end_frame
