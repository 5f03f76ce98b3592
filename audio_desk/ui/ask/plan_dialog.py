"""What is about to leave, in full: both modes beside each other, the very words, an exact count."""

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

from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.estimate import estimate
from audio_desk.operations.desk import Desk
from audio_desk.request.capabilities import hears_all, writes_json
from audio_desk.request.plan import RequestPlan
from audio_desk.ui.amounts import count_words, money_words
from audio_desk.ui.ask.exact_count import ExactCount
from audio_desk.ui.ask.plan_fields import note, prompt_field, with_instruction
from audio_desk.ui.ask.plan_words import price_words, rate_words, row_names, rows, spent_words
from audio_desk.ui.ask.request_book import RequestBook
from audio_desk.ui.style import mark


class PlanDialog(QDialog):
    """Of `request`, which is not sent by it."""

    def __init__(
        self,
        desk: Desk,
        request: AskRequest,
        book: RequestBook,
        *,
        uploaded: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._request, self._book = request, book
        self.setObjectName("plan-dialog")
        self.setWindowTitle(self.tr("What is sent"))
        self._plans = estimate(
            request.recording,
            request.region,
            request.task,
            request.question,
            request.settings,
            book.learnt_rate,
            request.channel,
            as_json=writes_json(request.account, request.model, request.task),
        )
        self._chosen = self._plans.region if request.mode_sent == "region" else self._plans.whole
        self.prompt = prompt_field(self._words(), 96)
        counts = isinstance(self._chosen, RequestPlan)
        self._count = ExactCount(desk, request, book, self._result, enabled=counts, parent=self)
        self.counted = self._count.counted
        self._lay_out(self._table(uploaded=uploaded))

    def _table(self, *, uploaded: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        columns = [(self.tr("Whole recording"), self._plans.whole, "whole")]
        if self._request.region is not None:
            columns.append((self.tr("Only this region"), self._plans.region, "region"))
        for row, name in enumerate(row_names(), start=1):
            label = QLabel(name)
            mark(label, tone="muted")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        for column, (title, plan, mode) in enumerate(columns, start=1):
            is_chosen = mode == self._request.mode_sent or len(columns) == 1
            head = QLabel(self.tr("{0} (chosen)").format(title) if is_chosen else title)
            mark(head, tone="strong" if is_chosen else "muted")
            grid.addWidget(head, 0, column)
            dollars = self._book.dollars(plan.estimated_tokens) if isinstance(plan, RequestPlan) else None
            is_there = uploaded and isinstance(plan, RequestPlan) and not plan.cuts
            channels = self._request.recording.channels
            words = rows(plan, dollars, self._request.account, uploaded=is_there, channels=channels)
            for row, text in enumerate(words, start=1):
                cell = QLabel(text, wordWrap=True)
                cell.setObjectName(f"plan-{mode}-{row}")
                cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        return grid

    def _words(self) -> str:
        if hears_all(self._request.account, self._request.model, self._request.task):
            return self.tr("No words are sent: this model transcribes all that it gets.")
        words = self._chosen.prompt if isinstance(self._chosen, RequestPlan) else ""
        return with_instruction(words, self._request.settings.system_instruction)

    def _lay_out(self, table: QGridLayout) -> None:
        close = QPushButton(self.tr("Close"))
        close.setObjectName("plan-close")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(table)
        account = self._request.account
        sources = f"{rate_words(self._book.learnt_rate)} {price_words(self._book.prices)}"
        column.addWidget(note("plan-sources", sources if account == "gemini" else rate_words(None)))
        column.addWidget(QLabel(self.tr("The words")))
        column.addWidget(self.prompt)
        if account == "gemini" and self._book.today.tokens + self._book.on_recording.tokens:
            spent = self.tr("Spent on this recording: {0}. Today: {1}.")
            words = spent.format(spent_words(self._book.on_recording), spent_words(self._book.today))
            column.addWidget(note("plan-spent", words))
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self.setMinimumWidth(640)
        close.setFocus()

    def _result(self, tokens: int) -> str:
        words = self.tr("Exactly {0} tokens").format(count_words(tokens))
        if self._request.account == "on-device":
            return words
        dollars = self._book.dollars(tokens)
        return f"{words} · {self.tr('price unknown') if dollars is None else money_words(dollars)}"
