"""Drag on the ruler: the playhead follows the pointer."""

from __future__ import annotations

from PySide6.QtCore import Qt

from audio_desk.ui.waveform.gestures.gesture import Stage


class SeekDrag:
    """A press alone moves it too."""

    cursor = Qt.CursorShape.ArrowCursor
    scrolls = True

    def __init__(self, stage: Stage, x: float) -> None:
        self._stage = stage
        self._before = stage.document.playhead
        stage.document.move_playhead(stage.frame_at(x))

    def move(self, x: float, *, snaps: bool) -> None:
        self._stage.document.move_playhead(self._stage.frame_at(x))

    def cancel(self) -> None:
        self._stage.document.move_playhead(self._before)
