"""Ask about a recording: transcript, question, summary, description, sounds; the answer streams in as events.

The answer's row is written first, so whatever happens from there on leaves a trace and the text that came.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from audio_desk.errors import ModelInvalid
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.asking.answer_form import AnswerForm
from audio_desk.operations.asking.answer_row import AnswerRow
from audio_desk.operations.asking.answer_text import AnswerText
from audio_desk.operations.asking.answering import Answering
from audio_desk.operations.asking.patience import WINDOW_SECONDS
from audio_desk.operations.asking.several import AnyPlan, about_of, check_all_may_leave, planned, shifter_of
from audio_desk.operations.asking.topic import Topic
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import AskEvent, Started
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.capabilities import hears_all
from audio_desk.request.prompts import Task
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Account, Mode
from audio_desk.transcripts.check import INTERRUPTED

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
    channel: int | None = None
    """That one alone is sent, counted from 0; None: all of them."""
    also: tuple[Topic, ...] = ()
    """What else the same question is about; the answer's times name their recording then."""

    @property
    def mode_sent(self) -> Mode:
        """Of a stretch only its sound, where the model cannot be told which one is meant."""
        cut = self.region is not None and hears_all(self.account, self.model, self.task)
        return "region" if cut else self.mode


async def ask(desk: Desk, request: AskRequest) -> AsyncGenerator[AskEvent, None]:
    """Use it inside contextlib.aclosing: closing or cancelling keeps the text and marks it interrupted.

    An error instead of an answer marks the row failed and is raised: UsageError (before there is a row, and
    before anything is sent), AudioError, GeminiError, LocalGeminiError, StoreUnavailable. An error after the
    server began to answer ends in Finished, not complete, even where nothing had come. StoreUnavailable after
    Finished: the answer is whole, but it is not kept.
    """
    if _MODEL.fullmatch(request.model) is None:
        raise ModelInvalid(request.model)
    made = planned(request)
    await check_all_may_leave(desk, request, made)
    form = AnswerForm(desk, request.account, request.model, made)
    record = await desk.run(_begin, desk, request, made)
    text = AnswerText(request.recording, made, shifter_of(request, made))
    row = AnswerRow(desk, record, text)
    try:
        yield Started(record)
        async with aclosing(Answering(desk, request, made, form, text, row).events()) as events:
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


def _begin(desk: Desk, request: AskRequest, made: AnyPlan) -> AnswerRecord:
    return desk.store.begin_answer(
        recording_id=request.recording.record.id,
        task=request.task.value,
        question=request.question,
        prompt=made.prompt,
        mode=request.mode_sent,
        region=None if request.also else request.region,
        account=request.account,
        model=request.model,
        channel=made.channel,
        about=about_of(request),
    )
