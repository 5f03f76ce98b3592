"""Paints what lies over the wave: the selection with its header, the playhead, the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from audio_desk.region import Region
from audio_desk.ui.theme import Colours
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.viewport import Viewport

EDGE_WIDTH_PX = 2
PLAYHEAD_WIDTH_PX = 2
_RING_PX = 2
_TEXT_INSET_PX = 6


def paint_selection(
    painter: QPainter, region: Region, viewport: Viewport, height: int, colours: Colours, ink: QColor
) -> None:
    """Fill, two edges and the header in `ink`; only the visible part, as far edges overflow the painter."""
    left = max(-4.0, viewport.x_of(region.start))
    right = min(viewport.width + 4.0, viewport.x_of(region.end))
    if right < 0 or left > viewport.width:
        return
    left, right = round(left), max(round(right), round(left) + 1)
    fill = QColor(ink)
    fill.setAlphaF(colours.selection_opacity)
    painter.fillRect(QRectF(left, 0, right - left, height), fill)
    painter.fillRect(QRectF(left - 1, 0, EDGE_WIDTH_PX, height), ink)
    painter.fillRect(QRectF(right - 1, 0, EDGE_WIDTH_PX, height), ink)
    painter.fillRect(QRectF(left - 1, 0, right - left + 2, HEADER_PX), ink)


def paint_span(painter: QPainter, region: Region, viewport: Viewport, height: int, colours: Colours) -> None:
    """Fill and edges of the selection without a header, over lanes that are not the wave."""
    left = max(-4.0, viewport.x_of(region.start))
    right = min(viewport.width + 4.0, viewport.x_of(region.end))
    if right < 0 or left > viewport.width:
        return
    left, right = round(left), max(round(right), round(left) + 1)
    painter.fillRect(QRectF(left, 0, right - left, height), colours.selection_fill())
    for edge in (left, right):
        painter.fillRect(QRectF(edge - 1, 0, EDGE_WIDTH_PX, height), QColor(colours.accent))


def paint_playhead(painter: QPainter, frame: int, viewport: Viewport, height: int, colours: Colours) -> None:
    x = round(viewport.x_of(frame))
    painter.fillRect(QRectF(x - 1, 0, PLAYHEAD_WIDTH_PX, height), QColor(colours.playhead))


def paint_hint(painter: QPainter, text: str, width: int, colours: Colours) -> None:
    """What to do first, in the header's row."""
    painter.setFont(small(painter.font()))
    painter.setPen(QColor(colours.muted))
    room = QRectF(_TEXT_INSET_PX, 0, width - 2 * _TEXT_INSET_PX, HEADER_PX)
    elided = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)


def paint_focus_ring(painter: QPainter, width: int, height: int, colours: Colours) -> None:
    painter.setPen(QPen(QColor(colours.accent), _RING_PX))
    painter.drawRect(QRectF(1, 1, width - _RING_PX, height - _RING_PX))


def small(font: QFont) -> QFont:
    """A size below the system's, for labels inside the panel; grows with it."""
    smaller = QFont(font)
    if font.pointSizeF() > 0:
        smaller.setPointSizeF(font.pointSizeF() * 0.86)
    else:
        smaller.setPixelSize(max(8, round(font.pixelSize() * 0.86)))
    return smaller


def paint_name(painter: QPainter, room: QRectF, name: str, ink: QColor) -> None:
    """In that part of a header; elided, and left out where not even a letter fits."""
    room = room.adjusted(_TEXT_INSET_PX, 0, -_TEXT_INSET_PX, 0)
    painter.setFont(small(painter.font()))
    elided = QFontMetricsF(painter.font()).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
    if len(elided) > 1:
        painter.setPen(ink)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
