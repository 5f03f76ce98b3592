"""Turns mouse events on the waveform into clicks and drags."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent

from audio_desk.ui.waveform.commands import Commands
from audio_desk.ui.waveform.drag_session import DragSession
from audio_desk.ui.waveform.gestures.gesture import Gesture, Stage
from audio_desk.ui.waveform.gestures.pan import PanDrag
from audio_desk.ui.waveform.gestures.resize import ResizeDrag
from audio_desk.ui.waveform.gestures.select import SelectDrag
from audio_desk.ui.waveform.gestures.shift import ShiftDrag
from audio_desk.ui.waveform.hits import Hit, hit

THRESHOLD_PX = 4
"""A press that moves less is a click."""
_CURSORS = {
    Hit.EMPTY: Qt.CursorShape.IBeamCursor,
    Hit.START: Qt.CursorShape.SizeHorCursor,
    Hit.END: Qt.CursorShape.SizeHorCursor,
    Hit.HEADER: Qt.CursorShape.OpenHandCursor,
}


@dataclass(frozen=True, slots=True)
class _Press:
    """A left press that is neither click nor drag yet."""

    x: float
    what: Hit


class Pointer:
    """Press, move and release of one widget that shows the stage's visible range."""

    def __init__(self, stage: Stage, session: DragSession, commands: Commands) -> None:
        self._stage = stage
        self._session = session
        self._commands = commands
        self._press: _Press | None = None

    def press(self, event: QMouseEvent) -> None:
        if self._stage.view.is_empty or self._session.is_active:
            return
        x, y = event.position().x(), event.position().y()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._session.begin(PanDrag(self._stage, x))
        elif event.button() == Qt.MouseButton.LeftButton and _shift(event):
            self._session.begin(self._extending(x))
        elif event.button() == Qt.MouseButton.LeftButton:
            viewport = self._stage.view.viewport
            self._press = _Press(x, hit(x, y, self._stage.document.selection, viewport))

    def move(self, event: QMouseEvent) -> None:
        x, press = event.position().x(), self._press
        if press is not None and abs(x - press.x) >= THRESHOLD_PX:
            self._press = None
            self._session.begin(self._gesture_of(press, snaps=_snaps(event)))
        self._session.move(x, snaps=_snaps(event))

    def release(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if press is not None:
            self._stage.document.move_playhead(self._stage.frame_at(event.position().x()))
        self._session.finish()

    def forget(self) -> bool:
        """Drop a press that has not moved; False when there was none."""
        press, self._press = self._press, None
        return press is not None

    def cursor_at(self, x: float, y: float) -> Qt.CursorShape:
        if self._stage.view.is_empty:
            return Qt.CursorShape.ArrowCursor
        if self._session.gesture is not None:
            return self._session.gesture.cursor
        return _CURSORS[hit(x, y, self._stage.document.selection, self._stage.view.viewport)]

    def _gesture_of(self, press: _Press, *, snaps: bool) -> Gesture:
        region = self._stage.document.selection
        if region is None or press.what is Hit.EMPTY:
            return SelectDrag(self._stage, press.x, snaps=snaps)
        if press.what is Hit.HEADER:
            return ShiftDrag(self._stage, press.x, region)
        fixed, moving = (region.end, region.start) if press.what is Hit.START else (region.start, region.end)
        return ResizeDrag(self._stage, press.x, before=region, fixed=fixed, moving=moving)

    def _extending(self, x: float) -> Gesture:
        before = self._stage.document.selection
        fixed, moving = self._commands.extend_to(self._stage.frame_at(x))
        return ResizeDrag(self._stage, x, before=before, fixed=fixed, moving=moving)


def _shift(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _snaps(event: QMouseEvent) -> bool:
    return not event.modifiers() & Qt.KeyboardModifier.AltModifier
