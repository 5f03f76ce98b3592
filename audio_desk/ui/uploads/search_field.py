"""The field that searches the uploads."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override


class SearchField(QLineEdit):
    left = Signal()
    """Down, or Return: to what was found; Escape, too, when there is nothing left to clear"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("search-uploads")
        self.setPlaceholderText(self.tr("Search uploads"))
        self.setAccessibleName(self.tr("Search uploads"))
        self.setToolTip(self.tr("In names, recordings, types and states of all of them (Ctrl+F in the list)"))
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)
