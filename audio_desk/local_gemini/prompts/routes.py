"""Prompts over HTTP: generateContent, streamGenerateContent, countTokens."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from audio_desk import limits
from audio_desk.local_gemini.life.access import Doorkeeper
from audio_desk.local_gemini.model_catalogue import ModelCatalogue, bare_name
from audio_desk.local_gemini.prompts.answering import Answering
from audio_desk.local_gemini.prompts.listening import while_client_listens
from audio_desk.local_gemini.prompts.prompt import Prompt
from audio_desk.local_gemini.prompts.stream_writer import StreamWriter
from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire import requests as wire
from audio_desk.local_gemini.wire.addresses import api_version
from audio_desk.local_gemini.wire.answers import count_json
from audio_desk.local_gemini.wire.replies import json_response
from audio_desk.local_gemini.wire.request_body import read_body


class PromptCalls:
    """An ASGI endpoint: `POST /v1beta/models/{model}:{method}`. It watches for clients that leave."""

    def __init__(
        self, door: Doorkeeper, catalogue: ModelCatalogue, answering: Answering, stopping: asyncio.Event
    ) -> None:
        self._door = door
        self._catalogue = catalogue
        self._answering = answering
        self._stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self._door.check(request)
        method = request.path_params["method"]
        calls = {
            "generateContent": self._generate,
            "streamGenerateContent": self._stream,
            "countTokens": self._count,
        }
        self._check_model(request, request.path_params["model"])
        if method not in calls:
            raise wire_errors.model_unknown(request.path_params["model"], api_version(request), method)
        body = await read_body(request, limits.REQUEST_BYTES)
        # Twenty megabytes of JSON and base64 take a tenth of a second: not on the loop.
        prompt = await asyncio.to_thread(_read, body, method)
        if prompt.model:
            self._check_model(request, bare_name(prompt.model))
        await calls[method](request, send, prompt)

    def _check_model(self, request: Request, model: str) -> None:
        if not self._catalogue.knows(model):
            method = request.path_params["method"].replace("streamGenerateContent", "generateContent")
            raise wire_errors.model_unknown(model, api_version(request), method)

    async def _generate(self, request: Request, send: Send, prompt: Prompt) -> None:
        async def work() -> None:
            async with self._answering.answer(prompt) as answer:
                whole = await answer.whole()
            await json_response(whole)(request.scope, request.receive, send)

        await while_client_listens(request.receive, self._stopping, work())

    async def _stream(self, request: Request, send: Send, prompt: Prompt) -> None:
        writer = StreamWriter(send, events=request.query_params.get("alt") == "sse")

        async def work() -> None:
            async with (
                self._answering.answer(prompt) as answer,
                contextlib.aclosing(answer.messages()) as messages,
            ):
                async for message in messages:
                    await writer.message(message)
            await writer.end()

        try:
            await while_client_listens(request.receive, self._stopping, work())
        except Exception as error:
            if not writer.started:
                raise
            await writer.message(_as_wire_error(error).body())
            await writer.end()

    async def _count(self, request: Request, send: Send, prompt: Prompt) -> None:
        async def work() -> None:
            tokens = await self._answering.count(prompt)
            await json_response(count_json(tokens))(request.scope, request.receive, send)

        await while_client_listens(request.receive, self._stopping, work())


def _read(body: bytes, method: str) -> Prompt:
    value = wire.read_json(body)
    return wire.read_count(value) if method == "countTokens" else wire.read_generate(value)


def _as_wire_error(error: Exception) -> wire_errors.WireError:
    """In mid-stream there is no status left to give: the error is a message of the stream."""
    if isinstance(error, wire_errors.WireError):
        return error
    logging.getLogger(__name__).error("an answer failed", exc_info=error)
    return wire_errors.internal()
