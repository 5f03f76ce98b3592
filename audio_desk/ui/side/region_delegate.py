"""Paints one region of the left column: a bar in its colour, its name, its times; and edits the name."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from audio_desk.library.records import RegionRecord
from audio_desk.ui.item_option import has_focus, is_selected, option_font, option_rect, smaller
from audio_desk.ui.side.regions_model import RECORD, TIMES, UNNAMED
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.region_overlay import region_colour

_MARGIN_PX = 8
_GAP_PX = 2
_CORNER_PX = 6
_BAR_PX = 3
_TEXT_PX = 9
"""From the bar's left edge to the name."""

_Index = QModelIndex | QPersistentModelIndex


class RegionDelegate(QStyledItemDelegate):
    """Two lines, as of a recording; the region that keys act on has a ground. A marker has a dot."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        state: QStyle.StateFlag = option.state
        ring = has_focus(option) and bool(state & QStyle.StateFlag.State_KeyboardFocusChange)
        painter.setPen(QPen(QColor(colours.accent), 2) if ring else Qt.PenStyle.NoPen)
        if is_selected(option) or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.chip))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(option_rect(option).toRectF().adjusted(1, 1, -1, -1), _CORNER_PX, _CORNER_PX)

    def _draw_mark(self, painter: QPainter, record: RegionRecord, line: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(region_colour(self._theme.colours, record.colour))
        if record.is_marker:
            middle = line.top() + line.height() / 2
            painter.drawEllipse(QRectF(line.left() - 1.5, middle - 3, 6, 6))
        else:
            painter.drawRect(QRectF(line.left(), line.top() + 1, _BAR_PX, line.height() - 2))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colours, font = self._theme.colours, option_font(option)
        record: RegionRecord = index.data(RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option)
        line = self._name_rect(option)
        self._draw_mark(painter, record, line)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if record.name else colours.muted))
        words = line.adjusted(_TEXT_PX, 0, 0, 0)
        name = QFontMetrics(font).elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.TextFlag.TextSingleLine, name)
        painter.setFont(smaller(font))
        painter.setPen(QColor(colours.muted))
        below = line.translated(0, line.height() + _GAP_PX)
        painter.drawText(below, Qt.TextFlag.TextSingleLine, index.data(TIMES))
        painter.restore()

    def _name_rect(self, option: QStyleOptionViewItem) -> QRect:
        inner = option_rect(option).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        return QRect(inner.left(), inner.top(), inner.width(), QFontMetrics(option_font(option)).height())

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        font = option_font(option)
        lines = QFontMetrics(font).height() + QFontMetrics(smaller(font)).height()
        return QSize(0, lines + _GAP_PX + 2 * _MARGIN_PX)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        field = QLineEdit(parent)
        field.setObjectName("region-list-name")
        field.setAccessibleName(self.tr("Name of the region"))
        field.setPlaceholderText(index.data(UNNAMED))
        field.setMaxLength(200)
        field.setAcceptDrops(False)
        return field

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: _Index) -> None:
        editor.setGeometry(option_rect(option).adjusted(2, 2, -2, -2))
