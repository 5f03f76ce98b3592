"""Runs transcriptions in parts for the window, one for each recording; knows which was left unfinished."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from audio_desk.errors import AudioDeskError, StoreError
from audio_desk.library.records import ChunkState, LongJobRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.long.events import LongFinished, LongProgress, LongRequest
from audio_desk.operations.long.job import is_same
from audio_desk.operations.long.transcription import transcribe_long
from audio_desk.operations.long.unfinished import leave_long, resumed, unfinished_long
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.request_settings import RequestSettings
from audio_desk.ui.document import Document
from audio_desk.ui.left_work import LeftWork
from audio_desk.ui.task_scope import TaskScope, report_bug

_NONE_YET = LongProgress(0, ())


@dataclass(slots=True)
class LongRun:
    request: LongRequest
    progress: LongProgress = _NONE_YET
    told: set[int] = field(default_factory=set)
    """Ids of the parts' answers that were told of."""


class LongRunner(QObject):
    """Signals tell of the recording that is shown; what runs for another one goes on."""

    changed = Signal()
    """What runs, how far it is, or what is unfinished"""
    answer_came = Signal(object)
    """AnswerRecord: of a part, or of all of them"""
    answer_gone = Signal(int)
    """Its id: another one has taken its place"""
    failed = Signal(object)
    """AudioDeskError: what has come is kept"""

    def __init__(self, desk: Desk, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._document = desk, document
        self._runs: dict[int, LongRun] = {}
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self._left: LeftWork[LongJobRecord] = LeftWork(
            document, self._scope, self._runs, partial(unfinished_long, desk), partial(leave_long, desk), self
        )
        self._left.changed.connect(self.changed)
        self._left.failed.connect(self.failed)

    @property
    def unfinished(self) -> LongJobRecord | None:
        """Of the recording that is shown, while nothing runs for it."""
        return self._left.work

    @property
    def run(self) -> LongRun | None:
        """What runs for the recording that is shown."""
        recording = self._document.recording
        return self._runs.get(recording.record.id) if recording is not None else None

    def begin(self, request: LongRequest) -> None:
        """Or go on with the same that was left unfinished. One at a time for each recording."""
        number = request.recording.record.id
        if number in self._runs:
            return
        job = self._left.take()
        is_known = job is not None and is_same(job, request)
        told = {chunk.answer_id for chunk in job.chunks} if job is not None and is_known else set()
        self._runs[number] = LongRun(request, told={answer for answer in told if answer is not None})
        work = self._follow(self._runs[number])
        self._scope.start(f"long {number}", work, lambda: self._end(request.recording))
        self.changed.emit()

    def go_on(self, asking: RequestSettings) -> LongRequest | None:
        """The request that goes on with what is unfinished."""
        recording = self._document.recording
        if self.unfinished is None or recording is None:
            return None
        return resumed(self.unfinished, recording, asking)

    def leave(self) -> None:
        """Nobody goes on with what is unfinished."""
        self._left.leave()

    def stop(self) -> None:
        """The parts that are there stay."""
        run = self.run
        if run is not None:
            self._scope.cancel(f"long {run.request.recording.record.id}")

    async def _follow(self, run: LongRun) -> None:
        recording = run.request.recording
        try:
            async with aclosing(transcribe_long(self._desk, run.request)) as events:
                async for event in events:
                    if isinstance(event, LongFinished):
                        await self._take_end(run, event)
                    else:
                        run.progress = event
                        await self._tell_answers(run)
                        self._tell(recording)
        except AudioDeskError as error:
            if self._document.shows(recording.record.id):
                self.failed.emit(error)

    def _end(self, recording: Recording) -> None:
        self._runs.pop(recording.record.id, None)
        self._tell(recording)
        self._left.look()

    async def _tell_answers(self, run: LongRun) -> None:
        """Those of parts that have come to an end since the last time; and those that are gone."""
        ended = {
            chunk.answer_id
            for chunk in run.progress.chunks
            if chunk.answer_id is not None and chunk.state in (ChunkState.DONE, ChunkState.FAILED)
        }
        current = {chunk.answer_id for chunk in run.progress.chunks}
        for number in sorted(run.told - current):
            self._tell_gone(run, number)
        for number in sorted(ended - run.told):
            try:
                answer = await self._desk.run(self._desk.store.answer, number)
            except StoreError:
                continue  # deleted meanwhile
            run.told.add(number)
            if self._document.shows(run.request.recording.record.id):
                self.answer_came.emit(answer)

    async def _take_end(self, run: LongRun, finished: LongFinished) -> None:
        run.progress = finished.progress
        if finished.answer is None:
            await self._tell_answers(run)
            return
        for number in {chunk.answer_id for chunk in finished.progress.chunks} - {None}:
            self._tell_gone(run, number or 0)
        if self._document.shows(run.request.recording.record.id):
            self.answer_came.emit(finished.answer)

    def _tell_gone(self, run: LongRun, number: int) -> None:
        run.told.discard(number)
        if self._document.shows(run.request.recording.record.id):
            self.answer_gone.emit(number)

    def _tell(self, recording: Recording) -> None:
        if self._document.shows(recording.record.id):
            self.changed.emit()
