"""Reads the transcript of each recording from the library, and writes every change within a second."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from PySide6.QtCore import QObject
from typing_extensions import override

from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording
from audio_desk.operations.script import load_script, save_script
from audio_desk.transcripts.script.change import Change, apply
from audio_desk.transcripts.script.joined import joined
from audio_desk.ui.document import Document
from audio_desk.ui.library_keeper import LibraryKeeper


class ScriptKeeper(LibraryKeeper):
    """Changes are written in their order; with what an answer changed goes that it was considered."""

    def __init__(self, desk: Desk, document: Document, parent: QObject | None = None) -> None:
        super().__init__("transcript", document, parent)
        self._desk = desk
        self._unsaved: list[_Unsaved] = []
        self._adding: _Unsaved | None = None
        document.script.changed.connect(self._collect)

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
            self._start_reading(recording, partial(self._read, again=True))

    def _collect(self, change: Change) -> None:
        recording = self._document.recording
        assert recording is not None, "a transcript without a recording was changed"
        if self._adding is None:
            self._add(_Unsaved(recording, change))

    def _add(self, unsaved: _Unsaved) -> None:
        self._unsaved.append(unsaved)
        self._save_soon()

    @property
    @override
    def _has_unsaved(self) -> bool:
        return bool(self._unsaved)

    @override
    async def _write_next(self) -> None:
        batch = self._next_batch()
        await self._write_batch(batch)
        del self._unsaved[: len(batch)]

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

    @override
    async def _read(self, recording: Recording, *, again: bool = False) -> None:
        script = await load_script(self._desk, recording)
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
