"""What becomes of a new transcript: it takes the place of what was there, or stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from audio_desk.errors import AudioDeskError
from audio_desk.library.records import AnswerRecord, AnswerStatus, VersionRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.transcripts.assembly import reach
from audio_desk.operations.transcripts.script import keep_version
from audio_desk.transcripts.script.change import Change, apply, nothing
from audio_desk.transcripts.script.kept import with_speakers
from audio_desk.transcripts.script.merging import take_answer
from audio_desk.transcripts.script.script import Script
from audio_desk.ui.document import Document
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.transcripts.list.shown_lines import stands_beside
from audio_desk.ui.transcripts.script.keeper import ScriptKeeper


@dataclass(frozen=True, slots=True)
class Taken:
    """`change` None: it stands beside; `before` is the transcript without it, `after` with it."""

    answer: AnswerRecord
    before: Script
    after: Script
    change: Change | None
    version: VersionRecord | None = None


class AnswerTaking(QObject):
    """A line that a person corrected is replaced only when the person says so."""

    taken = Signal(object)
    """Taken, where somebody may want something else"""
    settled = Signal()
    """Nothing waits to be taken"""
    failed = Signal(object)
    """AudioDeskError"""

    def __init__(
        self, desk: Desk, document: Document, keeper: ScriptKeeper, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._document, self._keeper = desk, document, keeper
        self.pending: AnswerRecord | None = None
        """It has arrived and is about to take its place."""
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)

    def take(self, answer: AnswerRecord) -> None:
        """A transcript that has ended; nothing where it has no lines."""
        book = self._document.script
        if answer.task != "transcript" or not answer.segments or not book.is_loaded:
            return
        if stands_beside(book.script, answer):
            self._keeper.take(answer.id, nothing(book.script, "answer"), again=False)
            after = apply(book.script, self._change(answer))
            self.taken.emit(Taken(answer, book.script, after, None))
            self.settled.emit()
        else:
            self.use(answer, again=False)

    def use(self, answer: AnswerRecord, *, again: bool = True) -> None:
        """In the place of all that it speaks for, corrected or not; what was there is kept as a version."""
        if answer.segments and answer.status != AnswerStatus.STREAMING and self._document.script.is_loaded:
            self.pending = answer
            self._scope.start(f"take {answer.id}", self._use(answer, again))

    def put_back(self, taken: Taken) -> None:
        """The lines that were there before, as one step."""
        book = self._document.script
        if taken.change is not None:
            now, lines = book.script.speakers, taken.change.removed
            speakers = with_speakers(now, (line.speaker for line in lines))
            book.apply(Change(taken.change.added, lines, now, speakers, "restore"))

    async def _use(self, answer: AnswerRecord, again: bool) -> None:
        recording, book = self._document.recording, self._document.script
        if recording is None:
            return
        version = None
        if self._change(answer).removed:
            await self._keeper.flush()
            try:
                version = await keep_version(self._desk, recording, "answer")
            except AudioDeskError as error:
                self._end()
                self.failed.emit(error)
                return
        if recording is not self._document.recording or not book.is_loaded:
            self._end()
            return
        before, change = book.script, self._change(answer)
        with self._document.history.one_step():
            self._keeper.take(answer.id, change, again=again)
        self._end()
        if change.removed:
            self.taken.emit(Taken(answer, before, book.script, change, version))

    def _end(self) -> None:
        self.pending = None
        self.settled.emit()

    def _change(self, answer: AnswerRecord) -> Change:
        script, recording = self._document.script.script, self._document.recording
        if recording is None:
            return nothing(script, "answer")
        return take_answer(script, answer.segments, answer.id, reach(answer), recording.rate)
