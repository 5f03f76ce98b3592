"""Ask about an upload whose recording is not on this computer: all of it, with unchecked times."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from audio_desk import limits
from audio_desk.errors import QuestionEmpty
from audio_desk.gemini.types import FilePart, GenerateRequest, RemoteFile, TextPart, Usage
from audio_desk.library.records import ReceiptRecord, UploadRecord
from audio_desk.operations.asking.receipts import Asked, ReceiptKeeper
from audio_desk.operations.asking.request_parts import generate_request
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import TextArrived, Waiting
from audio_desk.operations.uploads.sending import until_ready
from audio_desk.request.prompts import HOUR, Task, prompt_for
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Account
from audio_desk.transcripts.check import Verdict, judge


@dataclass(frozen=True, slots=True)
class UploadQuestion:
    file: RemoteFile
    task: Task
    question: str
    account: Account
    model: str
    settings: RequestSettings = NOTHING_SET
    """But for the model, which is the one above."""
    seconds: float | None = None
    """How long it is, where that is known."""


@dataclass(frozen=True, slots=True)
class UploadAnswered:
    """The last event. Only its receipt is kept: an answer in the library belongs to a recording."""

    text: str
    verdict: Verdict
    usage: Usage | None
    receipt: ReceiptRecord | None
    """None where the library cannot be written."""


async def ask_upload(
    desk: Desk, asked: UploadQuestion
) -> AsyncGenerator[Waiting | TextArrived | UploadAnswered, None]:
    """Use it inside contextlib.aclosing. Raises QuestionEmpty, GeminiError and LocalGeminiError."""
    if asked.task == Task.ASK and not asked.question.strip():
        raise QuestionEmpty
    client = await desk.accounts.client(asked.account)
    async with aclosing(until_ready(client, asked.file)) as steps:
        async for step in steps:
            if isinstance(step, Waiting):
                yield step
    yield Waiting("answer")
    file = asked.file
    # Its length is not known: it may pass the hour.
    prompt = prompt_for(asked.task, span=None, question=asked.question, seconds=HOUR)
    parts = (FilePart(file.uri, file.mime_type), TextPart(prompt))
    request = generate_request(asked.model, parts, asked.settings)
    receipt = _receipt(desk, asked, request)
    text, finish, blocked, usage = "", "", "", None
    try:
        async with aclosing(client.stream(request, receipt.leaving)) as chunks:
            async for chunk in chunks:
                text += chunk.text
                finish, blocked = chunk.finish or finish, chunk.block_reason or blocked
                usage = chunk.usage or usage
                if chunk.text:
                    yield TextArrived(chunk.text)
    except BaseException:
        receipt.count(usage)
        raise
    yield UploadAnswered(text, judge(finish, blocked, text), usage, await receipt.kept(usage))


def _receipt(desk: Desk, asked: UploadQuestion, request: GenerateRequest) -> ReceiptKeeper:
    file = asked.file
    upload = UploadRecord(
        account=asked.account,
        sha256=file.sha256,
        name=file.name,
        uri=file.uri,
        mime_type=file.mime_type,
        recording_id=None,
        expires=file.expires or datetime.now(UTC) + timedelta(seconds=limits.UPLOAD_SECONDS),
    )
    about = Asked(asked.account, asked.model, upload=upload)
    return ReceiptKeeper(desk, about, request.parts, asked.seconds or 0.0)
