"""Reads request bodies up to a limit, and reads what is left of them before an error is answered."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from audio_desk.local_gemini.wire import errors as wire_errors

DRAIN_BYTES = 256 * 2**20
DRAIN_SECONDS = 30.0
"""How much of a refused body is read, and how long. A client that is still sending when the connection closes
sees a broken pipe, not the answer."""


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body. Raises WireError when it is over `limit` bytes."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise wire_errors.request_too_large()
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise wire_errors.request_too_large()
    return bytes(body)


class DrainBeforeErrors:
    """ASGI layer: an answer of 400 or above waits until the body was read, within the bounds above."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(receive)

        async def send_after_body(message: Message) -> None:
            if (
                message["type"] == "http.response.start"
                and message["status"] >= 400
                and not await body.drain()
            ):
                message = {**message, "headers": [*message["headers"], (b"connection", b"close")]}
            await send(message)

        await self._app(scope, body.receive, send_after_body)


class _Body:
    """Passes a body through and knows whether its end was reached."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._ended = False

    async def receive(self) -> Message:
        message = await self._receive()
        self._ended = self._ended or message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def drain(self) -> bool:
        """Read on to the end; False when that is too far."""
        left = DRAIN_BYTES
        try:
            async with asyncio.timeout(DRAIN_SECONDS):
                while not self._ended and left > 0:
                    left -= len((await self.receive()).get("body", b""))
        except TimeoutError:
            return False
        return self._ended
