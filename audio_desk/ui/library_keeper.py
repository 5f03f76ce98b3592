"""How what is edited of a recording is read from the library, and written to it again within a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, QTimer, Signal

from audio_desk.errors import AudioDeskError
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug

_SAVE_MS = 400
_AGAIN_MS = 4000
"""After the library could not be written."""


class LibraryKeeper(QObject):
    """What could not be written stays here and is tried again until it is; `flush` before the end.

    Who keeps something says what is not written yet, writes a part of it, shows what was read, and calls
    `_save_soon` after each change.
    """

    changed = Signal()
    """Something is to be written, was written, or could not be"""
    failed = Signal(object)
    """AudioDeskError: once, until saving works again"""

    def __init__(self, what: str, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._saving, self._reading = f"save {what}", f"read {what}"
        self._in_trouble = False
        self._unread: Recording | None = None
        """The recording of which it could not be read."""
        self._writing = asyncio.Lock()
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._soon = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._soon.timeout.connect(self.save)
        document.recording_changed.connect(self._recording_changed)

    @property
    def _has_unsaved(self) -> bool:
        raise NotImplementedError

    async def _write_next(self) -> None:
        """Write some of what is not written, which is written only once this has come to its end."""
        raise NotImplementedError

    async def _read(self, recording: Recording) -> None:
        """What the library has is shown, if the recording is still open when it is there."""
        raise NotImplementedError

    @property
    def is_saved(self) -> bool:
        return not self._has_unsaved and not self._writing.locked()

    @property
    def is_in_trouble(self) -> bool:
        """What was edited could not be written the last time."""
        return self._in_trouble

    def save(self) -> None:
        """Write now what is not written yet."""
        if not self._scope.is_running(self._saving):
            self._scope.start(self._saving, self._write())

    def retry(self) -> None:
        """Write, and read what could not be read."""
        self.save()
        if self._unread is not None and self._unread is self._document.recording:
            self._recording_changed(self._unread)

    async def flush(self) -> None:
        """Wait until everything is written, or cannot be."""
        self._soon.stop()
        await self._write()

    def _save_soon(self) -> None:
        if not self._soon.isActive() or self._soon.interval() != _SAVE_MS:
            self._soon.start(_SAVE_MS)
        self.changed.emit()

    async def _write(self) -> None:
        """One at a time and in their order, so that an older state never overwrites a newer one."""
        try:
            await self._write_all()
        finally:
            self.changed.emit()

    async def _write_all(self) -> None:
        async with self._writing:
            while self._has_unsaved:
                try:
                    await self._write_next()
                except AudioDeskError as error:
                    self._fail(error)
                    return
            self._in_trouble = False

    def _fail(self, error: AudioDeskError) -> None:
        self._soon.start(_AGAIN_MS)
        if not self._in_trouble:
            self._in_trouble = True
            self.failed.emit(error)

    def _recording_changed(self, recording: Recording | None) -> None:
        if recording is None:
            self._scope.cancel(self._reading)
        else:
            self._start_reading(recording, self._read)

    def _start_reading(self, recording: Recording, read: Callable[[Recording], Awaitable[None]]) -> None:
        self._scope.start(self._reading, self._load(recording, read))

    async def _load(self, recording: Recording, read: Callable[[Recording], Awaitable[None]]) -> None:
        await self._write()  # what was changed a moment ago, should this recording be opened again
        try:
            await read(recording)
        except AudioDeskError as error:
            self._unread = recording
            self.failed.emit(error)
            return
        self._unread = None
