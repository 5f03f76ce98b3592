"""Paints a line's words with those that were found on a ground of their own."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption

from audio_desk.transcripts.script.finding import Match
from audio_desk.ui.theme import Colours

_OPACITY = 0.28


def paint_found(
    painter: QPainter, room: QRect, text: str, found: Iterable[Match], here: Match | None, colours: Colours
) -> None:
    """`here` is the place where one is: it has the full colour."""
    layout = QTextLayout(text, painter.font())
    layout.setTextOption(QTextOption())
    layout.setFormats([_marked(text, match, match == here, colours) for match in found])
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room.width())
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(room.topLeft()))


def _marked(text: str, match: Match, is_here: bool, colours: Colours) -> QTextLayout.FormatRange:
    ground, form, part = QColor(colours.attention), QTextCharFormat(), QTextLayout.FormatRange()
    if is_here:
        form.setForeground(QColor(colours.panel))
    else:
        ground.setAlphaF(_OPACITY)
    form.setBackground(ground)
    # Qt counts in units of UTF-16.
    part.start = _units(text[: match.begin])
    part.length = _units(text[match.begin : match.end])
    part.format = form
    return part


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
