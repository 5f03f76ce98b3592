"""Pulls a frame to what is near it on the screen: near in pixels, not in time."""

from __future__ import annotations

from collections.abc import Iterable

from audio_desk.ui.waveform.viewport import Viewport

REACH_PX = 8


def snapped(frame: int, targets: Iterable[int], viewport: Viewport, reach_px: float = REACH_PX) -> int:
    """The nearest target within `reach_px`, else `frame` itself."""
    reach = reach_px * viewport.scale
    near = [(abs(target - frame), target) for target in targets if abs(target - frame) <= reach]
    return min(near)[1] if near else frame


def snap_shift(start: int, end: int, targets: Iterable[int], viewport: Viewport) -> int:
    """By how much to shift a moved stretch so that the nearer of its two edges meets a target."""
    reach = REACH_PX * viewport.scale
    shifts = [target - edge for target in targets for edge in (start, end) if abs(target - edge) <= reach]
    return min(shifts, key=abs, default=0)
