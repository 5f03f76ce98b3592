"""The small field over a region's header in which its name is written."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from typing_extensions import override

_NARROWEST_EM = 14
_WIDEST_EM = 40


class NameEditor(QLineEdit):
    """Return or leaving it keeps what was written, Escape does not."""

    accepted = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wave = parent
        self.setObjectName("region-name")
        self.setMaxLength(200)
        self.hide()

    def begin(self, name: str, placeholder: str, title: str, left: float, right: float) -> None:
        """Between `left` and `right` in pixels of the parent, as far as it can be seen there."""
        self.setAccessibleName(title)
        self.setText(name)
        self.setPlaceholderText(placeholder)
        self.selectAll()
        self.place(left, right)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self, left: float, right: float) -> None:
        room = self._wave.width() - 4
        em = QFontMetrics(self.font()).horizontalAdvance("m")
        wished = round(max(_NARROWEST_EM * em, min(right - left, _WIDEST_EM * em)))
        width = min(wished, room)
        x = round(max(2.0, min(left, room + 2.0 - width)))
        self.setGeometry(QRect(x, 1, width, self.sizeHint().height()))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        passing = event.reason() in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        )
        if self.isVisible() and not (passing and QApplication.focusWidget() is None):
            self.accepted.emit(self.text())
