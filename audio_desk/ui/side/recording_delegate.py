"""Paints one recording of the left column: its name, and beneath it how long it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from audio_desk.ui.item_option import has_focus, option_font, option_rect, smaller
from audio_desk.ui.side.recordings_model import IS_OPEN, LENGTH
from audio_desk.ui.theme import Theme

_MARGIN_PX = 8
_GAP_PX = 2
_CORNER_PX = 6

_Index = QModelIndex | QPersistentModelIndex


class RecordingDelegate(QStyledItemDelegate):
    """Two lines on a rounded ground; the open recording keeps its ground."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours = self._theme.colours
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ring = has_focus(option) and bool(option.state & QStyle.StateFlag.State_KeyboardFocusChange)
        ground = option_rect(option).toRectF().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colours.accent), 2) if ring else Qt.PenStyle.NoPen)
        if index.data(IS_OPEN) or hovered:
            painter.setBrush(QColor(colours.chip))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, _CORNER_PX, _CORNER_PX)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, font = self._theme.colours, option_font(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option, index)
        inner = option_rect(option).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        height = QFontMetrics(font).height()
        name = QFontMetrics(font).elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideMiddle, inner.width()
        )
        painter.drawText(QRect(inner.left(), inner.top(), inner.width(), height), 0, name)
        painter.setFont(smaller(font))
        painter.setPen(QColor(colours.muted))
        below = inner.top() + height + _GAP_PX
        painter.drawText(QRect(inner.left(), below, inner.width(), height), 0, index.data(LENGTH))
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        font = option_font(option)
        lines = QFontMetrics(font).height() + QFontMetrics(smaller(font)).height()
        return QSize(0, lines + _GAP_PX + 2 * _MARGIN_PX)
