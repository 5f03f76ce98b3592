"""The ask pane's lines about transcribing in parts: the offer with its price, and the work itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from audio_desk.library.records import ChunkState, LongJobRecord
from audio_desk.operations.long.estimate import LongEstimate
from audio_desk.operations.long.events import LongProgress
from audio_desk.operations.long.unfinished import account_of
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.long.long_words import counts_words, offer_words, price_words, progress_words
from audio_desk.ui.long.work_line import WorkLine
from audio_desk.ui.settings.account_words import account_name
from audio_desk.ui.style import mark


class LongLine(QWidget):
    """Hidden while there is nothing to say."""

    choice_changed = Signal()
    """Another choice may cost something else"""
    pressed = Signal(str)
    """`stop`, `go-on` or `leave`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("long-transcription")
        self.in_parts = self._box("long-in-parts", "")
        self.in_parts.setChecked(True)
        self.leaves_out = self._box("long-leave-out", self.tr("Leave out stretches without speech"))
        self._price = ElidedLabel(parent=self, mode=Qt.TextElideMode.ElideRight)
        self._price.setObjectName("long-price")
        mark(self._price, tone="muted")
        self._price.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.work = WorkLine(
            "long",
            self.tr("Transcription in parts"),
            (("go-on", self.tr("Go on")), ("leave", self.tr("Leave it")), ("stop", self.tr("Stop"))),
            self,
        )
        self.work.pressed.connect(self.pressed)
        self._offer = QWidget(self)
        row = QHBoxLayout(self._offer)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.in_parts)
        row.addWidget(self._price, 1)
        row.addWidget(self.leaves_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._offer)
        column.addWidget(self.work)
        self.clear()

    @property
    def price(self) -> str:
        return self._price.text()

    @property
    def is_offered(self) -> bool:
        return not self._offer.isHidden()

    def clear(self) -> None:
        self._offer.hide()
        self.work.hide()
        self.hide()

    def show_offer(self, planned: LongEstimate, dollars: float | None, account: str) -> None:
        self.in_parts.setText(offer_words(planned))
        self._price.show_text(price_words(planned.tokens, dollars, account))
        self.leaves_out.setEnabled(self.in_parts.isChecked())
        self._offer.show()
        self.show()

    def show_running(self, progress: LongProgress, dollars: float | None, account: str) -> None:
        asked = len(progress.chunks) - progress.count(ChunkState.LEFT_OUT)
        words = progress_words(progress, dollars, account)
        self._offer.hide()
        self.work.show_work(words, progress.count(ChunkState.DONE), asked, ("stop",))
        self.show()

    def show_unfinished(self, job: LongJobRecord) -> None:
        done = sum(chunk.state == ChunkState.DONE for chunk in job.chunks)
        asked = sum(chunk.state != ChunkState.LEFT_OUT for chunk in job.chunks)
        words = self.tr("Transcription in parts, unfinished: {0} ({1})")
        self.work.show_work(
            words.format(counts_words(job.chunks), account_name(account_of(job))),
            done,
            asked,
            ("go-on", "leave"),
            attention=True,
        )
        self.show()

    def _box(self, name: str, words: str) -> QCheckBox:
        box = QCheckBox(words, self)
        box.setObjectName(name)
        box.toggled.connect(lambda _on: self.choice_changed.emit())
        return box
