"""From a planned request to its answer's end: what is sent, waited for and tried again, as events."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import TYPE_CHECKING

from audio_desk.errors import AudioDeskError, GeminiError, RequestRejected, Unreachable, UploadGone
from audio_desk.gemini.types import FilePart, GenerateRequest, Part
from audio_desk.library.records import AnswerStatus
from audio_desk.operations.asking.answer_form import AnswerForm
from audio_desk.operations.asking.answer_row import AnswerRow
from audio_desk.operations.asking.answer_text import AnswerText
from audio_desk.operations.asking.judging import judged
from audio_desk.operations.asking.patience import Patience, count_down
from audio_desk.operations.asking.receipts import Asked, ReceiptKeeper
from audio_desk.operations.asking.several import AnyPlan, sounds_to_send
from audio_desk.operations.asking.sound_to_send import Ready
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import AskEvent, Finished, Preparing, Waiting
from audio_desk.transcripts.check import INTERRUPTED, Verdict

if TYPE_CHECKING:
    from audio_desk.gemini.client import GeminiClient
    from audio_desk.operations.asking.ask import AskRequest


class Answering:
    """One request and its answer. `events` is used once, inside contextlib.aclosing."""

    def __init__(
        self,
        desk: Desk,
        request: AskRequest,
        planned: AnyPlan,
        form: AnswerForm,
        text: AnswerText,
        row: AnswerRow,
    ) -> None:
        self._desk = desk
        self._request = request
        self._planned = planned
        self._form = form
        self._text = text
        self._row = row
        self._used: list[str] = []
        """URIs of uploads that a request carried."""
        self._gone: tuple[str, ...] = ()
        """Those of them that the server has refused."""

    async def events(self) -> AsyncGenerator[AskEvent, None]:
        """Everything after Started."""
        lost = False
        try:
            async with aclosing(self._with_patience()) as events:
                async for event in events:
                    yield event
        except AudioDeskError:
            if not self._text.promised:
                raise
            lost = True
        for event in self._text.flush():
            yield event
        verdict = self._text.verdict() if lost else await self._judged()
        status = AnswerStatus.COMPLETE if verdict.complete else AnswerStatus.INCOMPLETE
        finish, problem = verdict.finish, verdict.problem
        if lost or finish == INTERRUPTED:
            status, finish, problem = AnswerStatus.INTERRUPTED, INTERRUPTED, "lost"
        answer, trouble = await self._row.close(status, finish, problem)
        yield Finished(answer, self._text.usage)
        if trouble is not None:
            raise trouble

    async def _with_patience(self) -> AsyncGenerator[AskEvent, None]:
        """Before the answer begins: wait where the server says until when, or where a moment may help."""
        patience = Patience(self._request.patience_seconds)
        while True:
            try:
                async with aclosing(self._with_second_chances()) as events:
                    async for event in events:
                        yield event
                return
            except GeminiError as error:
                # The server on this computer was started again already.
                lost_here = self._is_here and isinstance(error, Unreachable)
                pause = None if self._text.promised or lost_here else patience.pause_after(error)
                if pause is None:
                    raise
            async with aclosing(count_down(pause)) as seconds:
                async for left in seconds:
                    yield left

    async def _with_second_chances(self) -> AsyncGenerator[AskEvent, None]:
        """Once each, before the answer begins: send a gone upload again, start the server here again, ask for
        lines of a model that refuses to write JSON."""
        renewed = reconnected = False
        while True:
            try:
                async with aclosing(self._one_try()) as events:
                    async for event in events:
                        yield event
                return
            except RequestRejected as error:
                if self._text.promised or not self._form.learn(error):
                    raise
            except UploadGone:
                if self._text.begun or renewed:
                    raise
                renewed, self._gone = True, tuple(self._used)
            except Unreachable:
                if self._text.begun or reconnected or not self._is_here:
                    raise
                reconnected = True
                yield Preparing("start-server")
                await self._desk.accounts.reconnect(self._request.account)

    async def _one_try(self) -> AsyncGenerator[AskEvent, None]:
        if self._is_here and not self._desk.accounts.is_ready(self._request.account):
            yield Preparing("start-server")
        client = await self._desk.accounts.client(self._request.account)
        sounds: tuple[Part, ...] = ()
        steps = sounds_to_send(self._desk, self._request, self._planned, gone=self._gone)
        async with aclosing(steps) as events:
            async for event in events:
                if isinstance(event, Ready):
                    sounds = event.parts
                else:
                    yield event
        self._used += [sound.uri for sound in sounds if isinstance(sound, FilePart)]
        yield Waiting("answer")
        asked = self._form.request(sounds, self._planned.prompt, self._request.settings)
        planned, record = self._planned, self._row.record
        about = Asked(self._request.account, record.model, record.id, record.recording_id)
        receipt = ReceiptKeeper(self._desk, about, asked.parts, planned.audio_seconds, planned.channel)
        async with aclosing(self._answered(client, asked, receipt)) as pieces:
            async for piece in pieces:
                yield piece

    async def _answered(
        self, client: GeminiClient, asked: GenerateRequest, receipt: ReceiptKeeper
    ) -> AsyncGenerator[AskEvent, None]:
        counted = None
        try:
            async with aclosing(client.stream(asked, receipt.leaving)) as chunks:
                async for chunk in chunks:
                    arrived = self._text.feed(chunk)
                    self._row.changed()
                    for piece in arrived:
                        yield piece
        except GeminiError as error:
            self._text.promised = self._text.promised or error.answering
            raise
        finally:
            counted = receipt.count(self._text.usage)
        if counted is not None:
            await counted

    @property
    def _is_here(self) -> bool:
        return self._request.account == "on-device"

    async def _judged(self) -> Verdict:
        return await judged(self._desk, self._request.recording, self._planned, self._text)
