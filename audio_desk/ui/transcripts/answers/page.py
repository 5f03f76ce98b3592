"""One answer in full: its question, how it came to be, its text, and what can be done with it."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.ui.amounts import exact_words
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.answers.linked_text import LinkedText
from audio_desk.ui.transcripts.answers.notice_line import NoticeLine
from audio_desk.ui.transcripts.answers.words import full_line, title_words


class AnswerPage(QWidget):
    time_chosen = Signal(object, object)
    """Seconds, end of a range in seconds or None"""
    place_chosen = Signal(object, object, object)
    """AboutRecord, seconds, end of a range in seconds or None"""
    follow_up_wanted = Signal(str, object)
    """retry | rest | split | shift | use, AnswerRecord"""
    deletion_wanted = Signal(object)
    """AnswerRecord"""
    receipt_wanted = Signal(object)
    """AnswerRecord"""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("answer-page")
        self._answer: AnswerRecord | None = None
        self._title = self._label("answer-title", "strong")
        self._facts = self._label("answer-facts", "small")
        self.notice = NoticeLine("answer-notice", 0, self)
        self.notice.follow_up_wanted.connect(self.follow_up_wanted)
        self.body = LinkedText(theme, self)
        self.body.setObjectName("answer-text")
        self.body.setAccessibleName(self.tr("Answer"))
        self.body.time_chosen.connect(self.time_chosen)
        self.body.place_chosen.connect(self.place_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 8)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self.notice)
        column.addSpacing(4)
        column.addWidget(self.body, 1)
        column.addLayout(self._buttons())

    @property
    def answer(self) -> AnswerRecord | None:
        return self._answer

    def show_answer(
        self, answer: AnswerRecord, rate: int, duration: float, *, is_beaten: bool = False
    ) -> None:
        """Show everything of it; a text that is already there is not written again.

        `is_beaten`: a transcript in whose place others are shown.
        """
        self._title.setText(title_words(answer))
        self._facts.setText(full_line(answer, rate, datetime.now(UTC)))
        self._facts.setToolTip(exact_words(answer.created))
        self.notice.show_answer(answer)
        same = self._answer is not None and self._answer.id == answer.id
        if not same or self.body.text != answer.text:
            span = answer.region.seconds(rate) if answer.region is not None else None
            self.body.show_text(answer.text, duration, span, answer.about)
        self._answer = answer
        self._delete.setEnabled(answer.status != AnswerStatus.STREAMING)
        self._copy.setEnabled(bool(answer.text))
        self._use.setVisible(is_beaten)
        self._unshift.setVisible(answer.shifted_frames > 0)

    def add_text(self, text: str) -> None:
        self.body.add_text(text)
        self._copy.setEnabled(True)

    def _label(self, name: str, tone: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        mark(label, tone=tone)
        return label

    def _buttons(self) -> QHBoxLayout:
        self._copy = QPushButton(self.tr("Copy"), self)
        self._copy.setObjectName("copy-answer")
        self._copy.setToolTip(self.tr("Copy the whole text of this answer"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.body.text))
        self._delete = QPushButton(self.tr("Delete…"), self)
        self._delete.setObjectName("delete-answer")
        self._delete.setToolTip(self.tr("Delete this answer after asking (Delete in the list)"))
        self._delete.clicked.connect(lambda: self.deletion_wanted.emit(self._answer))
        self._use = QPushButton(self.tr("Use this one"), self)
        self._use.setObjectName("use-answer")
        self._use.setToolTip(self.tr("Show these words in the transcript instead of the newer ones"))
        self._use.clicked.connect(lambda: self.follow_up_wanted.emit("use", self._answer))
        self._unshift = QPushButton(self.tr("Shift the times back"), self)
        self._unshift.setObjectName("unshift-answer")
        self._unshift.setToolTip(self.tr("Show the times again as the model wrote them"))
        self._unshift.clicked.connect(lambda: self.follow_up_wanted.emit("shift", self._answer))
        receipt = QPushButton(self.tr("Receipt…"), self)
        receipt.setObjectName("show-receipt")
        receipt.setToolTip(self.tr("What was sent for this answer, where it is, and what it took"))
        receipt.clicked.connect(lambda: self.receipt_wanted.emit(self._answer))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        for button in (receipt, self._use, self._unshift, self._copy, self._delete):
            mark(button, role="quiet")
        row.addWidget(receipt)
        row.addWidget(self._use)
        row.addWidget(self._unshift)
        row.addWidget(self._copy)
        row.addWidget(self._delete)
        return row
