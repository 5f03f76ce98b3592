"""What of a stretch lies under the pointer: an edge, its header, or nothing."""

from __future__ import annotations

from enum import Enum, auto

from audio_desk.region import Region
from audio_desk.ui.waveform.viewport import Viewport

EDGE_PX = 8
"""To each side of an edge."""
HEADER_PX = 20
"""Height of the strip above the wave that names selection and regions."""
HEADER_REACH_PX = 24
"""How far down it can be taken."""


class Hit(Enum):
    EMPTY = auto()
    START = auto()
    END = auto()
    HEADER = auto()


def hit(x: float, y: float, selection: Region | None, viewport: Viewport) -> Hit:
    """The header's middle third always moves, however narrow; elsewhere the nearer edge wins."""
    if selection is None:
        return Hit.EMPTY
    left, right = viewport.x_of(selection.start), viewport.x_of(selection.end)
    inside = left <= x <= right
    third = (right - left) / 3
    if y < HEADER_REACH_PX and inside and left + third <= x <= right - third:
        return Hit.HEADER
    to_left, to_right = abs(x - left), abs(x - right)
    if min(to_left, to_right) <= EDGE_PX:
        return Hit.START if _is_start(x, left, right) else Hit.END
    return Hit.HEADER if y < HEADER_REACH_PX and inside else Hit.EMPTY


def _is_start(x: float, left: float, right: float) -> bool:
    return abs(x - left) < abs(x - right) or (left == right and x <= left)
