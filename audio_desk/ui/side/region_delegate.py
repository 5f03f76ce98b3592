"""Paints one region of the left column: a bar in its colour, its name, its times; and edits the name."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from audio_desk.library.records import RegionRecord
from audio_desk.ui.item_option import is_selected, option_font, option_rect, smaller
from audio_desk.ui.side.regions_model import RECORD, TIMES, UNNAMED
from audio_desk.ui.two_lines import Index, TwoLineDelegate
from audio_desk.ui.waveform.marks.regions import region_colour

_BAR_PX = 3
_TEXT_PX = 9
"""From the bar's left edge to the name."""


class RegionDelegate(TwoLineDelegate):
    """The region that keys act on has a ground. A marker has a dot."""

    def _draw_mark(self, painter: QPainter, record: RegionRecord, line: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(region_colour(self._theme.colours, record.colour))
        if record.is_marker:
            middle = line.top() + line.height() / 2
            painter.drawEllipse(QRectF(line.left() - 1.5, middle - 3, 6, 6))
        else:
            painter.drawRect(QRectF(line.left(), line.top() + 1, _BAR_PX, line.height() - 2))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, font = self._theme.colours, option_font(option)
        record: RegionRecord = index.data(RECORD)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option, QColor(colours.chip) if is_selected(option) else None)
        line = self._first_line(option)
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
        painter.drawText(self._second_line(option), Qt.TextFlag.TextSingleLine, index.data(TIMES))
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setObjectName("region-list-name")
        field.setAccessibleName(self.tr("Name of the region"))
        field.setPlaceholderText(index.data(UNNAMED))
        field.setMaxLength(200)
        field.setAcceptDrops(False)
        return field

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option_rect(option).adjusted(2, 2, -2, -2))
