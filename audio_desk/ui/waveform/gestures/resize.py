"""Drag an edge of the selection: the other edge stays; crossing it turns the selection over."""

from __future__ import annotations

from PySide6.QtCore import Qt

from audio_desk.region import Region
from audio_desk.ui.waveform.gestures.gesture import Stage
from audio_desk.ui.waveform.snapping import snapped


class ResizeDrag:
    """`fixed` is the edge that stays, `moving` the one that was taken; the grip keeps its distance.

    `before` is what cancelling puts back.
    """

    cursor = Qt.CursorShape.SizeHorCursor
    scrolls = True

    def __init__(self, stage: Stage, x: float, *, before: Region | None, fixed: int, moving: int) -> None:
        self._stage = stage
        self._before = before
        self._targets = stage.targets()
        self._fixed = fixed
        self._grip_px = stage.view.viewport.x_of(moving) - x

    def move(self, x: float, *, snaps: bool) -> None:
        view = self._stage.view.viewport
        frame = self._stage.frame_at(x + self._grip_px)
        if snaps:
            frame = snapped(frame, self._targets, view)
        if frame != self._fixed:
            self._stage.document.select(Region.spanning(self._fixed, frame))

    def cancel(self) -> None:
        self._stage.document.select(self._before)
