"""A line that says, in amber and in words, why an answer is not whole, and offers to ask again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from audio_desk.error_text import problem_words
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.ui.banner import action_label
from audio_desk.ui.style import mark
from audio_desk.ui.transcripts.answer_words import is_whole, status_words


class NoticeLine(QWidget):
    """Hidden for a whole answer."""

    retry_wanted = Signal(object)
    """AnswerRecord"""

    def __init__(self, name: str, indent_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._answer: AnswerRecord | None = None
        self._word = QLabel(self)
        self._word.setObjectName(f"{name}-word")
        mark(self._word, tone="attention")
        self._sentence = QLabel(self)
        self._sentence.setObjectName(f"{name}-sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._retry = QPushButton(action_label("retry"), self)
        self._retry.setObjectName(f"{name}-retry")
        self._retry.setToolTip(self.tr("Ask the same again; what arrived is kept"))
        self._retry.clicked.connect(lambda: self.retry_wanted.emit(self._answer))
        row = QHBoxLayout(self)
        row.setContentsMargins(indent_px, 4, indent_px, 4)
        row.setSpacing(12)
        row.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignTop)
        self._word.setMinimumHeight(28)
        self._sentence.setMinimumHeight(28)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown, empty when hidden."""
        return "" if self.isHidden() else f"{self._word.text()} {self._sentence.text()}"

    def show_answer(self, answer: AnswerRecord | None) -> None:
        """Say why `answer` is not whole; hide when it is, or when there is none."""
        self._answer = answer
        if answer is None or is_whole(answer):
            self.hide()
            return
        self._word.setText(status_words(answer.status))
        mark(self._word, tone="bad" if answer.status == AnswerStatus.FAILED else "attention")
        self._sentence.setText(problem_words(answer.problem, answer.finish).sentence)
        self.show()

    def allow_retry(self, allowed: bool) -> None:
        """Not while another question runs."""
        self._retry.setEnabled(allowed)
