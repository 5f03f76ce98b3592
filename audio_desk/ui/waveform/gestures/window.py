"""Drag the overview's window, or press beside it: the visible range goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from audio_desk.ui.waveform.gestures.gesture import Stage


class WindowDrag:
    """`frames_per_px` is the overview's; a press outside the window puts its middle there first."""

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = False

    def __init__(self, stage: Stage, x: float, frames_per_px: float) -> None:
        self._stage = stage
        self._before = stage.view.viewport
        self._frames_per_px = frames_per_px
        frame = x * frames_per_px
        if not self._before.contains(frame):
            stage.view.show(self._before.centred_on(frame))
        self._grip = frame - stage.view.viewport.start

    def move(self, x: float, *, snaps: bool) -> None:
        view = self._stage.view.viewport
        self._stage.view.show(view.starting_at(x * self._frames_per_px - self._grip))

    def cancel(self) -> None:
        self._stage.view.show(self._before)
