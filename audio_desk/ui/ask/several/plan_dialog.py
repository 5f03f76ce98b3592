"""What is about to leave for a question about several recordings: each of them, the words, an exact count."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.error_text import words_for
from audio_desk.errors import UsageError
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.several import topics_of
from audio_desk.operations.desk import Desk
from audio_desk.request.several import SeveralPlan, plan_several
from audio_desk.ui.amounts import count_words, money_words
from audio_desk.ui.ask import plan_words
from audio_desk.ui.ask.exact_count import ExactCount
from audio_desk.ui.ask.plan_fields import note, prompt_field, with_instruction
from audio_desk.ui.ask.request_book import RequestBook
from audio_desk.ui.ask.several.words import meter_words
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.style import mark


class SeveralPlanDialog(QDialog):
    """Of `request`, which is not sent by it."""

    def __init__(
        self, desk: Desk, request: AskRequest, book: RequestBook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._request, self._book = request, book
        self.setObjectName("several-plan-dialog")
        self.setWindowTitle(self.tr("What is sent"))
        self._plan = self._planned()
        self.prompt = prompt_field(self._words(), 120)
        counts = isinstance(self._plan, SeveralPlan)
        self._count = ExactCount(desk, request, book, self._result, enabled=counts, parent=self)
        self.counted = self._count.counted
        self._lay_out()

    def _planned(self) -> SeveralPlan | UsageError:
        request = self._request
        subjects = [topic.subject for topic in topics_of(request)]
        try:
            return plan_several(
                subjects,
                request.task,
                request.question,
                request.settings,
                learnt_rate=self._book.learnt_rate,
            )
        except UsageError as error:
            return error

    def _table(self, plan: SeveralPlan) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        for row, (part, topic) in enumerate(zip(plan.parts, topics_of(self._request), strict=True)):
            letter = QLabel(part.letter)
            mark(letter, tone="strong")
            name = ElidedLabel()
            name.show_text(topic.name)
            name.setMaximumWidth(240)
            sound = plan_words.sound_words(part.plan, topic.recording.channels)
            way = plan_words.way_words(part.plan, uploaded=False)
            words = (plan_words.span_words(part.plan), sound, way)
            grid.addWidget(letter, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, row, 1, Qt.AlignmentFlag.AlignTop)
            for column, text in enumerate(words, start=2):
                cell = QLabel(text, wordWrap=True)
                cell.setObjectName(f"plan-{part.letter}-{column}")
                grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(4, 1)
        return grid

    def _sum(self, plan: SeveralPlan) -> str:
        """`7:24 of 9:30:00 · ≈ 14,226 tokens · $0.01 · a request of 0.5 MB`"""
        dollars = self._book.dollars(plan.estimated_tokens)
        price = self.tr("price unknown") if dollars is None else money_words(dollars)
        parts = (
            meter_words(plan.audio_seconds),
            self.tr("≈ {0} tokens").format(count_words(plan.estimated_tokens)),
            self.tr("free") if self._request.account == "on-device" else price,
            self.tr("a request of {0} bytes").format(count_words(plan.body_bytes)),
        )
        return " · ".join(parts)

    def _words(self) -> str:
        if not isinstance(self._plan, SeveralPlan):
            return ""
        words = "\n".join([*(part.label for part in self._plan.parts), self._plan.prompt])
        return with_instruction(words, self._request.settings.system_instruction)

    def _lay_out(self) -> None:
        close = QPushButton(self.tr("Close"))
        close.setObjectName("plan-close")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        if isinstance(self._plan, SeveralPlan):
            column.addLayout(self._table(self._plan))
            column.addWidget(note("plan-sum", self._sum(self._plan)))
        else:
            column.addWidget(note("plan-sum", words_for(self._plan).sentence))
        column.addWidget(QLabel(self.tr("The words, each label before its sound")))
        column.addWidget(self.prompt)
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self.setMinimumWidth(720)
        close.setFocus()

    def _result(self, tokens: int) -> str:
        return self.tr("Exactly {0} tokens").format(count_words(tokens))
