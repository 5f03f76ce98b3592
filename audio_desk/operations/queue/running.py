"""Asks the same about many regions, several at a time; each answer is kept as any other.

A stop, a failure or the end of the program costs what was on its way; the queue goes on with the rest.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from audio_desk.errors import (
    AnswerUnreadable,
    AudioError,
    GeminiError,
    QueueRunning,
    RequestRejected,
    ServiceDown,
    Unreachable,
    UsageError,
)
from audio_desk.library.queue_records import ItemState, QueueItem, QueueRecord
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.asking.ask import AskRequest, ask
from audio_desk.operations.beside import reports_of
from audio_desk.operations.crew import PATIENCE_SECONDS, Crew
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Finished, Pausing, Started
from audio_desk.operations.queue.plan import QueueRequest
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.work_lock import is_worked_at, work_lock
from audio_desk.request.prompts import Task
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Account, Mode

QUEUE: Final = "queue"
"""The kind of its lock."""

_OF_THE_REGION: Final = (ServiceDown, AnswerUnreadable, RequestRejected, UsageError, AudioError)
"""What may be wrong with one region alone. Everything else would meet the others too, and ends the run."""


@dataclass(frozen=True, slots=True)
class QueueProgress:
    """All of it at one moment; told at every change."""

    queue: QueueRecord
    prompt_tokens: int = 0
    answer_tokens: int = 0
    pausing_seconds: float = 0.0
    """Until the account takes more; 0 when nothing waits for that."""
    answer: AnswerRecord | None = None
    """The one that has just come to its end."""


async def queue_of(desk: Desk, request: QueueRequest) -> QueueRecord:
    """The newest that is not at its end and was made for the same; else a new one.

    Raises StoreUnavailable.
    """
    wanted = _record(request)
    for queue in await desk.run(desk.store.queues.of_recording, wanted.recording_id):
        if not queue.ended and _asked(queue) == _asked(wanted):
            return queue
    return await desk.run(desk.store.queues.begin, wanted)


async def unfinished_queue(desk: Desk, recording: Recording) -> QueueRecord | None:
    """The newest at which nobody works now; what was on its way when it stopped waits.

    Raises StoreUnavailable.
    """

    def find() -> QueueRecord | None:
        left = (queue for queue in desk.store.queues.of_recording(recording.record.id) if not queue.ended)
        found = next((queue for queue in left if not is_worked_at(desk, QUEUE, queue.id)), None)
        return None if found is None else replace(found, items=tuple(map(_stopped, found.items)))

    return await desk.run(find)


async def leave_queue(desk: Desk, queue: QueueRecord) -> None:
    """Nobody goes on with it; the answers that came stay. Raises StoreUnavailable."""
    await desk.run(desk.store.queues.end, queue.id)


async def run_queue(
    desk: Desk, recording: Recording, queue: QueueRecord, asking: RequestSettings
) -> AsyncGenerator[QueueProgress, None]:
    """Use it inside contextlib.aclosing. At its end every region is done or has failed; without failures the
    queue is at its end, else going on with it asks about those again.

    Raises QueueRunning when another program does the same; what `ask` raises where going on is no use: the
    region waits then, and what has come is kept.
    """
    lock = await desk.run(work_lock, desk, QUEUE, queue.id)
    if lock is None:
        raise QueueRunning
    try:
        run = _Run(desk, recording, queue, asking)
        async with aclosing(run.events()) as events:
            async for event in events:
                yield event
    finally:
        lock.release()


class _Run:
    def __init__(self, desk: Desk, recording: Recording, queue: QueueRecord, asking: RequestSettings) -> None:
        self._desk, self._recording, self._asking = desk, recording, asking
        self._queue = queue
        self._tokens = (0, 0)
        self._crew = Crew(account_of(queue))
        self._report: Callable[[QueueProgress], None] = lambda _: None
        self._come: list[AnswerRecord] = []
        """Answers at their end that nobody was told of yet."""

    async def events(self) -> AsyncGenerator[QueueProgress, None]:
        await self._take_up()
        yield self._progress()
        async with aclosing(reports_of(self._work)) as reports:
            async for report in reports:
                while self._come:
                    yield replace(self._progress(), answer=self._come.pop(0))
                if isinstance(report, QueueProgress):
                    yield report
        if not self._queue.count(ItemState.FAILED):
            await self._desk.run(self._desk.store.queues.end, self._queue.id)
            self._queue = replace(self._queue, ended=True)
        yield self._progress()

    async def _work(self, report: Callable[[QueueProgress], None]) -> None:
        self._report = report
        await self._crew.work(self._next, self._one)

    def _next(self) -> int | None:
        """Marked as running at once, so that nobody else takes it."""
        waiting = (n for n, item in enumerate(self._queue.items) if item.state == ItemState.WAITING)
        position = next(waiting, None)
        if position is not None:
            self._mark(position, replace(self._queue.items[position], state=ItemState.RUNNING))
        return position

    async def _take_up(self) -> None:
        """What failed, or was running when a program ended, is asked about again."""
        answers = await self._desk.run(self._desk.store.answers, self._queue.recording_id)
        known = {answer.id: answer for answer in answers}
        for position, item in enumerate(self._queue.items):
            answer = known.get(item.answer_id) if item.answer_id is not None else None
            if item.state != ItemState.DONE:
                await self._set(position, ItemState.WAITING)
            elif answer is not None:
                self._add_tokens(answer)

    async def _one(self, position: int) -> None:
        before = self._queue.items[position].answer_id
        await self._set(position, ItemState.RUNNING)
        try:
            answer = await self._asked(position)
        except _OF_THE_REGION:
            await self._set(position, ItemState.FAILED, "failed")
            await self._clear_away(before)
            return
        except GeminiError:
            await self._set(position, ItemState.WAITING)
            raise
        self._add_tokens(answer)
        self._come.append(answer)
        state = ItemState.DONE if self._is_good(answer) else ItemState.FAILED
        await self._set(position, state, answer.problem)
        await self._clear_away(before)

    async def _asked(self, position: int) -> AnswerRecord:
        answer: AnswerRecord | None = None
        try:
            async with aclosing(ask(self._desk, self._question(position))) as events:
                async for event in events:
                    if isinstance(event, Pausing):
                        self._crew.pause(position, event)
                        self._tell()
                    elif self._crew.go_on(position):
                        self._tell()
                    if isinstance(event, Started):
                        await self._set(position, ItemState.RUNNING, answer_id=event.answer.id)
                    elif isinstance(event, Finished):
                        answer = event.answer
        finally:
            self._crew.go_on(position)
        if answer is None:
            raise Unreachable
        return answer

    async def _clear_away(self, before: int | None) -> None:
        """What was tried about a region without a word in it goes when it is tried again."""
        if before is None:
            return
        answers = await self._desk.run(self._desk.store.answers, self._queue.recording_id)
        if any(answer.id == before and not answer.text for answer in answers):
            await self._desk.run(self._desk.store.delete_answer, before)

    def _is_good(self, answer: AnswerRecord) -> bool:
        """The recogniser on this computer finds no words where there are none; a model may just fail."""
        silent = answer.problem == "empty" and self._queue.account == "on-device"
        return answer.status == AnswerStatus.COMPLETE or silent

    def _question(self, position: int) -> AskRequest:
        queue = self._queue
        return AskRequest(
            recording=self._recording,
            region=queue.items[position].span,
            mode=mode_of(queue),
            task=Task(queue.task),
            question=queue.question,
            account=account_of(queue),
            model=queue.model,
            settings=self._asking,
            patience_seconds=PATIENCE_SECONDS,
            channel=queue.channel,
        )

    def _add_tokens(self, answer: AnswerRecord) -> None:
        prompt, said = self._tokens
        self._tokens = (prompt + (answer.prompt_tokens or 0), said + (answer.answer_tokens or 0))

    async def _set(
        self, position: int, state: ItemState, problem: str = "", *, answer_id: int | None = None
    ) -> None:
        before = self._queue.items[position]
        item = replace(before, state=state, problem=problem, answer_id=answer_id or before.answer_id)
        self._mark(position, item)
        await self._desk.run(self._desk.store.queues.set_item, self._queue.id, position, item)
        self._tell()

    def _mark(self, position: int, item: QueueItem) -> None:
        self._queue = self._queue.with_item(position, item)

    def _tell(self) -> None:
        self._report(self._progress())

    def _progress(self) -> QueueProgress:
        return QueueProgress(self._queue, *self._tokens, pausing_seconds=self._crew.pausing_seconds)


def mode_of(queue: QueueRecord) -> Mode:
    return "region" if queue.mode == "region" else "whole"


def account_of(queue: QueueRecord) -> Account:
    return "gemini" if queue.account == "gemini" else "on-device"


def _record(request: QueueRequest) -> QueueRecord:
    return QueueRecord(
        id=0,
        recording_id=request.recording.record.id,
        task=request.task.value,
        question=request.question,
        mode=request.mode,
        account=request.account,
        model=request.model,
        items=request.items,
        created=datetime.now(UTC),
        channel=request.channel,
    )


def _stopped(item: QueueItem) -> QueueItem:
    return replace(item, state=ItemState.WAITING) if item.state == ItemState.RUNNING else item


def _asked(queue: QueueRecord) -> tuple[object, ...]:
    """What makes it another queue when it differs."""
    spans = tuple((item.region_id, item.span) for item in queue.items)
    asked = (queue.task, queue.question, queue.mode, queue.account, queue.model, queue.channel)
    return (*asked, spans)
