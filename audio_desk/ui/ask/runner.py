"""Runs questions for the window: owns their tasks, hands out what arrives at most 30 times a second."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from audio_desk.errors import AudioDeskError, StoreError
from audio_desk.library.records import AnswerRecord
from audio_desk.operations.asking.ask import AskRequest, ask
from audio_desk.operations.asking.follow_up import halves_of, rest_of
from audio_desk.operations.asking.several import topics_of
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import AskEvent, Finished, SegmentReady, Started, TextArrived
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from audio_desk.settings import Account, Mode
from audio_desk.ui.ask.channel_choice import ChannelChoice
from audio_desk.ui.ask.other_work import OtherWork
from audio_desk.ui.ask.request_book import RequestBook
from audio_desk.ui.ask.run import AskRun
from audio_desk.ui.ask.several.basket import Basket
from audio_desk.ui.ask.several.together import Together
from audio_desk.ui.ask.upload_lookup import UploadLookup
from audio_desk.ui.document import Document
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope, report_bug

BATCH_MS = 34
"""Painting each token as it comes cost 14.6 s for 4000 tokens; 30 times a second it is 0.4 s."""


class AskRunner(QObject):
    """One question at a time for each recording.

    Signals tell of the recording that is shown. A question about another one goes on and is stored; when its
    recording is shown again, `current_answer` has what arrived meanwhile.
    """

    answer_started = Signal(object)
    """AnswerRecord"""
    progress_changed = Signal(object)
    """Preparing | Uploading | Waiting; None when the first words arrived"""
    text_arrived = Signal(int, str)
    """Answer's id, text"""
    segments_arrived = Signal(int, object)
    """Answer's id, tuple[Segment, ...]"""
    answer_finished = Signal(object)
    """AnswerRecord, whatever its status"""
    answer_failed = Signal(object)
    """AudioDeskError: no answer began"""
    running_changed = Signal(bool)
    consent_wanted = Signal(object)
    """What to call once the user has read what a first request to Gemini means"""
    question_ended = Signal(object)
    """Id of the recording, shown or not, about which nothing is under way any more"""

    def __init__(
        self, desk: Desk, document: Document, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._document = document
        self._preferences = preferences
        self._scope = TaskScope(self)
        self._scope.failed.connect(report_bug)
        self.channels = ChannelChoice(document, self)
        self.others = OtherWork(self)
        self.uploads = UploadLookup(desk, document, preferences, self.channels, self._scope, self)
        self.requests = RequestBook(desk, document, preferences, self._scope, self)
        self.together = Together(
            desk, document, preferences, self._scope, self._request_about, self._send, self
        )
        self.together.failed.connect(self.answer_failed)
        self._runs: dict[int, AskRun] = {}
        self._last: AskRequest | None = None
        self._count = 0
        self._was_running = False
        self._batch = QTimer(self)
        self._batch.setSingleShot(True)
        self._batch.setInterval(BATCH_MS)
        self._batch.timeout.connect(self._paint_all)
        document.recording_changed.connect(lambda _: self._announce_running())

    @property
    def basket(self) -> Basket:
        """What is asked about together."""
        return self.together.basket

    @property
    def is_running(self) -> bool:
        return self._shown_run() is not None

    @property
    def is_under_way(self) -> bool:
        """Whether what would be transcribed now is asked about already: one can stop it, not begin it."""
        return self.is_running or self.others.has_begun

    @property
    def progress(self) -> object:
        """What the shown question is doing; None when its words are arriving or nothing runs."""
        run = self._shown_run()
        return run.progress if run else None

    @property
    def running_since(self) -> float:
        """time.monotonic() of the shown question's start; 0 when nothing runs."""
        run = self._shown_run()
        return run.since if run else 0.0

    def is_asking(self, recording_id: int) -> bool:
        """Whether a question about this recording is under way, shown or not."""
        return any(recording_id in run.recording_ids for run in self._runs.values())

    def current_answer(self) -> AnswerRecord | None:
        """The shown recording's running answer with all that has arrived, or None."""
        run = self._shown_run()
        return run.answer_so_far() if run else None

    def transcribe(self) -> None:
        """In one request, unless it is done in parts; nothing where that is under way."""
        if not self.is_under_way and not self.others.takes_parts():
            self.run(Task.TRANSCRIPT)

    def ask(self, question: str) -> None:
        self.run(Task.ASK, question)

    def run(self, task: Task, question: str = "") -> None:
        """Ask about the selection, or the whole recording without one, as the settings say.

        A transcript is of what is shown, all else of what is asked about together where there is such.
        """
        if task != Task.TRANSCRIPT and self.basket.topics:
            self.together.ask(task, question)
            return
        region, channel = self._document.selection, self.channels.channel
        self._begin(task, question, region, self.mode_now, channel=channel)

    @property
    def whole_stays(self) -> bool:
        """Whether the whole file may not leave this computer, as things are."""
        return self.requests.regions_only and self._preferences.settings.account == "gemini"

    @property
    def mode_now(self) -> Mode:
        """Without a region there is nothing to choose."""
        if self._document.selection is None:
            return "whole"
        return "region" if self.whole_stays else self._preferences.settings.mode

    def request_now(self, question: str) -> AskRequest | None:
        """What would be sent if it were asked now; without a question the transcript, or a summary of all."""
        recording = self._document.recording
        if self.basket.topics:
            return self.together.request(Task.ASK if question else Task.SUMMARY, question)
        if recording is None:
            return None
        task = Task.ASK if question else Task.TRANSCRIPT
        region, channel = self._document.selection, self.channels.channel
        return self._request(recording, task, question, region, self.mode_now, channel)

    def again(self, answer: AnswerRecord) -> None:
        """Ask the same once more, as a new answer, with the account and model chosen now."""
        if answer.about:
            self.together.again(answer)
            return
        task, mode = Task(answer.task), _mode_of(answer)
        self._begin(task, answer.question, answer.region, mode, channel=answer.channel)

    def ask_rest(self, answer: AnswerRecord) -> None:
        """Ask about what is missing of an answer, as a new answer."""
        recording = self._document.recording
        rest = rest_of(answer, recording) if recording is not None else None
        if rest is not None:
            task, mode = Task(answer.task), _mode_of(answer)
            self._begin(task, answer.question, rest, mode, channel=answer.channel)

    def split(self, answer: AnswerRecord) -> None:
        """Ask the same about both halves of its stretch, the second once the first has an answer."""
        recording = self._document.recording
        if recording is not None and not self.is_running:
            self._scope.start("split", self._split(recording, answer))

    async def _split(self, recording: Recording, answer: AnswerRecord) -> None:
        first, second = await halves_of(self._desk, recording, answer)
        if self._document.recording is recording:
            task, mode = Task(answer.task), _mode_of(answer)
            self._begin(task, answer.question, first, mode, (second,), channel=answer.channel)

    def retry(self) -> None:
        """Ask the last question once more, with the account and model chosen now."""
        last = self._last
        if last is not None and last.also:
            self.together.retry(last)
        elif last is not None and last.recording is self._document.recording:
            self._begin(last.task, last.question, last.region, last.mode, channel=last.channel)

    def with_consent(self, account: Account, send: Callable[[], None]) -> None:
        """Call `send`, the first time once the user knows where the sound goes."""
        if account == "gemini" and "gemini" not in self._preferences.settings.told:
            self.consent_wanted.emit(send)
        else:
            send()

    def take_answer(self, answer: AnswerRecord) -> None:
        """About the shown recording, asked for by others: of a part, or of a queue."""
        self.uploads.look()
        self.requests.look()
        self.answer_finished.emit(answer)

    def stop(self) -> None:
        """End the shown question, and what others ask about it; the text that arrived is kept."""
        self.others.stop_wanted.emit()
        run = self._shown_run()
        if run is not None:
            self._paint(run)
            self._leave(run)
            self._scope.cancel(run.name)

    async def close(self) -> None:
        """Stop every question and wait until each has stored what it has."""
        self._batch.stop()
        self._runs.clear()
        await self._scope.close()

    def _begin(
        self,
        task: Task,
        question: str,
        region: Region | None,
        mode: Mode,
        following: tuple[Region, ...] = (),
        *,
        channel: int | None,
    ) -> None:
        recording = self._document.recording
        if recording is not None:
            self._send(self._request(recording, task, question, region, mode, channel), following)

    def _send(self, request: AskRequest, following: tuple[Region, ...] = ()) -> None:
        """Unless something about one of its recordings runs."""
        if not any(self.is_asking(topic.recording.record.id) for topic in topics_of(request)):
            self.with_consent(request.account, lambda: self._start(request, following))

    def _request_about(self, topic: Topic, task: Task, question: str) -> AskRequest:
        return self._request(topic.recording, task, question, topic.region, topic.mode, topic.channel)

    def _request(
        self,
        recording: Recording,
        task: Task,
        question: str,
        region: Region | None,
        mode: Mode,
        channel: int | None,
    ) -> AskRequest:
        return AskRequest(
            recording=recording,
            region=region,
            mode=mode,
            task=task,
            question=question,
            account=self._preferences.settings.account,
            model=self.requests.model,
            settings=self.requests.settings,
            channel=channel,
        )

    def _start(self, request: AskRequest, following: tuple[Region, ...]) -> None:
        """Unless something about its recording runs."""
        run = AskRun(f"ask {self._count + 1}", request, following)
        if any(map(self.is_asking, run.recording_ids)):
            return
        self._last = request
        self._count += 1
        self._runs[run.recording_id] = run
        self._announce_running()
        self._scope.start(run.name, self._ask(run))

    async def _ask(self, run: AskRun) -> None:
        try:
            async with aclosing(ask(self._desk, run.request)) as events:
                async for event in events:
                    self._take(run, event)
        except AudioDeskError as error:
            await self._tell_stored(run)
            if self._is_shown(run):
                self.answer_failed.emit(error)
        except asyncio.CancelledError:
            await self._tell_stored(run)
            raise
        else:
            self._leave(run)
            if run.following and run.recording_id not in self._runs:
                self._start(replace(run.request, region=run.following[0]), run.following[1:])
        finally:
            self._leave(run)

    def _take(self, run: AskRun, event: AskEvent) -> None:
        match event:
            case Started(answer):
                run.answer = answer
                if self._is_running_here(run):
                    self.answer_started.emit(answer)
            case TextArrived(text):
                run.pending_text.append(text)
                self._wait_for_batch()
            case SegmentReady(segment):
                run.pending_segments.append(segment)
                self._wait_for_batch()
            case Finished(answer):
                self._paint(run)
                self._leave(run)
                run.answer, run.is_finished = answer, True
                self._tell_finished(run, answer)
            case _:
                run.progress = event
                if self._is_running_here(run):
                    self.progress_changed.emit(event)

    def _wait_for_batch(self) -> None:
        if not self._batch.isActive():
            self._batch.start()

    def _paint_all(self) -> None:
        for run in tuple(self._runs.values()):
            self._paint(run)

    def _paint(self, run: AskRun) -> None:
        if not run.has_pending or run.answer is None:
            return
        text, segments = run.take_pending()
        first_words, run.progress = run.progress is not None, None
        if not self._is_running_here(run):
            return
        if first_words:
            self.progress_changed.emit(None)
        if text:
            self.text_arrived.emit(run.answer.id, text)
        if segments:
            self.segments_arrived.emit(run.answer.id, segments)

    async def _tell_stored(self, run: AskRun) -> None:
        """After a stop or a failure: the row as the library now holds it."""
        self._leave(run)
        if run.answer is None or run.is_finished:
            return
        try:
            answer = await self._desk.run(self._desk.store.answer, run.answer.id)
        except StoreError:
            return  # deleted meanwhile, or the library itself is what failed
        self._tell_finished(run, answer)

    def _tell_finished(self, run: AskRun, answer: AnswerRecord) -> None:
        if self._is_shown(run):
            self.take_answer(answer)
        else:
            self.uploads.look()
            self.requests.look()

    def _leave(self, run: AskRun) -> None:
        if self._runs.get(run.recording_id) is run:
            del self._runs[run.recording_id]
            self._announce_running()
            for recording_id in run.recording_ids:
                self.question_ended.emit(recording_id)

    def _announce_running(self) -> None:
        running = self.is_running
        if running != self._was_running:
            self._was_running = running
            self.running_changed.emit(running)

    def _shown_run(self) -> AskRun | None:
        return next((run for run in self._runs.values() if self._is_shown(run)), None)

    def _is_running_here(self, run: AskRun) -> bool:
        return self._shown_run() is run

    def _is_shown(self, run: AskRun) -> bool:
        """One of its recordings, by content: the same file opened again is the same recording."""
        shown = self._document.recording
        return shown is not None and shown.record.id in run.recording_ids


def _mode_of(answer: AnswerRecord) -> Mode:
    return "region" if answer.mode == "region" else "whole"
