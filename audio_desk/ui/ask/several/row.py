"""The chips of what is asked about together, beside the meter of how much sound that is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from audio_desk.request.several import total_seconds
from audio_desk.ui.ask.several.basket import Basket
from audio_desk.ui.ask.several.chip import Chip
from audio_desk.ui.ask.several.meter import Meter
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme

_GAP_PX = 8
_CHIP_PX = 150
"""Where a chip would be less wide there is another line of them."""


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
        self._clear = clear = QPushButton(self.tr("Clear"), self)
        clear.setObjectName("several-clear")
        clear.setToolTip(self.tr("Ask about what is shown alone again"))
        mark(clear, role="quiet")
        clear.clicked.connect(basket.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        row.addLayout(self._grid, 1)
        row.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(clear, 0, Qt.AlignmentFlag.AlignTop)
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
        beside = self.meter.sizeHint().width() + self._clear.sizeHint().width() + 2 * _GAP_PX
        columns = max(1, min(len(self._chips), (self.width() - beside) // _CHIP_PX))
        for at, chip in enumerate(self._chips):
            self._grid.addWidget(chip, at // columns, at % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < columns))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
