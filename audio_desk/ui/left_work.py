"""What was left unfinished of the recording that is shown: looked for, offered, taken up or left."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from audio_desk.errors import AudioDeskError
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope

Work = TypeVar("Work")


class LeftWork(QObject, Generic[Work]):
    """There is none while something of its kind runs for the recording."""

    changed = Signal()
    failed = Signal(object)
    """AudioDeskError: it could not be left"""

    def __init__(
        self,
        document: Document,
        scope: TaskScope,
        running: Collection[int],
        find: Callable[[Recording], Awaitable[Work | None]],
        leave: Callable[[Work], Awaitable[None]],
        parent: QObject,
    ) -> None:
        """`running`: ids of recordings for which something runs, as they are at any time."""
        super().__init__(parent)
        self._document, self._scope, self._running = document, scope, running
        self._find, self._leave = find, leave
        self.work: Work | None = None
        document.recording_changed.connect(self._take_recording)

    def take(self) -> Work | None:
        """Somebody goes on with it: it is no longer offered."""
        work, self.work = self.work, None
        return work

    def leave(self) -> None:
        """Nobody goes on with it."""
        work = self.take()
        if work is not None:
            self._scope.start("leave", self._leaving(work))
            self.changed.emit()

    def look(self) -> None:
        recording = self._document.recording
        if recording is not None and recording.record.id not in self._running:
            self._scope.start("look", self._looking(recording))

    def _take_recording(self, _recording: Recording | None) -> None:
        self.work = None
        self.changed.emit()
        self.look()

    async def _leaving(self, work: Work) -> None:
        try:
            await self._leave(work)
        except AudioDeskError as error:
            self.failed.emit(error)

    async def _looking(self, recording: Recording) -> None:
        try:
            found = await self._find(recording)
        except AudioDeskError:
            return  # who needs the library for more than an offer says what is wrong with it
        if self._document.shows(recording.record.id) and recording.record.id not in self._running:
            self.work = found
            self.changed.emit()
