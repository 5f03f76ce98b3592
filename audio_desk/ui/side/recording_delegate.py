"""Paints one recording of the left column: its name, and beneath it how long it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from audio_desk.ui.item_option import option_font, smaller
from audio_desk.ui.side.recordings_model import IS_OPEN, LENGTH
from audio_desk.ui.two_lines import Index, TwoLineDelegate


class RecordingDelegate(TwoLineDelegate):
    """The open recording keeps its ground."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, font = self._theme.colours, option_font(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, option, QColor(colours.chip) if index.data(IS_OPEN) else None)
        line = self._first_line(option)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        name = QFontMetrics(font).elidedText(
            index.data(Qt.ItemDataRole.DisplayRole), Qt.TextElideMode.ElideMiddle, line.width()
        )
        painter.drawText(line, 0, name)
        painter.setFont(smaller(font))
        painter.setPen(QColor(colours.muted))
        painter.drawText(self._second_line(option), 0, index.data(LENGTH))
        painter.restore()
