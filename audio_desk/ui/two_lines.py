"""Rows of two lines on a rounded ground: those of recordings, of regions, and of what was found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from audio_desk.ui.item_option import has_focus, is_hovered, option_font, option_rect, smaller
from audio_desk.ui.theme import Theme

_MARGIN_PX = 8
_GAP_PX = 2
_CORNER_PX = 6

Index = QModelIndex | QPersistentModelIndex


class TwoLineDelegate(QStyledItemDelegate):
    """Who paints says what stands in the lines; the second is in the smaller font."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def _draw_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, chosen: QColor | None, *, rings: bool = True
    ) -> None:
        """`chosen`: its colour, None where the row is not chosen; `rings`: the keyboard's focus shows."""
        colours = self._theme.colours
        state: QStyle.StateFlag = option.state
        ring = rings and has_focus(option) and bool(state & QStyle.StateFlag.State_KeyboardFocusChange)
        painter.setPen(QPen(QColor(colours.accent), 2) if ring else Qt.PenStyle.NoPen)
        hovered = QColor(colours.chip) if is_hovered(option) else Qt.BrushStyle.NoBrush
        painter.setBrush(hovered if chosen is None else chosen)
        ground = option_rect(option).toRectF().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(ground, _CORNER_PX, _CORNER_PX)

    def _first_line(self, option: QStyleOptionViewItem) -> QRect:
        inner = option_rect(option).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        return QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(option_font(option)).height())

    def _second_line(self, option: QStyleOptionViewItem) -> QRect:
        first = self._first_line(option)
        return first.translated(0, first.height() + _GAP_PX)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        font = option_font(option)
        lines = QFontMetrics(font).height() + QFontMetrics(smaller(font)).height()
        return QSize(0, lines + _GAP_PX + 2 * _MARGIN_PX)
