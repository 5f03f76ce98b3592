"""Drag an edge of the overview's window: the visible range grows or shrinks, its other edge stays."""

from __future__ import annotations

from PySide6.QtCore import Qt

from audio_desk.ui.waveform.gestures.gesture import Stage


class WindowEdgeDrag:
    """`frames_per_px` is the overview's; crossing the other edge turns the window over."""

    cursor = Qt.CursorShape.SizeHorCursor
    scrolls = False

    def __init__(self, stage: Stage, x: float, frames_per_px: float, *, at_start: bool) -> None:
        self._stage = stage
        self._before = stage.view.viewport
        self._frames_per_px = frames_per_px
        moving, fixed = self._before.start, self._before.end
        if not at_start:
            moving, fixed = fixed, moving
        self._fixed = fixed
        self._grip = moving - x * frames_per_px

    def move(self, x: float, *, snaps: bool) -> None:
        moving = max(0.0, min(x * self._frames_per_px + self._grip, float(self._before.frames)))
        start, end = sorted((self._fixed, moving))
        view = self._before.showing(start, end)
        # Where the closest zoom shows more than was asked for, the edge that stays is the one that stays.
        if self._fixed == end:
            view = view.starting_at(end - view.scale * view.width)
        self._stage.view.show(view)

    def cancel(self) -> None:
        self._stage.view.show(self._before)
