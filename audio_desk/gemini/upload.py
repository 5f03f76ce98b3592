"""One resumable upload: start, chunks with progress, query and go on after a lost connection, cancel.

The protocol is Google's "resumable", whose headers all begin with X-Goog-Upload.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import string
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

import httpx2

from audio_desk import limits
from audio_desk.errors import AnswerUnreadable, ServiceDown, Unreachable
from audio_desk.gemini import wire
from audio_desk.gemini.endpoint import Endpoint
from audio_desk.gemini.faults import of_response, translated
from audio_desk.gemini.http import CONNECT_SECONDS
from audio_desk.gemini.source import Source
from audio_desk.gemini.types import RemoteFile

PIECE_BYTES: Final = 256 * 1024
"""Progress is told after each; small enough for a slow line, large enough not to matter on a fast one."""

TRIES: Final = 6
"""Without the server having more bytes than before; the pauses between them add up to about nine seconds."""

TRIES_HERE: Final = 4
"""On this computer a server that is gone does not come back at the same address."""

FIRST_PAUSE_SECONDS: Final = 0.3
CANCEL_SECONDS: Final = 0.8
"""A cancelled upload has told the server, or gives up telling it, within a second."""

ID_LENGTH: Final = 12
"""As the server's own ids have."""
_ID_CHARACTERS: Final = string.ascii_lowercase + string.digits

_LIMITS: Final = httpx2.Timeout(120.0, connect=CONNECT_SECONDS)

Progress = Callable[[int, int], None]


class _SessionDead(Exception):
    """The server ended this upload's session: it has to begin afresh."""


