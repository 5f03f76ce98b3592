"""SeenRequests: what the server was asked, for tests to look at. Never the key."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_KEPT_BYTES = 128 * 2**20
"""Of bodies; the oldest requests are forgotten."""
_SHOWN_HEADERS = ("content-type", "content-length", "user-agent")


@dataclass(slots=True)
class Seen:
    """One request."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    status: int | None = None
    """Of the answer; None while there is none."""
    body: bytearray = field(default_factory=bytearray)
    """Of JSON requests only."""

    def as_json(self) -> dict[str, Any]:
        """`body` is null where it is no JSON, or has too many levels to be written again."""
        try:
            body = json.loads(bytes(self.body)) if self.body else None
            json.dumps([[[[body]]]], indent=2)
        except (ValueError, RecursionError):
            body = None
        return {
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "headers": self.headers,
            "status": self.status,
            "body": body,
            "body_bytes": len(self.body),
            "body_sha256": hashlib.sha256(self.body).hexdigest(),
        }


class SeenRequests:
    """ASGI layer; the calls under /local/ are not noted."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._seen: deque[Seen] = deque()

    def as_json(self) -> list[dict[str, Any]]:
        """Oldest first."""
        return [seen.as_json() for seen in self._seen]

    def forget(self) -> None:
        self._seen.clear()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/local/"):
            await self._app(scope, receive, send)
            return
        seen = _note(Request(scope))
        self._seen.append(seen)
        keeps_body = "json" in seen.headers.get("content-type", "")

        async def read() -> Message:
            message = await receive()
            if keeps_body:
                seen.body += message.get("body", b"")
                self._forget_oldest()
            return message

        async def write(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
            await send(message)

        await self._app(scope, read, write)

    def _forget_oldest(self) -> None:
        while sum(len(seen.body) for seen in self._seen) > _KEPT_BYTES:
            self._seen.popleft()


def _note(request: Request) -> Seen:
    query = {name: value for name, value in request.query_params.items() if name != "key"}
    headers = {
        name: value
        for name, value in request.headers.items()
        if name in _SHOWN_HEADERS or name.startswith("x-goog-upload-")
    }
    return Seen(request.method, request.url.path, query, headers)
