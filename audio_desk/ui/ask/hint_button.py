"""A button that shows its key beside its words, lighter than they are."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget
from typing_extensions import override

from audio_desk.ui.theme import Theme

_GAP = 8


class HintButton(QPushButton):
    """The hint is only drawn: the key itself belongs to the window's actions."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hint = ""
        theme.changed.connect(self.update)

    def show_words(self, text: str, hint: str) -> None:
        if (text, hint) != (self.text(), self._hint):
            self._hint = hint
            self.setText(text)
            self.setToolTip(f"{text} ({hint})" if hint else text)
            self.updateGeometry()

    def _hint_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._hint) + _GAP if self._hint else 0

    def _colour(self, opacity: float) -> QColor:
        colours = self._theme.colours
        words = colours.on_accent if self.property("role") == "primary" else colours.text
        colour = QColor(words if self.isEnabled() else colours.muted)
        colour.setAlphaF(opacity)
        return colour

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self._hint_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setFont(self.font())
        width = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() - width - self._hint_width()) // 2
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(self._colour(1.0))
        painter.drawText(QRect(left, 0, width + 2, self.height()), middle, self.text())
        painter.setPen(self._colour(0.75))
        left += width + _GAP
        painter.drawText(QRect(left, 0, self.width() - left, self.height()), middle, self._hint)
        painter.end()
