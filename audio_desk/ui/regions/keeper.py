"""Reads the regions of each recording from the library, and writes every change within a second."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QObject, QTimer, Signal

from audio_desk.errors import AudioDeskError
from audio_desk.library.records import RegionRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording
from audio_desk.operations.regions import list_regions, save_regions
from audio_desk.ui.document import Document
from audio_desk.ui.regions.book import Edit
from audio_desk.ui.task_scope import TaskScope, report_bug

_SAVE_MS = 400
_AGAIN_MS = 4000
"""After the library could not be written."""


class RegionKeeper(QObject):
    """What could not be written stays here and is tried again until it is; `flush` before the end."""

    failed = Signal(object)
    """AudioDeskError: once, until saving works again"""

    def __init__(self, desk: Desk, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._document = desk, document
        self._unsaved: dict[str, RegionRecord | None] = {}
        """By id; None where it was deleted."""
        self._in_trouble = False
        self._unread: Recording | None = None
        """The recording whose regions could not be read."""
        self._writing = asyncio.Lock()
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._soon = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._soon.timeout.connect(self.save)
        document.recording_changed.connect(self._recording_changed)
        document.regions.changed.connect(self._collect)

    @property
    def is_saved(self) -> bool:
        return not self._unsaved and not self._writing.locked()

    def save(self) -> None:
        """Write now what is not written yet."""
        if not self._scope.is_running("save regions"):
            self._scope.start("save regions", self._write())

    def retry(self) -> None:
        """Write, and read what could not be read."""
        self.save()
        if self._unread is not None and self._unread is self._document.recording:
            self._recording_changed(self._unread)

    async def flush(self) -> None:
        """Wait until everything is written, or cannot be."""
        self._soon.stop()
        await self._write()

    def _collect(self, edits: tuple[Edit, ...]) -> None:
        for edit in edits:
            self._unsaved[edit.id] = edit.after
        if not self._soon.isActive() or self._soon.interval() != _SAVE_MS:
            self._soon.start(_SAVE_MS)

    async def _write(self) -> None:
        """One at a time, so that an older state never overwrites a newer one."""
        async with self._writing:
            while self._unsaved:
                batch, self._unsaved = self._unsaved, {}
                try:
                    await self._write_batch(batch)
                except AudioDeskError as error:
                    self._unsaved = batch | self._unsaved
                    self._fail(error)
                    return
                except asyncio.CancelledError:
                    self._unsaved = batch | self._unsaved
                    raise
            self._in_trouble = False

    async def _write_batch(self, batch: dict[str, RegionRecord | None]) -> None:
        changed = [record for record in batch.values() if record is not None]
        removed = [region_id for region_id, record in batch.items() if record is None]
        await save_regions(self._desk, changed, removed)

    def _fail(self, error: AudioDeskError) -> None:
        self._soon.start(_AGAIN_MS)
        if not self._in_trouble:
            self._in_trouble = True
            self.failed.emit(error)

    def _recording_changed(self, recording: Recording | None) -> None:
        if recording is None:
            self._scope.cancel("list regions")
        else:
            self._scope.start("list regions", self._load(recording))

    async def _load(self, recording: Recording) -> None:
        await self._write()  # what was changed a moment ago, should this recording be opened again
        try:
            records = await list_regions(self._desk, recording)
        except AudioDeskError as error:
            self._unread = recording
            self.failed.emit(error)
            return
        self._unread = None
        if recording is self._document.recording:
            self._document.regions.load(records)
