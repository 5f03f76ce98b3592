"""Marks regions in a document, as somebody did before the test."""

from __future__ import annotations

from audio_desk.library.records import RegionRecord
from audio_desk.operations.recordings.regions import new_region
from audio_desk.region import Region
from audio_desk.ui.document import Document


def marked(document: Document, start: int, end: int, name: str = "", colour: int = 0) -> RegionRecord:
    """From frame `start` to `end`; a marker where they are equal."""
    assert document.recording is not None
    record = new_region(document.recording, Region(start, end), name=name, colour=colour)
    document.regions.put(record)
    return record


def spans(document: Document) -> list[tuple[int, int]]:
    return [(record.span.start, record.span.end) for record in document.regions.records]


def names(document: Document) -> list[str]:
    return [record.name for record in document.regions.records]
