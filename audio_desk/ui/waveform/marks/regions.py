"""Paints regions over the wave: headers with names, and edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from audio_desk.library.records import RegionRecord
from audio_desk.region import Region
from audio_desk.ui.regions.labels import Labels
from audio_desk.ui.theme import Colours
from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.overlay import small
from audio_desk.ui.waveform.viewport import Viewport

_BODY_OPACITY = 0.08
_HEADER_OPACITY = 0.26
_INSET_PX = 6
_WORDS_FROM_PX = 48
"""With less room behind the name its first words are left out."""
_NAME_FROM_PX = 8
_NARROW_PX = 4
"""A narrower region is one bar: of hundreds in sight each fill would take its time."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What all of them are painted with."""

    painter: QPainter
    viewport: Viewport
    height: int
    colours: Colours
    labels: Labels

    def ink(self, record: RegionRecord) -> QColor:
        return region_colour(self.colours, record.colour)


def region_colour(colours: Colours, index: int) -> QColor:
    return QColor(colours.speakers[index % len(colours.speakers)])


def paint_regions(
    sheet: Sheet,
    stacked: Sequence[RegionRecord],
    focused: RegionRecord | None,
    covered: Sequence[tuple[int, int]],
) -> None:
    """From the lowest to the topmost; each name where its header is not hidden, nor `covered`."""
    sheet.painter.setFont(small(sheet.painter.font()))
    stretches = [record for record in stacked if not record.is_marker]
    for record in stretches:
        _paint_stretch(sheet, record, is_focused=record == focused)
    for record, free in zip(stretches, _free_parts(stretches, covered, sheet.viewport), strict=True):
        _paint_name(sheet, record, free, is_focused=record == focused)


def widest_room(span: Region, covered: Sequence[tuple[int, int]], viewport: Viewport) -> QRectF:
    """The widest part of the span's header, as far as it is in sight, that is not `covered`."""
    left, right = edges(span, viewport)
    return _widest_gap((max(0, left), min(viewport.width, right)), joined(covered))


def region_name(sheet: Sheet, record: RegionRecord) -> str:
    """Name and first words in one line, for the header of what is selected."""
    name, words = sheet.labels.of(record), sheet.labels.first_words(record)
    return f"{name}   {words}" if record.name and words else name


def edges(span: Region, viewport: Viewport) -> tuple[int, int]:
    """In whole pixels, far ones cut, as they would overflow the painter; never narrower than one."""
    left = round(max(-4.0, viewport.x_of(span.start)))
    return left, max(left + 1, round(min(viewport.width + 4.0, viewport.x_of(span.end))))


def _paint_stretch(sheet: Sheet, record: RegionRecord, *, is_focused: bool) -> None:
    painter, ink = sheet.painter, sheet.ink(record)
    left, right = edges(record.span, sheet.viewport)
    if right - left < _NARROW_PX and not is_focused:
        painter.fillRect(left, 0, right - left, sheet.height, ink)
        return
    painter.fillRect(QRectF(left, HEADER_PX, right - left, sheet.height), _faint(ink, _BODY_OPACITY))
    header = QRectF(left, 0, right - left, HEADER_PX)
    if is_focused:
        painter.fillRect(header, ink)
    else:
        painter.fillRect(header, QColor(sheet.colours.panel))
        painter.fillRect(header, _faint(ink, _HEADER_OPACITY))
    width = 2 if is_focused else 1
    painter.fillRect(QRectF(left, 0, width, sheet.height), ink)
    painter.fillRect(QRectF(right - width, 0, width, sheet.height), ink)


def _paint_name(sheet: Sheet, record: RegionRecord, free: QRectF, *, is_focused: bool) -> None:
    painter, colours = sheet.painter, sheet.colours
    room = free.adjusted(_INSET_PX, 0, -_INSET_PX + 2, 0)
    if room.width() < _NAME_FROM_PX:
        return
    metrics = QFontMetricsF(painter.font())
    name = metrics.elidedText(sheet.labels.of(record), Qt.TextElideMode.ElideRight, room.width())
    if len(name) < 2:
        return
    painter.setPen(QColor(colours.on_accent if is_focused else colours.text))
    painter.drawText(room, LEFT, name)
    words = sheet.labels.first_words(record) if record.name else ""
    rest = room.adjusted(metrics.horizontalAdvance(name) + 10, 0, 0, 0)
    if words and rest.width() >= _WORDS_FROM_PX:
        painter.drawText(rest, LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, rest.width()))


def _free_parts(
    stacked: Sequence[RegionRecord], covered: Sequence[tuple[int, int]], viewport: Viewport
) -> list[QRectF]:
    """Of each header the widest part that neither `covered` nor a later header hides; without width where
    all is hidden.
    """
    found: list[QRectF] = []
    for record in reversed(stacked):
        left, right = edges(record.span, viewport)
        inside = max(0, left), min(viewport.width, right)
        found.append(_widest_gap(inside, covered))
        covered = joined([*covered, (left, right)])
    return found[::-1]


def _widest_gap(room: tuple[int, int], covered: Sequence[tuple[int, int]]) -> QRectF:
    best, at = (0, 0), room[0]
    for left, right in [*covered, (room[1], room[1])]:
        end = min(left, room[1])
        if end - at > best[1] - best[0]:
            best = at, end
        at = max(at, right)
    return QRectF(best[0], 0, best[1] - best[0], HEADER_PX)


def joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order and without overlaps."""
    joined: list[tuple[int, int]] = []
    for left, right in sorted(spans):
        if joined and left <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(right, joined[-1][1])
        else:
            joined.append((left, right))
    return joined


def _faint(colour: QColor, opacity: float) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(opacity)
    return faint


LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
