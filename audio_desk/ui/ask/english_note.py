"""Says once that only English speech is promised, and goes for good when it has been read."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from audio_desk.ui.preferences import Preferences
from audio_desk.ui.style import mark

_TOLD = "english"


class EnglishNote(QWidget):
    """Only on Gemini's account: this computer's says in other places what it can."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("english-note")
        self._preferences = preferences
        words = QLabel(self.tr("Gemini's guide promises answers about English speech only."), self)
        words.setWordWrap(True)
        mark(words, tone="small")
        read = QPushButton(self.tr("Got it"), self)
        read.setObjectName("english-read")
        read.setToolTip(self.tr("Do not show this again"))
        mark(read, role="quiet")
        read.clicked.connect(self._read)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(words, 1)
        row.addWidget(read)
        preferences.settings_changed.connect(lambda *_: self._show())
        self._show()

    def _read(self) -> None:
        self._preferences.change(told=(*self._preferences.settings.told, _TOLD))

    def _show(self) -> None:
        settings = self._preferences.settings
        self.setVisible(settings.account == "gemini" and _TOLD not in settings.told)
