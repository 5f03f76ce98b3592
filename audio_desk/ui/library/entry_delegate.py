"""Paints one row of the library: a line with the words that were found, and beneath it where that is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from audio_desk.ui.item_option import is_selected, option_font, option_rect, smaller
from audio_desk.ui.library.entries import BELOW, IS_MISSING, MARKS
from audio_desk.ui.theme import Theme

_MARGIN_PX = 8
_GAP_PX = 2
_CORNER_PX = 6

_Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colours = self._theme.colours
        painter.setPen(Qt.PenStyle.NoPen)
        if is_selected(option):
            painter.setBrush(colours.selection_fill())
        else:
            painter.setBrush(QColor(colours.chip) if hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(option_rect(option).adjusted(1, 1, -1, -1), _CORNER_PX, _CORNER_PX)

    def _draw_words(self, painter: QPainter, rect: QRect, text: str, index: _Index, font: QFont) -> None:
        """As one text, so that right-to-left words stand right."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats([self._marked(*mark) for mark in index.data(MARKS) if mark[1] <= len(shown)])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(rect.width())
        layout.endLayout()
        painter.setPen(QColor(self._theme.colours.text))
        layout.draw(painter, QPointF(rect.topLeft()))

    def _marked(self, begin: int, end: int) -> QTextLayout.FormatRange:
        """In another colour and underlined: colour alone is not seen by all."""
        found = QTextLayout.FormatRange()
        found.start, found.length = begin, end - begin
        look = QTextCharFormat()
        look.setForeground(QColor(self._theme.colours.accent))
        look.setFontUnderline(True)
        found.format = look
        return found

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, font = self._theme.colours, option_font(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option)
        inner = option_rect(option).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        height = QFontMetrics(font).height()
        self._draw_words(
            painter, QRect(inner.left(), inner.top(), inner.width(), height), index.data(), index, font
        )
        small = smaller(font)
        painter.setFont(small)
        painter.setPen(QColor(colours.attention if index.data(IS_MISSING) else colours.muted))
        below = QRect(inner.left(), inner.top() + height + _GAP_PX, inner.width(), height)
        words = QFontMetrics(small).elidedText(index.data(BELOW), Qt.TextElideMode.ElideMiddle, below.width())
        painter.drawText(below, 0, words)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        font = option_font(option)
        lines = QFontMetrics(font).height() + QFontMetrics(smaller(font)).height()
        return QSize(0, lines + _GAP_PX + 2 * _MARGIN_PX)
