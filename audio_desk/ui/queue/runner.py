"""Works through queues of regions for the window, one for each recording; knows which was left unfinished."""

from __future__ import annotations

from contextlib import aclosing
from functools import partial

from PySide6.QtCore import QObject, Signal

from audio_desk.errors import AudioDeskError
from audio_desk.library.queue_records import QueueRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.queue.plan import QueueRequest
from audio_desk.operations.queue.running import (
    QueueProgress,
    leave_queue,
    queue_of,
    run_queue,
    unfinished_queue,
)
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.request_settings import RequestSettings
from audio_desk.ui.document import Document
from audio_desk.ui.left_work import LeftWork
from audio_desk.ui.task_scope import TaskScope, report_bug


class QueueRunner(QObject):
    """Signals tell of the recording that is shown; what runs for another one goes on."""

    changed = Signal()
    """What runs, how far it is, or what is unfinished"""
    answer_came = Signal(object)
    """AnswerRecord"""
    failed = Signal(object)
    """AudioDeskError: what has come is kept"""

    def __init__(self, desk: Desk, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._document = desk, document
        self._runs: dict[int, QueueProgress | None] = {}
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        find, leave = partial(unfinished_queue, desk), partial(leave_queue, desk)
        self._left: LeftWork[QueueRecord] = LeftWork(document, self._scope, self._runs, find, leave, self)
        self._left.changed.connect(self.changed)
        self._left.failed.connect(self.failed)

    @property
    def unfinished(self) -> QueueRecord | None:
        """Of the recording that is shown, while nothing runs for it."""
        return self._left.work

    @property
    def is_running(self) -> bool:
        """For the recording that is shown."""
        recording = self._document.recording
        return recording is not None and recording.record.id in self._runs

    @property
    def progress(self) -> QueueProgress | None:
        recording = self._document.recording
        return self._runs.get(recording.record.id) if recording is not None else None

    def begin(self, request: QueueRequest) -> None:
        """Or go on with the same that was left unfinished. One at a time for each recording."""
        self._start(request.recording, request, request.asking)

    def go_on(self, asking: RequestSettings) -> None:
        queue, recording = self.unfinished, self._document.recording
        if queue is not None and recording is not None:
            self._start(recording, queue, asking)

    def leave(self) -> None:
        """Nobody goes on with what is unfinished."""
        self._left.leave()

    def stop(self) -> None:
        """The answers that came stay."""
        recording = self._document.recording
        if recording is not None:
            self._scope.cancel(_name(recording))

    def _start(
        self, recording: Recording, wanted: QueueRequest | QueueRecord, asking: RequestSettings
    ) -> None:
        if recording.record.id not in self._runs:
            self._runs[recording.record.id] = None
            self._left.take()
            work = self._work(recording, wanted, asking)
            self._scope.start(_name(recording), work, lambda: self._end(recording))
            self.changed.emit()

    async def _work(
        self, recording: Recording, wanted: QueueRequest | QueueRecord, asking: RequestSettings
    ) -> None:
        try:
            queue = await queue_of(self._desk, wanted) if isinstance(wanted, QueueRequest) else wanted
            async with aclosing(run_queue(self._desk, recording, queue, asking)) as events:
                async for event in events:
                    self._runs[recording.record.id] = event
                    if event.answer is not None and self._document.shows(recording.record.id):
                        self.answer_came.emit(event.answer)
                    self._tell(recording)
        except AudioDeskError as error:
            if self._document.shows(recording.record.id):
                self.failed.emit(error)

    def _end(self, recording: Recording) -> None:
        self._runs.pop(recording.record.id, None)
        self._tell(recording)
        self._left.look()

    def _tell(self, recording: Recording) -> None:
        if self._document.shows(recording.record.id):
            self.changed.emit()


def _name(recording: Recording) -> str:
    return f"queue {recording.record.id}"
