"""Owns the SDK's client for one endpoint: models, tokens, streams and files, in our own values."""

from __future__ import annotations

import logging
import warnings
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Final

import httpx2
from google import genai
from google.genai import types as sdk

from audio_desk import limits
from audio_desk.errors import GeminiError, KeyRejected, LimitExceeded
from audio_desk.gemini import wire
from audio_desk.gemini.endpoint import Endpoint
from audio_desk.gemini.faults import translated
from audio_desk.gemini.http import http_client, is_answer, noting_streams, watching
from audio_desk.gemini.source import Source
from audio_desk.gemini.types import Chunk, FilePage, GenerateRequest, Model, Part, RemoteFile, Sent, TextPart
from audio_desk.gemini.upload import Resumption, Upload
from audio_desk.gemini.upload_calls import UploadCalls, UploadSession

_MODELS_PAGE: Final = 100


class GeminiClient:
    """Belongs to one event loop; close it. Every failure is a faults.Fault."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Raises KeyRejected for a key that no header can carry."""
        if not endpoint.api_key.isascii() or not endpoint.api_key.isprintable():
            raise KeyRejected
        # Words newer than the SDK are expected and handled: they are no news for whoever reads the terminal.
        logging.getLogger("google_genai").setLevel(logging.ERROR)
        warnings.filterwarnings("ignore", r".* is not a valid \w+", UserWarning, r"google\.genai\..*")
        self.endpoint = endpoint
        self._http = http_client(endpoint)
        self._sdk = genai.Client(
            vertexai=False,
            api_key=endpoint.api_key,
            http_options=sdk.HttpOptions(
                base_url=endpoint.base_url,
                api_version=endpoint.api_version,
                httpx_async_client=self._http,
            ),
        )

    async def models(self) -> tuple[Model, ...]:
        with translated(self.endpoint):
            pager = await self._sdk.aio.models.list(config={"page_size": _MODELS_PAGE})
            return tuple([wire.model(described) async for described in pager])

    async def count_tokens(self, model: str, parts: tuple[Part, ...], system_instruction: str = "") -> int:
        """The system instruction counts as one more text, because the SDK does not send it here."""
        if system_instruction:
            parts = (*parts, TextPart(system_instruction))
        with translated(self.endpoint, "model"):
            answer = await self._sdk.aio.models.count_tokens(model=model, contents=wire.contents(parts))
            return answer.total_tokens or 0

    async def stream(
        self, request: GenerateRequest, on_leaving: Callable[[Sent], None] | None = None
    ) -> AsyncGenerator[Chunk, None]:
        """Use it inside contextlib.aclosing: closing it closes the connection at once.

        `on_leaving` sees the request before its first byte leaves. Raises LimitExceeded too: then none does.
        """
        opened: list[httpx2.Response] = []

        def watch(leaving: httpx2.Request) -> None:
            sent = Sent(str(leaving.url), leaving.content)
            if len(sent.body) > limits.REQUEST_BYTES:
                raise LimitExceeded("REQUEST_BYTES", len(sent.body), limits.REQUEST_BYTES)
            if on_leaving is not None:
                on_leaving(sent)

        try:
            with translated(self.endpoint, "model"):
                answers = await self._sdk.aio.models.generate_content_stream(
                    model=request.model,
                    contents=wire.contents(request.parts),
                    config=wire.config(request),
                )
            async with aclosing(_as_generator(answers)) as stream:
                while True:
                    with translated(self.endpoint, "model"), noting_streams(opened), watching(watch):
                        answer = await anext(stream, None)
                        if answer is None:
                            return
                        chunk = wire.chunk(answer)
                    yield chunk
        except GeminiError as error:
            error.answering = any(map(is_answer, opened))
            raise
        finally:
            for response in opened:
                await response.aclose()

    async def list_files(
        self, page_size: int = limits.FILES_PAGE_DEFAULT, page_token: str | None = None
    ) -> FilePage:
        wanted = sdk.ListFilesConfig(page_size=page_size)
        if page_token:
            wanted.page_token = page_token
        with translated(self.endpoint):
            pager = await self._sdk.aio.files.list(config=wanted)
            files = tuple(wire.remote_file(file) for file in pager.page)
            return FilePage(files, pager.config.get("page_token") or None)

    async def get_file(self, name: str) -> RemoteFile:
        """Raises UploadGone when it is not there, or of another account."""
        with translated(self.endpoint, "file"):
            return wire.remote_file(await self._sdk.aio.files.get(name=name))

    async def delete_file(self, name: str) -> None:
        """Raises UploadGone when it is not there."""
        with translated(self.endpoint, "file"):
            await self._sdk.aio.files.delete(name=name)

    async def upload(
        self,
        source: Path | bytes,
        *,
        display_name: str,
        mime_type: str,
        on_progress: Callable[[int, int], None] | None = None,
        resumption: Resumption | None = None,
    ) -> RemoteFile:
        """Send a file, or bytes. `on_progress` gets the bytes that have left and all of them.

        Cancelling tells the server, unless it is a pause. Raises AudioMissing, AudioUnreadable and
        AudioChanged too.
        """
        calls = UploadCalls(self._http, self.endpoint)
        upload = Upload(calls, Source(source), self.get_file, on_progress, resumption)
        return await upload.run(display_name[: limits.DISPLAY_NAME_CHARACTERS], mime_type)

    async def cancel_upload(self, session: UploadSession) -> None:
        """Nothing happens when the server has ended it already. Raises Unreachable."""
        with translated(self.endpoint):
            await UploadCalls(self._http, self.endpoint).cancel(session.at(self.endpoint))

    async def aclose(self) -> None:
        self._sdk.close()
        await self._sdk.aio.aclose()
        await self._http.aclose()


def _as_generator(answers: object) -> AsyncGenerator[sdk.GenerateContentResponse, None]:
    """The SDK calls it an iterator; it is a generator, and has to be closed."""
    assert isinstance(answers, AsyncGenerator)
    return answers
