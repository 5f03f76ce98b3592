"""Asks for a time of the recording: 1:30, 75:30, 1:15:30, 1h15m."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from audio_desk import timecode
from audio_desk.errors import TimeInvalid
from audio_desk.ui.dialog_foot import DialogFoot
from audio_desk.ui.style import mark


class GoToTime(QDialog):
    """Accepted only with a time inside the recording, which `seconds` then holds."""

    def __init__(self, duration: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._duration = duration
        self.seconds = 0.0
        self.setObjectName("go-to-time")
        self.setWindowTitle(self.tr("Go to a time"))
        self.field = QLineEdit()
        self.field.setObjectName("go-to-time-field")
        self.field.setAccessibleName(self.tr("Time"))
        self.field.setPlaceholderText(self.tr("1:30, 75:30, 1:15:30 or 1h15m"))
        self.field.textEdited.connect(self._calm)
        self.problem = QLabel(self.tr("Up to {0}").format(timecode.clock(duration, 1)), wordWrap=True)
        self.problem.setObjectName("go-to-time-problem")
        mark(self.problem, tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.problem)
        column.addSpacing(4)
        column.addLayout(DialogFoot(self, "go-to-time-go", self.tr("Go"), act=self._go))
        self.setMinimumWidth(340)

    def _go(self) -> None:
        try:
            self.seconds = timecode.end_as_shown(timecode.parse(self.field.text()), self._duration)
        except TimeInvalid:
            self._refuse(self.tr("That is no time. Write it as 1:30, 75:30, 1:15:30 or 1h15m."))
            return
        if self.seconds > self._duration:
            end = timecode.clock(self._duration, 1)
            self._refuse(self.tr("The recording ends at {0}.").format(end))
            return
        self.accept()

    def _refuse(self, words: str) -> None:
        self.problem.setText(words)
        mark(self.problem, tone="bad")
        mark(self.field, wrong="true")
        self.field.selectAll()
        self.field.setFocus()

    def _calm(self) -> None:
        mark(self.field, wrong="")
        mark(self.problem, tone="muted")
