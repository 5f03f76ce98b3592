"""Ask about a recording: transcript, question, summary, description, sounds; the answer streams in as events.

The answer's row is written first, so whatever happens from there on leaves a trace and the text that came.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from audio_desk.errors import (
    AudioDeskError,
    GeminiError,
    ModelInvalid,
    RequestRejected,
    Unreachable,
    UploadGone,
)
from audio_desk.gemini.types import FilePart, GenerateRequest, Part
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.answer_form import AnswerForm
from audio_desk.operations.answer_row import AnswerRow
from audio_desk.operations.answer_text import AnswerText
from audio_desk.operations.desk import Desk
from audio_desk.operations.estimate import facts_of
from audio_desk.operations.events import AskEvent, Finished, Preparing, Started, Waiting
from audio_desk.operations.judging import judged
from audio_desk.operations.open_recording import Recording
from audio_desk.operations.patience import WINDOW_SECONDS, Patience, count_down
from audio_desk.operations.permission import check_may_leave
from audio_desk.operations.receipts import ReceiptKeeper
from audio_desk.operations.sound_to_send import Ready, sound_to_send
from audio_desk.region import Region
from audio_desk.request.plan import RequestPlan, plan
from audio_desk.request.prompts import Task
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Account, Mode
from audio_desk.transcripts.check import INTERRUPTED

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient

_MODEL: Final = re.compile(r"(?:(?:models|tunedModels)/)?[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class AskRequest:
    recording: Recording
    region: Region | None
    mode: Mode
    task: Task
    question: str
    account: Account
    model: str
    settings: RequestSettings = NOTHING_SET
    """But for the model, which is the one above."""
    patience_seconds: float = WINDOW_SECONDS
    """How long it may wait for an account's limit to pass."""


async def ask(desk: Desk, request: AskRequest) -> AsyncGenerator[AskEvent, None]:
    """Use it inside contextlib.aclosing: closing or cancelling keeps the text and marks it interrupted.

    An error instead of an answer marks the row failed and is raised: UsageError (before there is a row, and
    before anything is sent), AudioError, GeminiError, LocalGeminiError, StoreUnavailable. An error after the
    server began to answer ends in Finished, not complete, even where nothing had come. StoreUnavailable after
    Finished: the answer is whole, but it is not kept.
    """
    if _MODEL.fullmatch(request.model) is None:
        raise ModelInvalid(request.model)
    recording = request.recording
    planned = plan(
        facts_of(recording),
        request.region,
        request.mode,
        request.task,
        request.question,
        request.settings,
    )
    await check_may_leave(desk, request.account, recording, request.region, planned)
    form = AnswerForm(desk, request.account, request.model, planned)
    record = await desk.run(_begin, desk, request, planned)
    text = AnswerText(recording, planned)
    row = AnswerRow(desk, record, text)
    try:
        yield Started(record)
        async with aclosing(_received(desk, request, planned, form, text, row)) as events:
            async for event in events:
                yield event
    except (asyncio.CancelledError, GeneratorExit):
        text.flush()
        row.close_now(AnswerStatus.INTERRUPTED, INTERRUPTED, "stopped")
        raise
    except BaseException:
        text.flush()
        row.close_now(AnswerStatus.INTERRUPTED if text.begun else AnswerStatus.FAILED, "", "failed")
        raise


async def _received(
    desk: Desk,
    request: AskRequest,
    planned: RequestPlan,
    form: AnswerForm,
    text: AnswerText,
    row: AnswerRow,
) -> AsyncGenerator[AskEvent, None]:
    """Everything after Started."""
    lost = False
    try:
        async with aclosing(_with_patience(desk, request, planned, form, text, row)) as events:
            async for event in events:
                yield event
    except AudioDeskError:
        if not text.promised:
            raise
        lost = True
    for event in text.flush():
        yield event
    verdict = text.verdict() if lost else await judged(desk, request.recording, planned, text)
    status = AnswerStatus.COMPLETE if verdict.complete else AnswerStatus.INCOMPLETE
    finish, problem = verdict.finish, verdict.problem
    if lost or finish == INTERRUPTED:
        status, finish, problem = AnswerStatus.INTERRUPTED, INTERRUPTED, "lost"
    answer, trouble = await row.close(status, finish, problem)
    yield Finished(answer, text.usage)
    if trouble is not None:
        raise trouble


