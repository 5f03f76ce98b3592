"""What a drag changes: the selection, a region, or both where they are the same stretch."""

from __future__ import annotations

from audio_desk.library.records import RegionRecord
from audio_desk.region import Region
from audio_desk.ui.document import Document


class Subject:
    """`record` None is the selection alone. The history holds its breath until the drag ends."""

    def __init__(self, document: Document, record: RegionRecord | None = None) -> None:
        self._document = document
        self._before = record
        self._selection_before = document.selection
        self._selects = record is None or document.selected_region == record

    @property
    def span(self) -> Region | None:
        """As it was when the drag began."""
        return self._before.span if self._before is not None else self._selection_before

    @property
    def stays_a_stretch(self) -> bool:
        """Only a marker may be without length."""
        return self._before is None or not self._before.is_marker

    def put(self, span: Region) -> None:
        if self._before is not None:
            self._document.regions.reshape(self._before.id, span)
        if self._selects:
            self._document.select(span)

    def put_back(self) -> None:
        if self._before is not None:
            self._document.regions.reshape(self._before.id, self._before.span)
        if self._selects:
            self._document.select(self._selection_before)
