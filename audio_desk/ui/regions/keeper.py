"""Reads the regions of each recording from the library, and writes every change within a second."""

from __future__ import annotations

from PySide6.QtCore import QObject
from typing_extensions import override

from audio_desk.library.records import RegionRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.regions import list_regions, save_regions
from audio_desk.ui.document import Document
from audio_desk.ui.library_keeper import LibraryKeeper
from audio_desk.ui.regions.book import Edit


class RegionKeeper(LibraryKeeper):
    """Of each region only its latest state is written."""

    def __init__(self, desk: Desk, document: Document, parent: QObject | None = None) -> None:
        super().__init__("regions", document, parent)
        self._desk = desk
        self._unsaved: dict[str, RegionRecord | None] = {}
        """By id; None where it was deleted."""
        document.regions.changed.connect(self._collect)

    def _collect(self, edits: tuple[Edit, ...]) -> None:
        for edit in edits:
            self._unsaved[edit.id] = edit.after
        self._save_soon()

    @property
    @override
    def _has_unsaved(self) -> bool:
        return bool(self._unsaved)

    @override
    async def _write_next(self) -> None:
        batch = dict(self._unsaved)
        changed = [record for record in batch.values() if record is not None]
        removed = [region_id for region_id, record in batch.items() if record is None]
        await save_regions(self._desk, changed, removed)
        for region_id, record in batch.items():
            if self._unsaved[region_id] is record:  # else it was changed again meanwhile
                del self._unsaved[region_id]

    @override
    async def _read(self, recording: Recording) -> None:
        records = await list_regions(self._desk, recording)
        if recording is self._document.recording:
            self._document.regions.load(records)
