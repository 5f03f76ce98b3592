"""Chooses what is asked of the marked regions, and says what all of it would cost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from audio_desk.library.queue_records import QueueItem
from audio_desk.operations.queue.plan import QueueEstimate
from audio_desk.request.prompts import Task
from audio_desk.settings import Account, Mode
from audio_desk.ui.dialog_foot import DialogFoot
from audio_desk.ui.queue.queue_words import item_words, total_words
from audio_desk.ui.style import mark

Plan = Callable[[tuple[QueueItem, ...], Task, str], QueueEstimate]
Price = Callable[[int], float | None]
"""Dollars for so many tokens; None where nobody knows."""
_ROW_PX = 26
_FEW, _MANY = 3, 10
"""Rows that the list is high, whatever is in it."""


class QueueDialog(QDialog):
    """Accepted: `items`, `task`, `question` and `mode` are what the user wants."""

    def __init__(
        self,
        items: tuple[QueueItem, ...],
        rate: int,
        plan: Plan,
        price: Price,
        *,
        account: Account,
        mode: Mode,
        question: str,
        whole_stays: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._items, self._plan, self._price, self._account = items, plan, price, account
        self.setObjectName("queue-dialog")
        self.setWindowTitle(self.tr("Ask about all regions"))
        self._make_task(question)
        self.regions = self._list(rate)
        self.whole = self._choice("queue-whole")
        self.region = self._choice("queue-region")
        modes = QButtonGroup(self)
        modes.addButton(self.whole)
        modes.addButton(self.region)
        (self.region if mode == "region" or whole_stays else self.whole).setChecked(True)
        self.whole.setEnabled(not whole_stays)
        self._lay_out()
        self._connect()
        self._show()

    @property
    def items(self) -> tuple[QueueItem, ...]:
        return tuple(
            item
            for row, item in enumerate(self._items)
            if self.regions.item(row).checkState() == Qt.CheckState.Checked
        )

    @property
    def task(self) -> Task:
        return Task.ASK if self.asks.isChecked() else Task.TRANSCRIPT

    @property
    def question(self) -> str:
        return self.words.text().strip() if self.asks.isChecked() else ""

    @property
    def mode(self) -> Mode:
        return "region" if self.region.isChecked() else "whole"

    def _make_task(self, question: str) -> None:
        self.transcribes = self._choice("queue-transcribe", self.tr("Transcribe each of them"))
        self.asks = self._choice("queue-ask", self.tr("Ask the same about each of them"))
        tasks = QButtonGroup(self)
        tasks.addButton(self.transcribes)
        tasks.addButton(self.asks)
        self.words = QLineEdit(question)
        self.words.setObjectName("queue-question")
        self.words.setAccessibleName(self.tr("Question about each region"))
        self.words.setPlaceholderText(self.tr("Such as: Who speaks here, and about what?"))
        (self.asks if question else self.transcribes).setChecked(True)

    def _list(self, rate: int) -> QListWidget:
        regions = QListWidget()
        regions.setObjectName("queue-regions")
        regions.setAccessibleName(self.tr("Regions that are asked about"))
        regions.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        regions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = max(_ROW_PX, regions.fontMetrics().height() + 8)
        regions.setFixedHeight(height * min(max(len(self._items), _FEW), _MANY) + 4)
        for item in self._items:
            row = QListWidgetItem(item_words(item, rate))
            row.setSizeHint(QSize(0, height))
            row.setToolTip(row.text())
            row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            row.setCheckState(Qt.CheckState.Checked)
            regions.addItem(row)
        return regions

    def _choice(self, name: str, words: str = "") -> QRadioButton:
        choice = QRadioButton(words)
        choice.setObjectName(name)
        return choice

    def _lay_out(self) -> None:
        foot = DialogFoot(self, "queue-begin")
        self.begin = foot.act
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for part in (self.transcribes, self.asks, self.words):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self._heading(self.tr("REGIONS")))
        column.addWidget(self.regions)
        column.addSpacing(4)
        column.addWidget(self._heading(self.tr("SENT EACH TIME, AND THE PRICE OF ALL TOGETHER")))
        column.addWidget(self.whole)
        column.addWidget(self.region)
        column.addStretch(1)
        foot.setContentsMargins(0, 8, 0, 0)
        column.addLayout(foot)
        self.setMinimumWidth(520)

    def _heading(self, text: str) -> QLabel:
        heading = QLabel(text)
        mark(heading, tone="heading")
        return heading

    def _connect(self) -> None:
        self.asks.toggled.connect(self._show)
        self.words.textChanged.connect(self._show)
        self.regions.itemChanged.connect(self._show)
        self.whole.toggled.connect(self._show)

    def _show(self, *_changed: object) -> None:
        items = self.items
        planned = self._plan(items, self.task, self.question)
        names: tuple[tuple[QRadioButton, Mode, str], ...] = (
            (self.whole, "whole", self.tr("Whole recording, the times in words")),
            (self.region, "region", self.tr("Only the region's sound")),
        )
        for choice, mode, name in names:
            dollars = self._price(planned.tokens(mode))
            choice.setText(f"{name}: {total_words(planned, mode, dollars, self._account)}")
        self.words.setEnabled(self.asks.isChecked())
        is_asked = self.task == Task.TRANSCRIPT or bool(self.question)
        count = len(items)
        many = self.tr("Begin with {0} regions").format(count)
        self.begin.setText(self.tr("Begin with 1 region") if count == 1 else many)
        self.begin.setEnabled(bool(items) and is_asked and planned.trouble(self.mode) is None)
