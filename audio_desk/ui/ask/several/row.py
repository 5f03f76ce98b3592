"""The chips of what is asked about together, beneath the meter of how much sound that is."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from audio_desk.request.several import total_seconds
from audio_desk.ui.ask.several.basket import Basket
from audio_desk.ui.ask.several.chip import Chip
from audio_desk.ui.ask.several.meter import Meter
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme

_CHIP_PX = 230
"""A chip is at least so wide where there is room: a name and its span can be read."""


class SeveralRow(QWidget):
    """Hidden while a question is about what is shown."""

    def __init__(self, basket: Basket, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("several-row")
        self._basket = basket
        self.meter = Meter(self)
        self._chips: list[Chip] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        clear = QPushButton(self.tr("Only what is shown"), self)
        clear.setObjectName("several-clear")
        clear.setToolTip(self.tr("Ask about the shown recording alone again"))
        mark(clear, role="quiet")
        clear.clicked.connect(basket.clear)
        words = QLabel(self.tr("Asked about together"), self)
        mark(words, tone="small")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(words)
        head.addStretch(1)
        head.addWidget(self.meter)
        head.addWidget(clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(self._grid)
        basket.changed.connect(self._show_chips)
        self._show_chips()

    @property
    def words(self) -> tuple[str, ...]:
        """Of the chips, whole."""
        return tuple(chip.name.text() for chip in self._chips)

    def show_seconds(self, seconds: float) -> None:
        self.meter.show_seconds(seconds)

    def _show_chips(self) -> None:
        for chip in self._chips:
            self._grid.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        topics = self._basket.topics
        self._chips = [Chip(at, topic, self._theme, self) for at, topic in enumerate(topics)]
        for at, chip in enumerate(self._chips):
            chip.removed.connect(lambda at=at: self._basket.remove(at))
        self._place()
        self.meter.show_seconds(total_seconds([topic.subject for topic in topics]))
        self.setVisible(bool(topics))

    def _place(self) -> None:
        columns = max(1, min(len(self._chips), self.width() // _CHIP_PX))
        for at, chip in enumerate(self._chips):
            self._grid.addWidget(chip, at // columns, at % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < columns))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
