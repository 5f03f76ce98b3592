"""Drag with the middle button: the sound moves with the pointer."""

from __future__ import annotations

from PySide6.QtCore import Qt

from audio_desk.ui.waveform.gestures.gesture import Stage


class PanDrag:
    """Always from where it began, so that nothing adds up."""

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = False

    def __init__(self, stage: Stage, x: float) -> None:
        self._stage = stage
        self._before = stage.view.viewport
        self._pressed_at = x

    def move(self, x: float, *, snaps: bool) -> None:
        self._stage.view.show(self._before.panned(self._pressed_at - x))

    def cancel(self) -> None:
        self._stage.view.show(self._before)
