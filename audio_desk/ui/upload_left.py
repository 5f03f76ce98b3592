"""How much longer the shown recording's upload lives, beside its name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from audio_desk.ui.amounts import exact_words, time_left_words
from audio_desk.ui.style import mark

SOON = timedelta(minutes=10)
"""With less left the next question sends the recording again: see operations/uploads/living_upload.py."""
_SECONDS_COUNT = timedelta(minutes=1)
_TICK_MS = 5000


class UploadLeft(QLabel):
    """Hidden while the recording has no upload that lives."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recording-upload")
        mark(self, tone="muted")
        self._end: datetime | None = None
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self._show_left)
        self.hide()

    def show_end(self, end: datetime | None) -> None:
        """Count down to it; None: there is no upload."""
        self._end = end
        self._show_left()

    def _show_left(self) -> None:
        left = self._end - datetime.now(UTC) if self._end is not None else timedelta(0)
        self.setVisible(left > timedelta(0))
        if self._end is None or left <= timedelta(0):
            self._tick.stop()
            return
        self.setText(self.tr("· uploaded, {0} left").format(time_left_words(left)))
        tip = self.tr("Until {0} further questions send nothing again.").format(exact_words(self._end))
        if left < SOON:
            tip = self.tr("It ends at {0}: the next question sends the recording again by itself.").format(
                exact_words(self._end)
            )
        self.setToolTip(tip)
        mark(self, tone="attention" if left < SOON else "muted")
        self._tick.start(1000 if left < _SECONDS_COUNT else _TICK_MS)
