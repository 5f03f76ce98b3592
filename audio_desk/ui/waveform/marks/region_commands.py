"""What keys, actions and menus do to regions and markers."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from audio_desk.library.records import RegionRecord
from audio_desk.operations.recordings.regions import new_region
from audio_desk.region import Region
from audio_desk.ui.document import Document

COLOURS = 6
"""As many as the theme tells apart."""


class RegionCommands(QObject):
    """Each does nothing where there is nothing to do it to."""

    naming_wanted = Signal(object, bool)
    """RegionRecord whose name is to be written, and whether it was just made for that"""
    transcript_wanted = Signal()
    """Of what is selected"""
    details_wanted = Signal(object)
    """RegionRecord whose name, comment and colour are to be seen and changed"""
    all_wanted = Signal()
    """All of them are to be asked about"""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document

    def name_selection(self) -> None:
        """Make a region of what is selected and ask for its name; one that is a region already is renamed."""
        document = self._document
        selection = document.selection
        if document.selected_region is not None:
            self.rename()
        elif selection is not None and document.recording is not None:
            with document.history.one_step():  # whoever asks for the name prolongs it
                self.naming_wanted.emit(self._add(selection), True)

    def add_marker(self) -> None:
        at = self._document.playhead
        if self._document.recording is not None:
            self._add(Region(at, at))

    def rename(self, record: RegionRecord | None = None) -> None:
        record = record or self._document.regions.focused
        if record is not None:
            self._document.regions.focus(record)
            self.naming_wanted.emit(record, False)

    def recolour(self, record: RegionRecord, colour: int) -> None:
        now = self._document.regions.get(record.id)
        if now is not None:
            self._document.regions.put(replace(now, colour=colour))

    def delete(self, record: RegionRecord | None = None) -> None:
        record = record or self._document.regions.focused
        if record is not None:
            self._document.regions.remove(record)

    def transcribe(self, record: RegionRecord) -> None:
        if not record.is_marker:
            self._document.go_to_region(record)
            self.transcript_wanted.emit()

    def go_to_next(self) -> None:
        """From the focused region, or from the playhead; the last one stays."""
        here = self._here()
        later = (record for place, record in self._places() if place > here)
        self._go_to(next(later, None))

    def go_to_previous(self) -> None:
        here = self._here()
        earlier = [record for place, record in self._places() if place < here]
        self._go_to(earlier[-1] if earlier else None)

    def _go_to(self, record: RegionRecord | None) -> None:
        if record is not None:
            self._document.go_to_region(record)

    def _add(self, span: Region) -> RegionRecord:
        document = self._document
        assert document.recording is not None
        made = new_region(document.recording, span, colour=self._next_colour())
        document.regions.put(made)
        document.regions.focus(made)
        return made

    def _next_colour(self) -> int:
        """After that of the one made last."""
        records = self._document.regions.records
        last = max(records, key=lambda record: record.created, default=None)
        return 0 if last is None else (last.colour + 1) % COLOURS

    def _places(self) -> list[tuple[tuple[int, float], RegionRecord]]:
        """Each differs, however many begin at the same frame."""
        records = self._document.regions.records
        return [((record.span.start, index), record) for index, record in enumerate(records)]

    def _here(self) -> tuple[int, float]:
        """The focused region's place until the playhead has moved on."""
        focused, at = self._document.regions.focused, self._document.playhead
        if focused is not None and focused.span.start == at:
            return at, self._document.regions.records.index(focused)
        return at, -0.5
