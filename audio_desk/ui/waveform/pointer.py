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
from audio_desk.ui.waveform.gestures.subject import Subject
from audio_desk.ui.waveform.marks.hits import Hit
from audio_desk.ui.waveform.targets import Target, target_at

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
    target: Target


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
            self._extend(x)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press = _Press(x, self._target_at(x, y))

    def move(self, event: QMouseEvent) -> None:
        x, press = event.position().x(), self._press
        if press is not None and abs(x - press.x) >= THRESHOLD_PX:
            self._press = None
            self._session.begin(self._gesture_of(press, snaps=_snaps(event)))
        self._session.move(x, snaps=_snaps(event))

    def release(self, event: QMouseEvent) -> None:
        press, self._press = self._press, None
        if press is not None:
            self._click(press, event.position().x())
        self._session.finish()

    def double_click(self, event: QMouseEvent) -> None:
        """On a header or a flag: to that region. Elsewhere like another press."""
        target = self._target_at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and target.record is not None:
            self._stage.document.go_to_region(target.record)
        else:
            self.press(event)

    def forget(self) -> bool:
        """Drop a press that has not moved; False when there was none."""
        press, self._press = self._press, None
        return press is not None

    def cursor_at(self, x: float, y: float) -> Qt.CursorShape:
        if self._stage.view.is_empty:
            return Qt.CursorShape.ArrowCursor
        if self._session.gesture is not None:
            return self._session.gesture.cursor
        return _CURSORS[self._target_at(x, y).what]

    def _target_at(self, x: float, y: float) -> Target:
        return target_at(x, y, self._stage.document, self._stage.view.viewport)

    def _click(self, press: _Press, x: float) -> None:
        """The playhead comes; a header or flag that was clicked is what keys act on from now."""
        document, record = self._stage.document, press.target.record
        if record is not None and record.is_marker:
            document.go_to_region(record)
            return
        document.move_playhead(self._stage.frame_at(x))
        if record is not None:
            document.regions.focus(record)

    def _gesture_of(self, press: _Press, *, snaps: bool) -> Gesture:
        target, span = press.target, press.target.span
        if span is None:
            return SelectDrag(self._stage, press.x, snaps=snaps)
        if target.record is not None:
            self._stage.document.regions.focus(target.record)
        subject = Subject(self._stage.document, target.record)
        if target.what is Hit.HEADER:
            return ShiftDrag(self._stage, press.x, subject, span)
        fixed, moving = (span.end, span.start) if target.what is Hit.START else (span.start, span.end)
        return ResizeDrag(self._stage, press.x, subject, fixed=fixed, moving=moving)

    def _extend(self, x: float) -> None:
        """What was selected before is what Escape puts back, and one step of the history with the drag."""
        document = self._stage.document
        document.history.hold()
        subject = Subject(document, document.selected_region)
        fixed, moving = self._commands.extend_to(self._stage.frame_at(x))
        self._session.begin(ResizeDrag(self._stage, x, subject, fixed=fixed, moving=moving))
        document.history.release()


def _shift(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _snaps(event: QMouseEvent) -> bool:
    return not event.modifiers() & Qt.KeyboardModifier.AltModifier
