"""Markers over the wave: a line, a flag in the headers' row, and a name where it hides no other name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPen, QPolygonF

from audio_desk.library.records import RegionRecord
from audio_desk.region import Region
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.marks.regions import LEFT, Sheet
from audio_desk.ui.waveform.overlay import small
from audio_desk.ui.waveform.viewport import Viewport

_WIDTH_PX, _HEIGHT_PX = 11, 12
_GAP_PX = 2
_INSET_PX = 4
_TEXT_PX = 120


@dataclass(frozen=True, slots=True)
class Flag:
    """Of one marker, at `x`; `name` as far as there is room for it."""

    record: RegionRecord
    x: int
    name: str
    end: int
    """Where flag and name end: until there the headers' row is covered."""

    @property
    def covered(self) -> tuple[int, int]:
        return self.x - 1, self.end


def flags_of(sheet: Sheet, stacked: Iterable[RegionRecord], over: Region | None) -> list[Flag]:
    """In order. A name is cut before the next flag, before a header that begins, and where `over` ends."""
    records = list(stacked)
    metrics = QFontMetricsF(small(sheet.painter.font()))
    stops = _stops(records, over, sheet.viewport)
    markers = sorted((record for record in records if record.is_marker), key=lambda r: r.span.start)
    return [_flag(record, stops, metrics, sheet.viewport) for record in markers]


def paint_flags(sheet: Sheet, flags: Sequence[Flag], focused: RegionRecord | None) -> None:
    """Over everything but the playhead."""
    sheet.painter.setFont(small(sheet.painter.font()))
    for flag in flags:
        _paint(sheet, flag, is_focused=flag.record == focused)


def _stops(records: Sequence[RegionRecord], over: Region | None, viewport: Viewport) -> list[int]:
    frames = [record.span.start for record in records if over is None or not _inside(record, over)]
    if over is not None:
        frames += [over.start, over.end]
    return sorted({round(viewport.x_of(frame)) for frame in frames})


def _inside(record: RegionRecord, over: Region) -> bool:
    """Whether the header begins beneath `over`, where no name of it is seen."""
    return not record.is_marker and over.contains(record.span.start)


def _flag(record: RegionRecord, stops: Sequence[int], metrics: QFontMetricsF, viewport: Viewport) -> Flag:
    x = round(viewport.x_of(record.span.start))
    bare = x + _WIDTH_PX + _GAP_PX
    following = stops[bisect_right(stops, x + 1) :][:1]
    room = min(following[0] - bare - _GAP_PX if following else _TEXT_PX, _TEXT_PX) - 2 * _INSET_PX
    name = metrics.elidedText(record.name, Qt.TextElideMode.ElideRight, max(0, room))
    if len(name) < 2:
        return Flag(record, x, "", bare)
    return Flag(record, x, name, bare + round(metrics.horizontalAdvance(name)) + 2 * _INSET_PX)


def _paint(sheet: Sheet, flag: Flag, *, is_focused: bool) -> None:
    painter, ink, x = sheet.painter, sheet.ink(flag.record), flag.x
    painter.fillRect(QRectF(x, 0, 2 if is_focused else 1, sheet.height), ink)
    top = (HEADER_PX - _HEIGHT_PX) / 2
    tip = QPointF(x + _WIDTH_PX, top + _HEIGHT_PX / 2)
    painter.setPen(QPen(QColor(sheet.colours.panel), 1.5))  # to be seen on any header
    painter.setBrush(ink)
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.drawPolygon(QPolygonF([QPointF(x, top), tip, QPointF(x, top + _HEIGHT_PX), QPointF(x, top)]))
    painter.setRenderHint(painter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if flag.name:
        _paint_name(sheet, flag, ink, is_focused=is_focused)


def _paint_name(sheet: Sheet, flag: Flag, ink: QColor, *, is_focused: bool) -> None:
    """On a plate of its own, as headers of regions may lie beneath."""
    left = flag.x + _WIDTH_PX + _GAP_PX
    plate = QRectF(left, 2, flag.end - left, HEADER_PX - 4)
    sheet.painter.fillRect(plate, ink if is_focused else QColor(sheet.colours.panel))
    sheet.painter.setPen(QColor(sheet.colours.on_accent) if is_focused else ink)
    sheet.painter.drawText(plate.adjusted(_INSET_PX, 0, 0, 0), LEFT, flag.name)
