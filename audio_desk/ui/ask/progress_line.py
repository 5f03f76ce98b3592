"""One line that says what a running question is doing, and for how long."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from audio_desk import timecode
from audio_desk.operations.events import Preparing, Uploading
from audio_desk.ui.amounts import size_words
from audio_desk.ui.progress_words import progress_words
from audio_desk.ui.style import mark

_STEPS = 1000


class ProgressLine(QWidget):
    """Hidden while nothing runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ask-progress")
        self._words = QLabel(self)
        self._words.setObjectName("ask-progress-words")
        self._elapsed = QLabel(self)
        self._elapsed.setObjectName("ask-progress-elapsed")
        mark(self._elapsed, tone="muted")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("ask-progress-bar")
        self._bar.setAccessibleName(self.tr("Progress of the question"))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._elapsed)
        self._since = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(250)
        self._tick.timeout.connect(self._show_elapsed)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def begin(self, since: float, progress: object) -> None:
        """Show the line and count from `since`, a time.monotonic()."""
        self._since = since
        self.show_progress(progress)
        self._show_elapsed()
        self._tick.start()
        self.show()

    def end(self) -> None:
        self._tick.stop()
        self.hide()

    def show_progress(self, progress: object) -> None:
        """Preparing, Uploading or Waiting; None while words are arriving."""
        self._words.setText(self._words_of(progress))
        share = _share_of(progress)
        # A range of nothing makes the bar run to and fro: something goes on, how much is not known.
        self._bar.setRange(0, _STEPS if share is not None else 0)
        if share is not None:
            self._bar.setValue(round(share * _STEPS))

    def _words_of(self, progress: object) -> str:
        """As at the window's foot; an upload in bytes, because there is room for them here."""
        match progress:
            case Uploading(sent, total):
                return self.tr("Uploading {0} of {1}").format(size_words(sent), size_words(total))
            case _:
                return progress_words(progress)

    def _show_elapsed(self) -> None:
        self._elapsed.setText(timecode.clock(int(time.monotonic() - self._since)))


def _share_of(progress: object) -> float | None:
    match progress:
        case Uploading(sent, total) if total > 0:
            return sent / total
        case Preparing(_, done) if done > 0:
            return done
        case _:
            return None
