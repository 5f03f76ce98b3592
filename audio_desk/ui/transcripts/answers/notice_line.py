"""A line that says, in amber and in words, why an answer is not whole, and offers what helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from audio_desk.error_text import problem_words
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.style import mark
from audio_desk.ui.transcripts.answers.follow_ups import FollowUps
from audio_desk.ui.transcripts.answers.words import is_whole, relative_words, status_words

_ROOMY_CHARACTERS = 110
"""Narrower than this the buttons stand beneath the words."""


class NoticeLine(QWidget):
    """Hidden for a whole answer whose times look right."""

    follow_up_wanted = Signal(str, object)
    """retry | rest | split | shift, AnswerRecord"""

    def __init__(self, name: str, indent_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._answer: AnswerRecord | None = None
        self._recording: Recording | None = None
        self._word = QLabel(self)
        self._word.setObjectName(f"{name}-word")
        mark(self._word, tone="attention")
        self._sentence = QLabel(self)
        self._sentence.setObjectName(f"{name}-sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._offers = FollowUps(name, self)
        self._offers.wanted.connect(lambda kind: self.follow_up_wanted.emit(kind, self._answer))
        self._lay_out(indent_px)
        self.hide()

    @property
    def words(self) -> str:
        """What is shown, empty when hidden."""
        return "" if self.isHidden() else f"{self._word.text()} {self._sentence.text()}"

    def take_recording(self, recording: Recording | None) -> None:
        """The one that the answers are about."""
        self._recording = recording
        self.show_answer(None)

    def show_answer(self, answer: AnswerRecord | None) -> None:
        """Say why `answer` is not whole, or that its times look wrong; hide when all is well."""
        self._answer = answer
        self._offers.offer(answer, self._recording)
        if answer is None or (is_whole(answer) and self._offers.isHidden()):
            self.hide()
            return
        if is_whole(answer):
            self._word.setText(self.tr("Times"))
            self._sentence.setText(relative_words())
        else:
            self._word.setText(status_words(answer.status))
            self._sentence.setText(problem_words(answer.problem, answer.finish).sentence)
        mark(self._word, tone="bad" if answer.status == AnswerStatus.FAILED else "attention")
        self.show()

    def allow_asking(self, allowed: bool) -> None:
        """Not while another question runs."""
        self._offers.allow_asking(allowed)

    def _lay_out(self, indent_px: int) -> None:
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._sentence, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(indent_px, 4, indent_px, 4)
        self._box.setSpacing(8)
        self._box.addLayout(words, 1)
        self._box.addWidget(self._offers, 0, Qt.AlignmentFlag.AlignTop)
        self._word.setMinimumHeight(28)
        self._sentence.setMinimumHeight(28)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = event.size().width() >= _ROOMY_CHARACTERS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if roomy else direction.TopToBottom)
