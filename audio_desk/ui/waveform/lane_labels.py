"""Paints the letters on the lanes: which channel this one is, which frequency that line."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from audio_desk.ui.theme import Colours
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.overlay import small
from audio_desk.ui.waveform.wave.picture import lane_rows

_GROUND_OPACITY = 0.78
_PADDING_PX = 3


def paint_channels(painter: QPainter, height: int, lanes: int, colours: Colours) -> None:
    """L and R at the left edge of their lanes; nothing on a single one."""
    if lanes == 2:
        letters = (QCoreApplication.translate("Waveform", "L"), QCoreApplication.translate("Waveform", "R"))
        for rows, letter in zip(lane_rows(height, HEADER_PX, lanes), letters, strict=True):
            paint_label(painter, 4, rows.start + 3, letter, colours)


def paint_label(painter: QPainter, x: float, y: float, text: str, colours: Colours) -> QRectF:
    """With its top left corner there, on a ground of its own so that it can be read on anything."""
    painter.save()
    painter.setFont(small(painter.font()))
    metrics = QFontMetricsF(painter.font())
    width = metrics.horizontalAdvance(text) + 2 * _PADDING_PX
    room = QRectF(x, y, max(width, metrics.height()), metrics.height())
    ground = QColor(colours.panel)
    ground.setAlphaF(_GROUND_OPACITY)
    painter.fillRect(room, ground)
    painter.setPen(QColor(colours.muted))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return room