class Upload:
    """Sends one source once. Raises faults.Fault and AudioError."""

    def __init__(
        self,
        http: httpx2.AsyncClient,
        endpoint: Endpoint,
        source: Source,
        get_file: Callable[[str], Awaitable[RemoteFile]],
        on_progress: Progress | None,
    ) -> None:
        self._http = http
        self._endpoint = endpoint
        self._source = source
        self._get_file = get_file
        self._on_progress = on_progress
        self._url = ""
        self._name = ""
        self._granularity = limits.UPLOAD_CHUNK_BYTES

    async def run(self, display_name: str, mime_type: str) -> RemoteFile:
        await self._source.open()
        try:
            await self._start(display_name, mime_type)
            try:
                return await self._send_all()
            except _SessionDead:
                await self._start(display_name, mime_type)
            try:
                return await self._send_all()
            except _SessionDead:
                raise ServiceDown("the upload's session ended twice") from None
        except BaseException:
            await self._tell_cancelled()
            raise
        finally:
            self._source.close()

    async def _start(self, display_name: str, mime_type: str) -> None:
        endpoint = self._endpoint
        # Of our choice, so that an upload whose last answer was lost can be found.
        self._name = "files/" + "".join(secrets.choice(_ID_CHARACTERS) for _ in range(ID_LENGTH))
        with translated(endpoint):
            response = await self._http.post(
                f"{endpoint.base_url.rstrip('/')}/upload/{endpoint.api_version}/files",
                content=json.dumps({"file": {"name": self._name, "display_name": display_name}}),
                headers={
                    "Content-Type": "application/json",
                    "x-goog-api-key": endpoint.api_key,
                    "X-Goog-Upload-Protocol": "resumable",
                    "X-Goog-Upload-Command": "start",
                    "X-Goog-Upload-Header-Content-Length": str(self._source.size),
                    "X-Goog-Upload-Header-Content-Type": mime_type,
                },
                timeout=_LIMITS,
            )
        if response.status_code != 200:
            raise of_response(response, endpoint)
        self._url = response.headers.get("X-Goog-Upload-URL", "")
        if not self._url:
            raise AnswerUnreadable("the server named no address to upload to")
        granularity = response.headers.get("X-Goog-Upload-Chunk-Granularity", "")
        self._granularity = int(granularity) if granularity.isdecimal() else limits.UPLOAD_CHUNK_BYTES
        self._tell(0)

    async def _send_all(self) -> RemoteFile:
        """Chunk by chunk from where the server stands; failures count until it has more than before."""
        offset = farthest = failures = 0
        while True:
            answer: httpx2.Response | Unreachable
            try:
                with translated(self._endpoint):
                    answer = await self._send_chunk(offset)
                if _status(answer) == "final":
                    return await self._file_of(answer)
                if _status(answer) == "active":
                    offset += min(self._granularity, self._source.size - offset)
                    farthest, failures = max(farthest, offset), 0
                    continue
            except Unreachable as error:
                answer = error
            self._raise_unless_worth_another_try(answer, failures)
            await asyncio.sleep(FIRST_PAUSE_SECONDS * 2**failures)
            failures += 1
            found = await self._ask_where_it_stands()
            if isinstance(found, RemoteFile):
                return found
            if found is not None:
                offset = found
                if offset > farthest:
                    farthest, failures = offset, 0
                self._tell(offset)

    async def _send_chunk(self, offset: int) -> httpx2.Response:
        size = min(self._granularity, self._source.size - offset)
        final = offset + size >= self._source.size
        return await self._command(
            "upload, finalize" if final else "upload",
            content=self._pieces(offset, offset + size),
            headers={"X-Goog-Upload-Offset": str(offset), "Content-Length": str(size)},
        )

    async def _pieces(self, start: int, end: int) -> AsyncIterator[bytes]:
        for offset in range(start, end, PIECE_BYTES):
            piece = await self._source.read(offset, min(PIECE_BYTES, end - offset))
            yield piece
            self._tell(offset + len(piece))

    async def _ask_where_it_stands(self) -> int | RemoteFile | None:
        """Bytes that the server has, or the file when it has all; None when it cannot be asked now."""
        try:
            with translated(self._endpoint):
                answer = await self._command("query", headers={"Content-Length": "0"})
        except Unreachable:
            return None
        if _status(answer) == "final":
            return await self._file_of(answer)
        received = answer.headers.get("X-Goog-Upload-Size-Received", "")
        if answer.status_code == 200 and received.isdecimal():
            return int(received)
        if answer.status_code == 200:
            raise _SessionDead  # cancelled by somebody else, or no resumable session at all
        self._raise_unless_worth_another_try(answer, 0)
        return None

    async def _command(
        self, command: str, *, content: AsyncIterator[bytes] | None = None, headers: dict[str, str]
    ) -> httpx2.Response:
        return await self._http.post(
            self._url,
            content=content,
            headers={"X-Goog-Upload-Command": command, **headers},
            timeout=_LIMITS,
        )

    def _raise_unless_worth_another_try(self, answer: httpx2.Response | Unreachable, failures: int) -> None:
        """A lost connection, an overloaded server and a wrong offset are; a dead session begins afresh."""
        if failures >= (TRIES_HERE if self._endpoint.is_local else TRIES) - 1:
            raise answer if isinstance(answer, Unreachable) else of_response(answer, self._endpoint)
        if isinstance(answer, Unreachable) or answer.status_code in (200, 408, 409, 416, 429):
            return
        if answer.status_code >= 500:
            return
        if answer.status_code in (404, 410) or "terminated" in answer.text:
            raise _SessionDead
        raise of_response(answer, self._endpoint)

    async def _file_of(self, answer: httpx2.Response) -> RemoteFile:
        """Of the answer that ends the upload; a query's says that it has ended, and no more."""
        if not answer.content:
            return await self._get_file(self._name)
        with translated(self._endpoint):
            file = wire.file_of_json(answer.json())
        if file is None:
            raise AnswerUnreadable("the upload ended without a file")
        return file

    async def _tell_cancelled(self) -> None:
        """So that the server need not keep the pieces; what it answers does not matter."""
        if not self._url:
            return
        try:
            async with asyncio.timeout(CANCEL_SECONDS):
                await self._command("cancel", headers={"Content-Length": "0"})
        except (TimeoutError, httpx2.HTTPError):
            pass

    def _tell(self, sent: int) -> None:
        if self._on_progress is not None:
            self._on_progress(sent, self._source.size)


def _status(answer: httpx2.Response) -> str:
    """The session's, of an answer that is a success: refusals may carry one too."""
    return answer.headers.get("X-Goog-Upload-Status", "") if answer.status_code == 200 else ""
