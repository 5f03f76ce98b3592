"""One line about work of many steps: how far it is, with a bar, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from audio_desk.ui.style import mark


class WorkLine(QWidget):
    """`name` begins the names of its parts. Its buttons are told of by the key they were given."""

    pressed = Signal(str)

    def __init__(
        self, name: str, title: str, buttons: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}-line")
        self.setAccessibleName(title)
        self._words = QLabel(self, wordWrap=True)
        self._words.setObjectName(f"{name}-words")
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar(self)
        self._bar.setObjectName(f"{name}-bar")
        self._bar.setAccessibleName(title)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self.buttons = {key: self._button(name, key, words) for key, words in buttons}
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self._words)
        said.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(said, 1)
        for button in self.buttons.values():
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def show_work(
        self, words: str, done: int, of: int, buttons: Sequence[str], *, attention: bool = False
    ) -> None:
        """`buttons`: the keys of those that have a meaning now; `of` 0: nobody knows how much it is."""
        self._words.setText(words)
        mark(self._words, tone="attention" if attention else "")
        self.setAccessibleDescription(words)
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        for key, button in self.buttons.items():
            button.setVisible(key in buttons)
        self.show()

    def _button(self, name: str, key: str, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(f"{name}-{key}")
        button.clicked.connect(lambda: self.pressed.emit(key))
        return button
