"""Reads the transcript of each recording from the library, and writes every change within a second."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import takewhile

from PySide6.QtCore import QObject, Signal
from typing_extensions import override

from audio_desk.library.script_edits import Reading, Saved
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.transcripts.script import read_script
from audio_desk.transcripts.script.change import Change, apply, turning
from audio_desk.transcripts.script.joined import joined
from audio_desk.transcripts.script.script import Script
from audio_desk.ui.document import Document
from audio_desk.ui.library_keeper import LibraryKeeper

_ELSE = -1
"""No revision: the library has something else than what was read."""


class ScriptKeeper(LibraryKeeper):
    """Changes are written in their order; with what an answer changed goes that it was considered.

    What other programs wrote meanwhile is shown; what is edited here is never lost for it.
    """

    coming = Signal()
    """What others wrote is about to be shown: what is being typed must be in the transcript now"""
    met = Signal(bool)
    """What others wrote is shown; True: it is a version, and what was edited here stands in its place"""

    def __init__(self, desk: Desk, document: Document, parent: QObject | None = None) -> None:
        super().__init__("transcript", document, parent)
        self._desk = desk
        self._unsaved: list[_Unsaved] = []
        self._known: dict[int, Reading] = {}
        """What the library had last, by recording: of the shown one, and of those with something unsaved."""
        self._taking = False
        document.script.changed.connect(self._collect)

    def take(self, answer_id: int, change: Change, *, again: bool) -> None:
        """Change the transcript as this answer does (or, with a change that is nothing, does not).

        Without `again` it counts only when nobody else considered the answer before.
        """
        recording, book = self._document.recording, self._document.script
        if recording is not None and book.is_loaded:
            self._taking = True
            book.apply(change)
            self._taking = False
            self._add(_Unsaved(recording, change, book.script, answer_id, again))
            self.save()

    def reload(self) -> None:
        """Others wrote into the library: show what it has, with what was edited here."""
        recording = self._document.recording
        if recording is not None:
            self._start_reading(recording, partial(self._read, again=True))

    def look(self) -> None:
        """Show what another program wrote, if it did."""
        recording = self._document.recording
        if recording is not None and self._document.script.is_loaded and self.is_saved:
            self._start_reading(recording, self._look)

    async def _look(self, recording: Recording) -> None:
        revision = await self._desk.run(self._desk.store.script_edits.revision, recording.record.id)
        before = self._document.script.script
        if revision != self._known[recording.record.id].revision:
            await self._read(recording, again=True)
            if recording is self._document.recording and self._document.script.script is not before:
                self.met.emit(False)

    def _collect(self, change: Change) -> None:
        recording = self._document.recording
        assert recording is not None, "a transcript without a recording was changed"
        if not self._taking:
            self._add(_Unsaved(recording, change, self._document.script.script))

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
        last, change = batch[-1], joined([unsaved.change for unsaved in batch])
        answers = () if last.answer_id is None else (last.answer_id,)
        record = last.recording.record
        save = partial(self._desk.store.script_edits.save, chosen=last.again)
        saved = await self._desk.run(save, record.id, change, self._known[record.id], answers)
        del self._unsaved[: len(batch)]
        if saved is not None:
            self._meet(last, saved)
        elif not change.is_nothing:
            self.reload()  # it is in the library already, made by somebody else, with names of its own

    def _next_batch(self) -> list[_Unsaved]:
        """The first ones of one recording that can be written as one; a taken answer stands alone."""
        first = self._unsaved[0]
        if first.answer_id is not None:
            return [first]
        plain = takewhile(
            lambda unsaved: unsaved.recording is first.recording and unsaved.answer_id is None, self._unsaved
        )
        return list(plain)

    def _meet(self, last: _Unsaved, saved: Saved) -> None:
        """After `last` was written; what was edited since then meets what the library has when it is."""
        recording, script = last.recording, saved.met
        if script is None or script == last.after:
            self._known[recording.record.id] = Reading(last.after, saved.revision)
        elif self._is_edited(recording):
            self._known[recording.record.id] = Reading(last.after, _ELSE)
        else:
            self._known[recording.record.id] = Reading(script, saved.revision)
            self._show(recording, script)
            self.met.emit(False)
        if saved.keeps_theirs:
            self.met.emit(True)

    def _is_edited(self, recording: Recording) -> bool:
        """Whether something is not written yet, or is being typed."""
        if recording is self._document.recording:
            self.coming.emit()
        return any(unsaved.recording.record.id == recording.record.id for unsaved in self._unsaved)

    @override
    async def _read(self, recording: Recording, *, again: bool = False) -> None:
        reading, book = await read_script(self._desk, recording), self._document.script
        if recording is not self._document.recording or (book.is_loaded and not again):
            return
        if book.is_loaded and self._is_edited(recording):
            self.save()  # which meets what was read
            return
        edited = {unsaved.recording.record.id for unsaved in self._unsaved}
        self._known = {key: known for key, known in self._known.items() if key in edited}
        self._known[recording.record.id] = reading
        if book.is_loaded:
            self._show(recording, reading.script)
            return
        script = reading.script
        for unsaved in self._unsaved:
            script = apply(script, unsaved.change) if unsaved.recording is recording else script
        book.load(script)

    def _show(self, recording: Recording, script: Script) -> None:
        book = self._document.script
        if recording is self._document.recording and book.is_loaded and script != book.script:
            lost = turning(book.script, script, "restore").removed
            book.load(script)
            if lost:
                self._document.history.forget_lines()


@dataclass(frozen=True, slots=True)
class _Unsaved:
    recording: Recording
    change: Change
    after: Script
    """The transcript with it."""
    answer_id: int | None = None
    """That was considered by it."""
    again: bool = False
