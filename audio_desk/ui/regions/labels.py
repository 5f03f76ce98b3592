"""What a region is called where it is shown: its name, else its first words, else its times."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QCoreApplication

from audio_desk import timecode
from audio_desk.library.records import RegionRecord
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.transcripts.list.line import Line

_LONGEST = 120
"""Characters of the first words; more is never seen."""


def times(span: Region, rate: int) -> str:
    """`0:34.4 – 0:52.0`, with milliseconds where it is shorter than two seconds; a marker's `1:00.9`."""
    start, end = span.seconds(rate)
    if span.is_empty:
        return timecode.clock(start, 1)
    decimals = 1 if span.frames >= 2 * rate else 3
    return f"{timecode.clock(start, decimals)} – {timecode.clock(end, decimals)}"


class Labels:
    """Looks up first words in the document's transcript; sorts it once for each change."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._segments: tuple[Line, ...] = ()
        self._ordered: list[Line] = []

    def of(self, record: RegionRecord) -> str:
        """Never empty while a recording is open."""
        if record.name:
            return record.name
        words = self.first_words(record)
        shown = self._document.shown
        if words or shown is None:
            return words
        if record.is_marker:
            return _tr("Marker")
        return times(record.span, shown.rate)

    def times(self, record: RegionRecord) -> str:
        shown = self._document.shown
        return times(record.span, shown.rate) if shown is not None else ""

    def spoken(self, record: RegionRecord) -> str:
        """`Region The bell, 0:34.4 – 0:52.0`, for screen readers."""
        kind = _tr("Marker {name}, {times}") if record.is_marker else _tr("Region {name}, {times}")
        name = self.of(record)
        if not record.is_marker or name != _tr("Marker"):
            return kind.format(name=name, times=self.times(record))
        return _tr("Marker, {times}").format(times=self.times(record))

    def first_words(self, record: RegionRecord) -> str:
        """Of the line that begins in the region, else of the one that goes on there; empty when none does."""
        self._sort()
        span, lines = record.span, self._ordered
        index = bisect_left(lines, span.start, key=lambda line: line.start_frame)
        if index < len(lines) and lines[index].start_frame < max(span.end, span.start + 1):
            return lines[index].text[:_LONGEST]
        if index and lines[index - 1].end_frame > span.start:
            return lines[index - 1].text[:_LONGEST]
        return ""

    def _sort(self) -> None:
        if self._segments is not self._document.segments:
            self._segments = self._document.segments
            self._ordered = sorted(self._segments, key=lambda line: line.start_frame)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Regions", text)
