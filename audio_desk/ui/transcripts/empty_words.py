"""What an empty pane says: a few centred words on what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from audio_desk.ui.style import mark


class EmptyWords(QWidget):
    """The margins are a layout's: a label under a style sheet has none of its own."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setObjectName(name)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setWordWrap(True)
        mark(self._label, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addWidget(self._label)

    def show_words(self, words: str) -> None:
        self._label.setText(words)
