"""One of the two ways of sending: a radio button with a title and a line of costs beneath it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget
from typing_extensions import override

from audio_desk.ui.item_option import smaller, stronger
from audio_desk.ui.theme import Theme

_PADDING = 12
_GLYPH = 14
_GAP = 8
_LINE_GAP = 2
_RADIUS = 6.0


class ChoiceCell(QRadioButton):
    """The arrow keys switch between the cells of one parent, as between all radio buttons."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._detail = ""
        theme.changed.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def detail(self) -> str:
        return self._detail

    def show_words(self, title: str, detail: str) -> None:
        """Both lines; a screen reader hears them together."""
        if (title, detail) != (self.text(), self._detail):
            self.setText(title)
            self._detail = detail
            self.setAccessibleDescription(detail)
            self.setToolTip(f"{title}\n{detail}")
            self.update()

    def _title_font(self) -> QFont:
        return stronger(self.font()) if self.isChecked() else self.font()

    def _detail_font(self) -> QFont:
        return smaller(self.font())

    def _draw_ground(self, painter: QPainter) -> None:
        colours = self._theme.colours
        if self.isChecked() or (self.underMouse() and self.isEnabled()):
            ground = QColor(colours.chip)
            ground.setAlphaF(1.0 if self.isChecked() else 0.5)
            painter.setBrush(ground)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _draw_glyph(self, painter: QPainter, centre: QPointF) -> None:
        colours = self._theme.colours
        colour = QColor(colours.accent if self.isChecked() else colours.muted)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 1.5))
        painter.drawEllipse(centre, _GLYPH / 2 - 1, _GLYPH / 2 - 1)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(centre, _GLYPH / 4, _GLYPH / 4)

    def _draw_words(self, painter: QPainter) -> None:
        colours = self._theme.colours
        left = _PADDING + _GLYPH + _GAP
        width = self.width() - left - _PADDING
        for font, words, colour, rect in (
            (self._title_font(), self.text(), colours.text, self._title_rect(left, width)),
            (self._detail_font(), self._detail, colours.muted, self._detail_rect(left, width)),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour if self.isEnabled() else colours.muted))
            shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, width)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _title_rect(self, left: int, width: int) -> QRect:
        return QRect(left, 6, width, QFontMetrics(self._title_font()).height())

    def _detail_rect(self, left: int, width: int) -> QRect:
        top = self._title_rect(left, width).bottom() + 1 + _LINE_GAP
        return QRect(left, top, width, QFontMetrics(self._detail_font()).height())

    @override
    def sizeHint(self) -> QSize:
        return QSize(280, self._detail_rect(0, 0).bottom() + 7)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        title = self._title_rect(0, 0)
        self._draw_glyph(painter, QPointF(_PADDING + _GLYPH / 2, title.center().y() + 1))
        self._draw_words(painter)
        painter.end()
