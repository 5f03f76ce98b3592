"""Ask about an upload whose recording is not on this computer: all of it, with unchecked times."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from audio_desk.errors import QuestionEmpty
from audio_desk.gemini.types import FilePart, GenerateRequest, RemoteFile, TextPart, Usage
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import TextArrived, Waiting
from audio_desk.operations.sending import until_ready
from audio_desk.request.prompts import HOUR, Task, prompt_for
from audio_desk.settings import Account
from audio_desk.transcripts.check import Verdict, judge


@dataclass(frozen=True, slots=True)
class UploadQuestion:
    file: RemoteFile
    task: Task
    question: str
    account: Account
    model: str


@dataclass(frozen=True, slots=True)
class UploadAnswered:
    """The last event. Nothing of it is kept: an answer in the library belongs to a recording."""

    text: str
    verdict: Verdict
    usage: Usage | None


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
    request = GenerateRequest(asked.model, (FilePart(file.uri, file.mime_type), TextPart(prompt)))
    text, finish, blocked, usage = "", "", "", None
    async with aclosing(client.stream(request)) as chunks:
        async for chunk in chunks:
            text += chunk.text
            finish, blocked = chunk.finish or finish, chunk.block_reason or blocked
            usage = chunk.usage or usage
            if chunk.text:
                yield TextArrived(chunk.text)
    yield UploadAnswered(text, judge(finish, blocked, text), usage)
