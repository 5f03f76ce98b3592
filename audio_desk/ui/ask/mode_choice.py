"""The choice that costs money: the whole recording with its times, or only the region's sound."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget
from typing_extensions import override

from audio_desk.settings import Mode
from audio_desk.ui.ask.choice_cell import ChoiceCell
from audio_desk.ui.theme import Theme

_STACKED_BELOW_PX = 500
"""Narrower than this the two stand one above the other, so that neither is cut."""


class ModeChoice(QFrame):
    """`mode_chosen` tells of the user's choice alone; `choose` sets it silently."""

    mode_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mode-choice")
        self.whole = ChoiceCell(theme, self)
        self.whole.setObjectName("whole-mode")
        self.whole.setChecked(True)
        self.region = ChoiceCell(theme, self)
        self.region.setObjectName("region-mode")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(1, 1, 1, 1)
        self._row.setSpacing(0)
        self._row.addWidget(self.whole, 1)
        self._row.addWidget(self.region, 1)
        self.whole.clicked.connect(lambda: self.mode_chosen.emit("whole"))
        self.region.clicked.connect(lambda: self.mode_chosen.emit("region"))

    @property
    def cells(self) -> tuple[ChoiceCell, ChoiceCell]:
        """Of the whole, of the region."""
        return self.whole, self.region

    def choose(self, mode: Mode) -> None:
        (self.region if mode == "region" else self.whole).setChecked(True)

    @override
    def minimumSizeHint(self) -> QSize:
        """The cost is never cut off: the style sheet would have all radio buttons be one line high."""
        stacked = self._row.direction() == QBoxLayout.Direction.TopToBottom
        high = self.whole.sizeHint().height() * (2 if stacked else 1) + 2
        return QSize(super().minimumSizeHint().width(), high)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        stacked = event.size().width() < _STACKED_BELOW_PX
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self.updateGeometry()
        super().resizeEvent(event)
