"""Deletes a recording's uploads when it is closed, where the settings say so."""

from __future__ import annotations

import asyncio
from contextlib import aclosing, suppress
from typing import Final

from PySide6.QtCore import QObject, Signal

from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.uploads.files import delete_recordings_uploads
from audio_desk.ui.ask.runner import AskRunner
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope, report_bug

_LAST_SECONDS: Final = 8.0
"""So long the end of the program waits for the last ones."""


class DeletionOnClose(QObject):
    """A recording with a question under way keeps its uploads until the question's end."""

    deleted = Signal()

    def __init__(
        self,
        desk: Desk,
        document: Document,
        preferences: Preferences,
        runner: AskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._preferences = preferences
        self._runner = runner
        self._later: dict[int, Recording] = {}
        """Closed while a question about them was under way."""
        self._shown = document.recording
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        document.recording_changed.connect(self._take)
        runner.question_ended.connect(self._close_later)

    async def finish(self) -> None:
        """The program ends: so does the recording that is shown."""
        shown, self._shown = self._shown, None
        for recording in (shown, *self._later.values()):
            if recording is not None:
                self._close(recording)
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_SECONDS):
                await self._scope.idle()
        await self._scope.close()

    def _take(self, recording: Recording | None) -> None:
        if recording is None and self._document.shown is not None:
            return  # a glimpse of another one, which may come to nothing
        before, self._shown = self._shown, recording
        if before is not None and (recording is None or recording.record.id != before.record.id):
            self._close(before)

    def _close(self, recording: Recording) -> None:
        record_id = recording.record.id
        if not self._preferences.settings.delete_uploads_on_close:
            return
        if self._runner.is_asking(record_id):
            self._later[record_id] = recording
        else:
            self._scope.start(f"delete uploads of {record_id}", self._delete(record_id))

    def _close_later(self, recording_id: int) -> None:
        recording = self._later.pop(recording_id, None)
        is_shown = self._shown is not None and self._shown.record.id == recording_id
        if recording is not None and not is_shown:
            self._close(recording)

    async def _delete(self, recording_id: int) -> None:
        """What cannot be deleted now ends by itself after its 48 hours."""
        account = self._preferences.settings.account
        with suppress(AudioDeskError):
            async with aclosing(delete_recordings_uploads(self._desk, account, recording_id)) as results:
                async for _ in results:
                    self.deleted.emit()
