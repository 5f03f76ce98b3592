"""Paints one row of the library: a line with the words that were found, and beneath it where that is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from audio_desk.ui.item_option import is_selected, option_font, smaller
from audio_desk.ui.library.entries import BELOW, IS_MISSING, MARKS
from audio_desk.ui.two_lines import Index, TwoLineDelegate


class EntryDelegate(TwoLineDelegate):
    """The words that were found are marked in the first line."""

    def _draw_words(self, painter: QPainter, rect: QRect, text: str, index: Index, font: QFont) -> None:
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
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, font = self._theme.colours, option_font(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = colours.selection_fill() if is_selected(option) else None
        self._draw_ground(painter, option, chosen, rings=False)
        self._draw_words(painter, self._first_line(option), index.data(), index, font)
        small = smaller(font)
        painter.setFont(small)
        painter.setPen(QColor(colours.attention if index.data(IS_MISSING) else colours.muted))
        below = self._second_line(option)
        words = QFontMetrics(small).elidedText(index.data(BELOW), Qt.TextElideMode.ElideMiddle, below.width())
        painter.drawText(below, 0, words)
        painter.restore()