async def _with_patience(
    desk: Desk,
    request: AskRequest,
    planned: RequestPlan,
    form: AnswerForm,
    text: AnswerText,
    row: AnswerRow,
) -> AsyncGenerator[AskEvent, None]:
    """Before the answer begins: wait where the server says until when, or where a moment may help."""
    patience = Patience(request.patience_seconds)
    while True:
        try:
            async with aclosing(_with_second_chances(desk, request, planned, form, text, row)) as events:
                async for event in events:
                    yield event
            return
        except GeminiError as error:
            # The server on this computer was started again already.
            is_over = text.promised or (request.account == "on-device" and isinstance(error, Unreachable))
            pause = None if is_over else patience.pause_after(error)
            if pause is None:
                raise
        async with aclosing(count_down(pause)) as seconds:
            async for left in seconds:
                yield left


async def _with_second_chances(
    desk: Desk,
    request: AskRequest,
    planned: RequestPlan,
    form: AnswerForm,
    text: AnswerText,
    row: AnswerRow,
) -> AsyncGenerator[AskEvent, None]:
    """Once each, before the answer begins: send a gone upload again, start the server here again, ask for
    lines of a model that refuses to write JSON."""
    used: list[str] = []
    gone: tuple[str, ...] = ()
    renewed = reconnected = False
    while True:
        try:
            async with aclosing(_one_try(desk, request, planned, form, text, row, gone, used)) as events:
                async for event in events:
                    yield event
            return
        except RequestRejected as error:
            if text.promised or not form.learn(error):
                raise
        except UploadGone:
            if text.begun or renewed:
                raise
            renewed, gone = True, tuple(used)
        except Unreachable:
            if text.begun or reconnected or request.account != "on-device":
                raise
            reconnected = True
            yield Preparing("start-server")
            await desk.accounts.reconnect(request.account)


async def _one_try(
    desk: Desk,
    request: AskRequest,
    planned: RequestPlan,
    form: AnswerForm,
    text: AnswerText,
    row: AnswerRow,
    gone: Sequence[str],
    used: list[str],
) -> AsyncGenerator[AskEvent, None]:
    """`gone` are URIs that the server has refused; the one that the request carries is added to `used`."""
    if request.account == "on-device" and not desk.accounts.is_ready(request.account):
        yield Preparing("start-server")
    client = await desk.accounts.client(request.account)
    sound: Part | None = None
    steps = sound_to_send(desk, request.account, request.recording, planned, request.settings, gone=gone)
    async with aclosing(steps) as events:
        async for event in events:
            if isinstance(event, Ready):
                sound = event.part
            else:
                yield event
    assert sound is not None
    if isinstance(sound, FilePart):
        used.append(sound.uri)
    yield Waiting("answer")
    asked = form.request(sound, planned.prompt, request.settings)
    receipt = ReceiptKeeper(desk, row.record, asked.parts, planned.audio_seconds)
    async with aclosing(_answered(client, asked, receipt, text, row)) as pieces:
        async for piece in pieces:
            yield piece


async def _answered(
    client: GeminiClient, asked: GenerateRequest, receipt: ReceiptKeeper, text: AnswerText, row: AnswerRow
) -> AsyncGenerator[AskEvent, None]:
    counted = None
    try:
        async with aclosing(client.stream(asked, receipt.leaving)) as chunks:
            async for chunk in chunks:
                arrived = text.feed(chunk)
                row.changed()
                for piece in arrived:
                    yield piece
    except GeminiError as error:
        text.promised = text.promised or error.answering
        raise
    finally:
        counted = receipt.count(text.usage)
    if counted is not None:
        await counted


def _begin(desk: Desk, request: AskRequest, planned: RequestPlan) -> AnswerRecord:
    return desk.store.begin_answer(
        recording_id=request.recording.record.id,
        task=request.task.value,
        question=request.question,
        prompt=planned.prompt,
        mode=request.mode,
        region=request.region,
        account=request.account,
        model=request.model,
    )
