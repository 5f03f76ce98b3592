"""What is about to leave for a question about several recordings: each of them, the words, an exact count."""

from __future__ import annotations

from contextlib import aclosing

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError, UsageError
from audio_desk.operations.ask import AskRequest
from audio_desk.operations.count_tokens import Counted, count_tokens
from audio_desk.operations.desk import Desk
from audio_desk.operations.several import topics_of
from audio_desk.request.several import SeveralPlan, plan_several
from audio_desk.ui.amounts import count_words, money_words
from audio_desk.ui.ask import plan_words
from audio_desk.ui.ask.request_book import RequestBook
from audio_desk.ui.ask.several.words import meter_words
from audio_desk.ui.elided_label import ElidedLabel
from audio_desk.ui.progress_words import progress_words
from audio_desk.ui.style import mark
from audio_desk.ui.task_scope import TaskScope, report_bug


class SeveralPlanDialog(QDialog):
    """Of `request`, which is not sent by it."""

    def __init__(
        self, desk: Desk, request: AskRequest, book: RequestBook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._request, self._book = desk, request, book
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self.setObjectName("several-plan-dialog")
        self.setWindowTitle(self.tr("What is sent"))
        self._plan = self._planned()
        self.prompt = self._prompt()
        self.counted = self._note("plan-counted", "")
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

    def _prompt(self) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName("plan-prompt")
        field.setAccessibleName(self.tr("The words that are sent"))
        field.setReadOnly(True)
        field.setTabChangesFocus(True)
        if isinstance(self._plan, SeveralPlan):
            words = "\n".join([*(part.label for part in self._plan.parts), self._plan.prompt])
            instruction = self._request.settings.system_instruction
            field.setPlainText(
                self.tr("{0}\n\nSystem instruction:\n{1}").format(words, instruction)
                if instruction
                else words
            )
        field.setFixedHeight(120)
        return field

    def _lay_out(self) -> None:
        count = QPushButton(self.tr("Count exactly"))
        count.setObjectName("count-exactly")
        count.setToolTip(self.tr("Let the server count; it has to have the sound for that"))
        count.setAutoDefault(False)
        count.setEnabled(isinstance(self._plan, SeveralPlan))
        count.clicked.connect(lambda: self._scope.start("count", self._counting()))
        close = QPushButton(self.tr("Close"))
        close.setObjectName("plan-close")
        close.clicked.connect(self.accept)
        self._count_button = count
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        if isinstance(self._plan, SeveralPlan):
            column.addLayout(self._table(self._plan))
            column.addWidget(self._note("plan-sum", self._sum(self._plan)))
        else:
            column.addWidget(self._note("plan-sum", words_for(self._plan).sentence))
        column.addWidget(QLabel(self.tr("The words, each label before its sound")))
        column.addWidget(self.prompt)
        buttons = QHBoxLayout()
        buttons.addWidget(count)
        buttons.addWidget(self.counted, 1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self.setMinimumWidth(720)
        close.setFocus()

    def _note(self, name: str, words: str) -> QLabel:
        note = QLabel(words, wordWrap=True)
        note.setObjectName(name)
        note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        mark(note, tone="small")
        return note

    async def _counting(self) -> None:
        self._count_button.setEnabled(False)
        try:
            if not await self._book.agreed(self._request, self):
                return
            async with aclosing(count_tokens(self._desk, self._request)) as events:
                async for event in events:
                    words = (
                        self.tr("Exactly {0} tokens").format(count_words(event.tokens))
                        if isinstance(event, Counted)
                        else progress_words(event)
                    )
                    self.counted.setText(words)
        except AudioDeskError as error:
            self.counted.setText(words_for(error).sentence)
        finally:
            self._count_button.setEnabled(True)
