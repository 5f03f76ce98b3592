"""Reads the transcript of each recording from the library, and writes every change within a second."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from PySide6.QtCore import QObject, QTimer, Signal

from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording
from audio_desk.operations.script import load_script, save_script
from audio_desk.transcripts.script.change import Change, apply
from audio_desk.transcripts.script.joined import joined
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug

_SAVE_MS = 400
_AGAIN_MS = 4000
"""After the library could not be written."""


class ScriptKeeper(QObject):
    """What could not be written stays here and is tried again until it is; `flush` before the end."""

    failed = Signal(object)
    """AudioDeskError: once, until saving works again"""

    def __init__(self, desk: Desk, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._document = desk, document
        self._unsaved: list[_Unsaved] = []
        self._adding: _Unsaved | None = None
        self._in_trouble = False
        self._unread: Recording | None = None
        """The recording whose transcript could not be read."""
        self._writing = asyncio.Lock()
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._soon = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self._soon.timeout.connect(self.save)
        document.recording_changed.connect(self._recording_changed)
        document.script.changed.connect(self._collect)

    @property
    def is_saved(self) -> bool:
        return not self._unsaved and not self._writing.locked()

    def save(self) -> None:
        """Write now what is not written yet."""
        if not self._scope.is_running("save transcript"):
            self._scope.start("save transcript", self._write())

    def retry(self) -> None:
        """Write, and read what could not be read."""
        self.save()
        if self._unread is not None and self._unread is self._document.recording:
            self._recording_changed(self._unread)

    def take(self, answer_id: int, change: Change, *, again: bool) -> None:
        """Change the transcript as this answer does (or, with a change that is nothing, does not).

        Without `again` it counts only when nobody else considered the answer before.
        """
        recording = self._document.recording
        if recording is not None and self._document.script.is_loaded:
            self._adding = _Unsaved(recording, change, answer_id, again)
            self._add(self._adding)
            self._document.script.apply(change)
            self._adding = None
            self.save()

    def reload(self) -> None:
        """Others wrote into the library: show what it has, with what was edited here."""
        recording = self._document.recording
        if recording is not None:
            self._scope.start("read transcript", self._load(recording, again=True))

    async def flush(self) -> None:
        """Wait until everything is written, or cannot be."""
        self._soon.stop()
        await self._write()

    def _collect(self, change: Change) -> None:
        recording = self._document.recording
        assert recording is not None, "a transcript without a recording was changed"
        if self._adding is None:
            self._add(_Unsaved(recording, change))

    def _add(self, unsaved: _Unsaved) -> None:
        self._unsaved.append(unsaved)
        if not self._soon.isActive() or self._soon.interval() != _SAVE_MS:
            self._soon.start(_SAVE_MS)

    async def _write(self) -> None:
        """One at a time and in their order, so that an older state never overwrites a newer one."""
        async with self._writing:
            while self._unsaved:
                batch = self._next_batch()
                try:
                    await self._write_batch(batch)
                except AudioDeskError as error:
                    self._fail(error)
                    return
                del self._unsaved[: len(batch)]
            self._in_trouble = False

    def _next_batch(self) -> list[_Unsaved]:
        """The first ones of one recording that can be written as one; a taken answer stands alone."""
        first = self._unsaved[0]
        if first.answer_id is not None:
            return [first]
        plain = takewhile(
            lambda unsaved: unsaved.recording is first.recording and unsaved.answer_id is None, self._unsaved
        )
        return list(plain)

    async def _write_batch(self, batch: list[_Unsaved]) -> None:
        recording, answer_id = batch[0].recording, batch[0].answer_id
        change = joined([unsaved.change for unsaved in batch])
        if answer_id is None:
            await save_script(self._desk, recording, change)
            return
        chosen = batch[0].again
        take = partial(self._desk.store.take_answers, again=chosen, chosen=chosen)
        took = await self._desk.run(take, recording.record.id, change, (answer_id,))
        if not took and not change.is_nothing:
            self.reload()  # it is in the library already, made by somebody else, with names of its own

    def _fail(self, error: AudioDeskError) -> None:
        self._soon.start(_AGAIN_MS)
        if not self._in_trouble:
            self._in_trouble = True
            self.failed.emit(error)

    def _recording_changed(self, recording: Recording | None) -> None:
        if recording is None:
            self._scope.cancel("read transcript")
        else:
            self._scope.start("read transcript", self._load(recording))

    async def _load(self, recording: Recording, *, again: bool = False) -> None:
        await self._write()  # what was changed a moment ago, should this recording be opened again
        try:
            script = await load_script(self._desk, recording)
        except AudioDeskError as error:
            self._unread = recording
            self.failed.emit(error)
            return
        self._unread = None
        if recording is self._document.recording and (again or not self._document.script.is_loaded):
            for unsaved in self._unsaved:
                script = apply(script, unsaved.change) if unsaved.recording is recording else script
            self._document.script.load(script)


@dataclass(frozen=True, slots=True)
class _Unsaved:
    recording: Recording
    change: Change
    answer_id: int | None = None
    """That was considered by it."""
    again: bool = False
