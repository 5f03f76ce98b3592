"""Has the server count what a request would take, exactly, before it is sent."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from audio_desk.gemini.types import TextPart
from audio_desk.operations.ask import AskRequest
from audio_desk.operations.desk import Desk
from audio_desk.operations.estimate import facts_of
from audio_desk.operations.events import UploadEvent
from audio_desk.operations.permission import check_may_leave
from audio_desk.operations.sound_to_send import Ready, sound_to_send
from audio_desk.request.plan import plan


@dataclass(frozen=True, slots=True)
class Counted:
    """The last event: the tokens of the prompt."""

    tokens: int


async def count_tokens(desk: Desk, request: AskRequest) -> AsyncGenerator[UploadEvent | Counted, None]:
    """The server has to have the sound for it: a clip is sent along, a whole recording uploaded first.

    Raises what asking raises before an answer begins.
    """
    recording, settings = request.recording, request.settings
    planned = plan(
        facts_of(recording),
        request.region,
        request.mode,
        request.task,
        request.question,
        settings,
        channel=request.channel,
    )
    await check_may_leave(desk, request.account, recording, request.region, planned)
    client = await desk.accounts.client(request.account)
    steps = sound_to_send(desk, request.account, recording, planned, settings, gone=())
    async with aclosing(steps) as events:
        async for event in events:
            if isinstance(event, Ready):
                parts = (event.part, TextPart(planned.prompt))
                tokens = await client.count_tokens(request.model, parts, settings.system_instruction)
                yield Counted(tokens)
            else:
                yield event
