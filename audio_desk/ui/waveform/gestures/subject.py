"""What a drag changes: the selection, a region, a line of the transcript, or what is the same stretch."""

from __future__ import annotations

from audio_desk.library.records import RegionRecord
from audio_desk.region import Region
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.ui.document import Document


class Subject:
    """Without `record` and `line` it is the selection, and the chosen line where that is selected.

    The history holds its breath until the drag ends.
    """

    def __init__(
        self, document: Document, record: RegionRecord | None = None, line: KeptSegment | None = None
    ) -> None:
        self._document = document
        self._before = record
        self._line = line if line is not None or record is not None else document.selected_line
        self._selection_before = document.selection
        self._selects = record is None or document.selected_region == record
        if line is not None:
            self._selects = document.selected_line == line

    @property
    def span(self) -> Region | None:
        """As it was when the drag began."""
        if self._before is not None:
            return self._before.span
        if self._line is not None:
            return Region(self._line.start_frame, self._line.end_frame)
        return self._selection_before

    def put(self, span: Region) -> None:
        if self._before is not None:
            self._document.regions.reshape(self._before.id, span)
        if self._line is not None:
            self._document.reshape_line(self._line, span)
        if self._selects:
            self._document.select(span)

    def put_back(self) -> None:
        if self._before is not None:
            self._document.regions.reshape(self._before.id, self._before.span)
        if self._line is not None:
            self._document.script.put_back(self._line)
        if self._selects:
            self._document.select(self._selection_before)
