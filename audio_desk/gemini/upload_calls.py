"""The calls of Google's "resumable" upload protocol, whose headers all begin with X-Goog-Upload."""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

import httpx2

from audio_desk import limits
from audio_desk.errors import AnswerUnreadable
from audio_desk.gemini.endpoint import Endpoint
from audio_desk.gemini.faults import of_response, translated
from audio_desk.gemini.http import CONNECT_SECONDS

ID_LENGTH: Final = 12
"""As the server's own ids have."""
_ID_CHARACTERS: Final = string.ascii_lowercase + string.digits

_LIMITS: Final = httpx2.Timeout(120.0, connect=CONNECT_SECONDS)


@dataclass(frozen=True, slots=True)
class UploadSession:
    """Where the server takes the bytes of one upload. It outlives connections and this program."""

    url: str
    """Whoever has it can add to the upload, and nothing else: it holds no key."""
    name: str
    """`files/...`, chosen here, so that an upload whose last answer was lost can be found."""
    granularity: int
    """Chunks but the last are multiples of so many bytes."""

    def at(self, endpoint: Endpoint) -> UploadSession:
        """The server on this computer is at another address each time that it starts."""
        if not endpoint.is_local:
            return self
        place, session = urlsplit(endpoint.base_url), urlsplit(self.url)
        return replace(self, url=session._replace(scheme=place.scheme, netloc=place.netloc).geturl())


class UploadCalls:
    def __init__(self, http: httpx2.AsyncClient, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self._http = http

    async def start(self, size: int, display_name: str, mime_type: str) -> UploadSession:
        """Announce the whole upload. Raises faults.Fault."""
        endpoint = self.endpoint
        name = "files/" + "".join(secrets.choice(_ID_CHARACTERS) for _ in range(ID_LENGTH))
        with translated(endpoint):
            response = await self._http.post(
                f"{endpoint.base_url.rstrip('/')}/upload/{endpoint.api_version}/files",
                content=json.dumps({"file": {"name": name, "display_name": display_name}}),
                headers={
                    "Content-Type": "application/json",
                    "x-goog-api-key": endpoint.api_key,
                    "X-Goog-Upload-Protocol": "resumable",
                    "X-Goog-Upload-Command": "start",
                    "X-Goog-Upload-Header-Content-Length": str(size),
                    "X-Goog-Upload-Header-Content-Type": mime_type,
                },
                timeout=_LIMITS,
            )
        if response.status_code != 200:
            raise of_response(response, endpoint)
        url = response.headers.get("X-Goog-Upload-URL", "")
        if not url:
            raise AnswerUnreadable("the server named no address to upload to")
        return UploadSession(url, name, _granularity(response))

    async def chunk(
        self, session: UploadSession, offset: int, size: int, pieces: AsyncIterator[bytes], *, last: bool
    ) -> httpx2.Response:
        """Raises httpx2.HTTPError, as do the next two."""
        return await self._http.post(
            session.url,
            content=pieces,
            headers={
                "X-Goog-Upload-Command": "upload, finalize" if last else "upload",
                "X-Goog-Upload-Offset": str(offset),
                "Content-Length": str(size),
            },
            timeout=_LIMITS,
        )

    async def query(self, session: UploadSession) -> httpx2.Response:
        return await self._command(session, "query")

    async def cancel(self, session: UploadSession) -> httpx2.Response:
        return await self._command(session, "cancel")

    async def _command(self, session: UploadSession, command: str) -> httpx2.Response:
        headers = {"X-Goog-Upload-Command": command, "Content-Length": "0"}
        return await self._http.post(session.url, headers=headers, timeout=_LIMITS)


def status_of(answer: httpx2.Response) -> str:
    """The session's, of an answer that is a success: refusals may carry one too."""
    return answer.headers.get("X-Goog-Upload-Status", "") if answer.status_code == 200 else ""


def is_ended(refusal: httpx2.Response) -> bool:
    """Whether a refusal ends the session: trying again would find it ended, and not say why."""
    return refusal.headers.get("X-Goog-Upload-Status", "") in ("final", "cancelled")


def size_received(answer: httpx2.Response) -> int | None:
    told = answer.headers.get("X-Goog-Upload-Size-Received", "")
    return int(told) if answer.status_code == 200 and told.isdecimal() else None


def _granularity(response: httpx2.Response) -> int:
    told = response.headers.get("X-Goog-Upload-Chunk-Granularity", "")
    return (int(told) if told.isdecimal() else 0) or limits.UPLOAD_CHUNK_BYTES
