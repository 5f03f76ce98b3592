"""Transcribes a recording of any length part by part, several at a time, each kept as it arrives.

A stop, a failure, a limit or the end of the program costs the parts that were on their way; the same request
goes on with the rest.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from typing import Final

from audio_desk.errors import (
    AnswerUnreadable,
    GeminiError,
    LongRunning,
    RequestRejected,
    ServiceDown,
    Unreachable,
)
from audio_desk.library.records import AnswerRecord, AnswerStatus, ChunkRecord, ChunkState, LongJobRecord
from audio_desk.operations.asking.ask import AskRequest, ask
from audio_desk.operations.asking.permission import check_whole_may_leave
from audio_desk.operations.beside import Result, reports_of
from audio_desk.operations.crew import PATIENCE_SECONDS, Crew
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Finished, Pausing, Started
from audio_desk.operations.long.events import LongEvent, LongFinished, LongProgress, LongRequest
from audio_desk.operations.long.job import clear_away, job_of, joined, joined_answer, take_up
from audio_desk.operations.work_lock import work_lock
from audio_desk.request.prompts import Task
from audio_desk.settings import Account

LONG: Final = "long"
"""The kind of its lock."""
TRIES: Final[Mapping[Account, int]] = {"on-device": 1, "gemini": 2}
"""How often a part is asked about when its answer is not whole; this computer would say the same again."""
_PAUSES: Final = (2.0, 10.0)
"""Before a part is asked about again that failed on the way."""

_OF_THE_PART: Final = (ServiceDown, AnswerUnreadable, RequestRejected)
"""What may be wrong with one part alone. Everything else would meet the others too, and ends the run."""


async def transcribe_long(desk: Desk, request: LongRequest) -> AsyncGenerator[LongEvent, None]:
    """Use it inside contextlib.aclosing; LongFinished comes last.

    Raises LongRunning when another program does the same; RegionsOnly where all of it may not leave; what
    `ask` raises when going on is no use: what has come is kept, and the same request goes on with it.
    """
    yield LongProgress(0, ())
    if request.span.frames >= request.recording.info.frames:
        await check_whole_may_leave(desk, request.account, request.recording)
    job = await job_of(desk, request)
    lock = await desk.run(work_lock, desk, LONG, job.id)
    if lock is None:
        raise LongRunning
    try:
        run = _Run(desk, request, job, await desk.run(take_up, desk.store, job))
        await run.count_tokens()
        async with aclosing(reports_of(run.work)) as reports:
            async for report in reports:
                yield await run.end() if isinstance(report, Result) else report
    finally:
        lock.release()


class _Run:
    def __init__(
        self, desk: Desk, request: LongRequest, job: LongJobRecord, chunks: list[ChunkRecord]
    ) -> None:
        self._desk = desk
        self._request = request
        self._job = job
        self._chunks = chunks
        self._report: Callable[[LongProgress], None] = lambda _: None
        self._crew = Crew(request.account, request.at_once)
        self._tokens = (0, 0)

    async def count_tokens(self) -> None:
        """Of the parts that are there."""
        answers = (await self._answers()).values()
        self._tokens = (
            sum(answer.prompt_tokens or 0 for answer in answers),
            sum(answer.answer_tokens or 0 for answer in answers),
        )

    async def work(self, report: Callable[[LongProgress], None]) -> None:
        self._report = report
        self._tell()
        await self._crew.work(self._next, self._transcribe)

    async def end(self) -> LongFinished:
        """One answer of all parts, when all are there."""
        answers, rate = await self._answers(), self._request.recording.rate
        for position, chunk in enumerate(self._chunks):
            if chunk.state == ChunkState.DONE and chunk.answer_id not in answers:
                await self._set(position, ChunkState.FAILED, "failed")  # somebody deleted it meanwhile
        if any(chunk.state == ChunkState.FAILED for chunk in self._chunks):
            return LongFinished(self._progress(), None, joined(self._chunks, answers, rate))
        await self._desk.run(clear_away, self._desk.store, self._job, answers)
        wanted = joined_answer(self._job, self._chunks, answers, rate)
        kept = await self._desk.run(self._desk.store.end_long_job, self._job.id, wanted)
        return LongFinished(self._progress(), kept, kept.segments)

    async def _answers(self) -> dict[int, AnswerRecord]:
        mine = {chunk.answer_id for chunk in self._chunks}
        found = await self._desk.run(self._desk.store.answers, self._job.recording_id)
        return {answer.id: answer for answer in found if answer.id in mine}

    def _next(self) -> int | None:
        """Marked as running at once, so that nobody else takes it."""
        waiting = (n for n, chunk in enumerate(self._chunks) if chunk.state == ChunkState.WAITING)
        position = next(waiting, None)
        if position is not None:
            self._chunks[position] = replace(self._chunks[position], state=ChunkState.RUNNING)
        return position

    async def _transcribe(self, position: int) -> None:
        pauses = list(_PAUSES)
        tries = TRIES[self._request.account]
        while True:
            try:
                answer = await self._asked(position)
            except _OF_THE_PART as error:
                if not pauses:
                    await self._set(position, ChunkState.FAILED, "failed")
                    return
                if isinstance(error, RequestRejected):
                    pauses = pauses[:1]
                await asyncio.sleep(pauses.pop(0))
                continue
            except GeminiError:
                await self._set(position, ChunkState.WAITING)
                raise
            tries -= 1
            if self._is_good(answer):
                await self._set(position, ChunkState.DONE, answer.problem)
                return
            if not tries:
                await self._set(position, ChunkState.FAILED, answer.problem)
                return

    def _is_good(self, answer: AnswerRecord) -> bool:
        """The recogniser on this computer finds no words where there are none; a model may just fail."""
        silent = answer.problem == "empty" and self._request.account == "on-device"
        return answer.status == AnswerStatus.COMPLETE or silent

    async def _asked(self, position: int) -> AnswerRecord:
        """One answer about a part; it takes the place of the one that the part had."""
        before = self._chunks[position].answer_id
        try:
            answer = await self._one_answer(position)
        except GeminiError:
            failed, self._chunks[position] = self._chunks[position], self._with_answer(position, before)
            if failed.answer_id is not None and failed.answer_id != before:
                await self._desk.run(self._desk.store.delete_answer, failed.answer_id)
            raise
        if before is not None:
            await self._desk.run(self._desk.store.delete_answer, before)
        self._add_tokens(answer)
        return answer

    def _with_answer(self, position: int, answer_id: int | None) -> ChunkRecord:
        return replace(self._chunks[position], answer_id=answer_id)

    async def _one_answer(self, position: int) -> AnswerRecord:
        request = self._request
        question = AskRequest(
            recording=request.recording,
            region=self._chunks[position].sent,
            mode="region",
            task=Task.TRANSCRIPT,
            question="",
            account=request.account,
            model=request.model,
            settings=request.asking,
            patience_seconds=PATIENCE_SECONDS,
            channel=request.channel,
        )
        answer: AnswerRecord | None = None
        try:
            async with aclosing(ask(self._desk, question)) as events:
                async for event in events:
                    if isinstance(event, Started):
                        self._chunks[position] = self._with_answer(position, event.answer.id)
                        await self._set(position, ChunkState.RUNNING)
                    elif isinstance(event, Pausing):
                        self._crew.pause(position, event)
                        self._tell()
                    elif self._crew.go_on(position):
                        self._tell()
                    if isinstance(event, Finished):
                        answer = event.answer
        finally:
            self._crew.go_on(position)
        if answer is None:
            raise Unreachable
        return answer

    def _add_tokens(self, answer: AnswerRecord) -> None:
        prompt, said = self._tokens
        self._tokens = (prompt + (answer.prompt_tokens or 0), said + (answer.answer_tokens or 0))

    async def _set(self, position: int, state: ChunkState, problem: str = "") -> None:
        chunk = replace(self._chunks[position], state=state, problem=problem)
        self._chunks[position] = chunk
        await self._desk.run(self._desk.store.set_chunk, self._job.id, position, chunk)
        self._tell()

    def _tell(self) -> None:
        self._report(self._progress())

    def _progress(self) -> LongProgress:
        pausing = self._crew.pausing_seconds
        return LongProgress(self._job.id, tuple(self._chunks), *self._tokens, pausing_seconds=pausing)
