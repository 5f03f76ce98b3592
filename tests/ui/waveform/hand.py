"""A hand on a widget: mouse, wheel and keys as Qt delivers them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NOTCH = 120


class Hand:
    """Positions in pixels from the widget's top left; keys that are held go with every event."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self._button = LEFT

    def press(
        self, x: float, y: float = 100, keys: Qt.KeyboardModifier = NO_KEYS, button: Qt.MouseButton = LEFT
    ) -> None:
        self._button = button
        self._send(QEvent.Type.MouseButtonPress, x, y, keys, button, button)

    def move(self, x: float, y: float = 100, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self._send(QEvent.Type.MouseMove, x, y, keys, NO_BUTTON, self._button)

    def hover(self, x: float, y: float = 100) -> None:
        self._send(QEvent.Type.MouseMove, x, y, NO_KEYS, NO_BUTTON, NO_BUTTON)

    def release(self, x: float, y: float = 100, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        self._send(QEvent.Type.MouseButtonRelease, x, y, keys, self._button, NO_BUTTON)

    def click(self, x: float, y: float = 100, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.mouseClick(self.widget, LEFT, keys, QPoint(round(x), round(y)))

    def double_click(self, x: float, y: float = 10) -> None:
        QTest.mouseDClick(self.widget, LEFT, NO_KEYS, QPoint(round(x), round(y)))

    def drag(self, start: float, end: float, y: float = 100, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press, three steps, release."""
        self.press(start, y, keys)
        for part in (0.3, 0.7, 1.0):
            self.move(start + (end - start) * part, y, keys)
        self.release(end, y, keys)

    def wheel(self, x: float, notches: float, keys: Qt.KeyboardModifier = NO_KEYS, pixels: int = 0) -> None:
        """Positive away from the user."""
        position = QPointF(x, 100)
        event = QWheelEvent(
            position,
            QPointF(self.widget.mapToGlobal(position.toPoint())),
            QPoint(0, pixels),
            QPoint(0, round(notches * NOTCH)),
            NO_BUTTON,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.widget, event)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """To whichever widget has the focus in this one's window."""
        focused: QWidget | None = self.widget.window().focusWidget()
        QTest.keyClick(focused if focused is not None else self.widget, key, keys)

    def _send(
        self,
        kind: QEvent.Type,
        x: float,
        y: float,
        keys: Qt.KeyboardModifier,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
    ) -> None:
        position = QPointF(x, y)
        everywhere = QPointF(self.widget.mapToGlobal(position.toPoint()))
        QApplication.sendEvent(self.widget, QMouseEvent(kind, position, everywhere, button, buttons, keys))
