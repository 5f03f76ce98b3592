"""Has the server count what a request would take, exactly, before it is sent."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from audio_desk.gemini.types import TextPart
from audio_desk.operations.asking.ask import AskRequest
from audio_desk.operations.asking.several import check_all_may_leave, planned, sounds_to_send
from audio_desk.operations.asking.sound_to_send import Ready
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import UploadEvent


@dataclass(frozen=True, slots=True)
class Counted:
    """The last event: the tokens of the prompt."""

    tokens: int


async def count_tokens(desk: Desk, request: AskRequest) -> AsyncGenerator[UploadEvent | Counted, None]:
    """The server has to have the sound for it: a clip is sent along, a whole recording uploaded first.

    Raises what asking raises before an answer begins.
    """
    made = planned(request)
    await check_all_may_leave(desk, request, made)
    client = await desk.accounts.client(request.account)
    steps = sounds_to_send(desk, request, made, gone=())
    async with aclosing(steps) as events:
        async for event in events:
            if isinstance(event, Ready):
                parts = (*event.parts, TextPart(made.prompt))
                instruction = request.settings.system_instruction
                tokens = await client.count_tokens(request.model, parts, instruction)
                yield Counted(tokens)
            else:
                yield event
