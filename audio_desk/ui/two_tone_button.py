"""A tool button whose text has two weights: what counts, and beside it what it is set to."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from audio_desk.ui.icons import pixmap
from audio_desk.ui.theme import Theme

_PAD_PX = 11
_GAP_PX = 6
_ARROW_PX = 16
_MOST_CHARACTERS = 28


class TwoToneButton(QToolButton):
    """`Gemini · gemini-3.8-flash ▾`: the second part muted, elided in the middle when it is long."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong = ""
        self._muted = ""
        theme.changed.connect(self.update)

    @property
    def parts(self) -> tuple[str, str]:
        return self._strong, self._muted

    def show_parts(self, strong: str, muted: str) -> None:
        self._strong, self._muted = strong, muted
        self.setAccessibleName(f"{strong}, {muted}" if muted else strong)
        self.updateGeometry()
        self.update()

    def _shown_muted(self) -> str:
        metrics = self.fontMetrics()
        most = metrics.averageCharWidth() * _MOST_CHARACTERS
        return (
            metrics.elidedText(f"· {self._muted}", Qt.TextElideMode.ElideMiddle, most) if self._muted else ""
        )

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._strong) + metrics.horizontalAdvance(self._shown_muted())
        return QSize(words + 2 * _PAD_PX + 2 * _GAP_PX + _ARROW_PX + 2, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colours, metrics = self._theme.colours, self.fontMetrics()
        painter = QPainter(self)
        left, height = _PAD_PX, self.height()
        for words, colour in ((self._strong, colours.text), (self._shown_muted(), colours.muted)):
            width = metrics.horizontalAdvance(words)
            painter.setPen(QColor(colour))
            painter.drawText(
                QRect(left, 0, width + 1, height),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                words,
            )
            left += width + _GAP_PX
        arrow = pixmap("chevron-down", colours.muted, _ARROW_PX, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - _PAD_PX - _ARROW_PX + 3, (height - _ARROW_PX) // 2, arrow)
