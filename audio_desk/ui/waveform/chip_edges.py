"""Which edge of which line of the transcript lies under the pointer in the lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.ui.waveform.chips import Chip
from audio_desk.ui.waveform.viewport import Viewport

_REACH_PX = 6
_WIDE_FROM_PX = 20
"""A narrower chip is clicked, not taken by its edge."""


@dataclass(frozen=True, slots=True)
class ChipEdge:
    """`moving` is the frame of the edge that was taken, `fixed` that of the other one."""

    line: KeptSegment
    fixed: int
    moving: int


def edge_at(found: Sequence[Chip], x: float, viewport: Viewport) -> ChipEdge | None:
    """Of two that meet, that of the chip on whose side the pointer is. Arriving lines have none."""
    best: tuple[bool, float] | None = None
    edge = None
    for chip in found:
        line = chip.segment
        left, right = viewport.x_of(line.start_frame), viewport.x_of(line.end_frame)
        if not isinstance(line, KeptSegment) or right - left < _WIDE_FROM_PX:
            continue
        for at, fixed, moving in (
            (left, line.end_frame, line.start_frame),
            (right, line.start_frame, line.end_frame),
        ):
            rank = (not left <= x <= right, abs(x - at))
            if abs(x - at) <= _REACH_PX and (best is None or rank < best):
                best, edge = rank, ChipEdge(line, fixed, moving)
    return edge
