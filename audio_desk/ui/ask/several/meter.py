"""How much sound a question holds, towards the most that one may."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from audio_desk import limits
from audio_desk.ui.ask.several.words import meter_words
from audio_desk.ui.style import mark

_STEPS = 1000


class Meter(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("several-meter")
        self.words = QLabel(self)
        self.words.setObjectName("several-meter-words")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("several-meter-bar")
        self._bar.setAccessibleName(self.tr("Sound in this question"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setRange(0, _STEPS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 2)
        column.setSpacing(2)
        column.addWidget(self.words)
        column.addWidget(self._bar)

    def show_seconds(self, seconds: float) -> None:
        """Of sound that would be sent."""
        share, words = seconds / limits.PROMPT_SECONDS, meter_words(seconds)
        self.words.setText(words)
        self.setToolTip(self.tr("Sound that one question may hold, over all recordings: 9.5 hours"))
        mark(self.words, tone="bad-small" if share > 1 else "small")
        self._bar.setValue(min(_STEPS, max(1, round(share * _STEPS))))
        self._bar.setAccessibleDescription(words)
