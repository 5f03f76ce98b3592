"""Paints what people marked over the wave: regions, the selection, markers; and says what they are."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from audio_desk.library.records import RegionRecord
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.regions.labels import Labels, times
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform import overlay
from audio_desk.ui.waveform.marks.flags import flags_of, paint_flags
from audio_desk.ui.waveform.marks.hits import Hit
from audio_desk.ui.waveform.marks.regions import (
    Sheet,
    edges,
    joined,
    paint_regions,
    region_name,
    widest_room,
)
from audio_desk.ui.waveform.targets import in_sight, stacked, target_at
from audio_desk.ui.waveform.viewport import Viewport


class Marks:
    """Reads the document; keeps nothing but the order of its transcript's lines."""

    def __init__(self, document: Document, theme: Theme) -> None:
        self._document, self._theme = document, theme
        self.labels = Labels(document)

    def paint(self, painter: QPainter, viewport: Viewport, height: int) -> None:
        document = self._document
        sheet = Sheet(painter, viewport, height, self._theme.colours, self.labels)
        focused = document.regions.focused
        seen = stacked(in_sight(document.regions.records, viewport), focused)
        lower = [record for record in seen if record != document.selected_region]
        flags = flags_of(sheet, seen, document.selection)
        covered = [flag.covered for flag in flags]
        font = painter.font()
        if document.selection is None:
            paint_regions(sheet, lower, focused, joined(covered))
        else:
            paint_regions(sheet, lower, focused, joined([*covered, edges(document.selection, viewport)]))
            painter.setFont(font)
            room = widest_room(document.selection, covered, viewport)
            self._paint_selection(sheet, document.selection, document.selected_region, room)
        painter.setFont(font)
        paint_flags(sheet, flags, focused)
        painter.setFont(font)

    def tip(self, x: float, y: float, viewport: Viewport) -> str:
        """The whole name, times and comment of the region whose header or flag is there; else empty."""
        target = target_at(x, y, self._document, viewport)
        if target.what is not Hit.HEADER or target.record is None:
            return ""
        record = target.record
        words = self.labels.first_words(record)
        lines = (self.labels.of(record), self.labels.times(record), words, record.comment)
        return "\n".join(dict.fromkeys(line for line in lines if line))

    def _paint_selection(
        self, sheet: Sheet, selection: Region, record: RegionRecord | None, room: QRectF
    ) -> None:
        shown, colours = self._document.shown, self._theme.colours
        if shown is None:
            return
        name = region_name(sheet, record) if record is not None else times(selection, shown.rate)
        ink = sheet.ink(record) if record is not None else QColor(colours.accent)
        overlay.paint_selection(sheet.painter, selection, sheet.viewport, sheet.height, colours, ink)
        overlay.paint_name(sheet.painter, room, name, QColor(colours.on_accent))
