"""FaultLayer: plays the faults that tests script into a server that was told to allow it."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from audio_desk.local_gemini.faults.rules import FaultRule
from audio_desk.local_gemini.life.connections import OpenConnections
from audio_desk.local_gemini.wire.replies import JSON_TYPE

_CONTROL = "/local/"
"""The server's own calls stay whole: tests need them."""


class FaultLayer:
    """ASGI layer around everything that answers."""

    def __init__(self, app: ASGIApp, connections: OpenConnections) -> None:
        self._app = app
        self._connections = connections
        self._rules: list[FaultRule] = []

    def replace(self, rules: list[FaultRule]) -> None:
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_CONTROL):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        # A copy: rules may be replaced while a delay waits.
        for rule in list(self._rules):
            if not rule.takes(request):
                continue
            if rule.action != "delay":
                await self._play(rule, scope, receive, send)
                return
            await asyncio.sleep(rule.seconds)
        await self._app(scope, receive, send)

    async def _play(self, rule: FaultRule, scope: Scope, receive: Receive, send: Send) -> None:
        if rule.action == "status":
            await _read_to_end(receive)
            await _head(send, rule.status, {"content-type": JSON_TYPE, **rule.headers})
            await send({"type": "http.response.body", "body": rule.body})
        elif rule.action in ("events", "raw"):
            await self._play_lines(rule, scope, receive, send)
        elif rule.action == "slow":
            await self._app(scope, _slow_reader(rule.bytes_per_second, receive), send)
        elif rule.action == "cut-request":
            await self._app(scope, self._cut_reader(rule, scope, receive), _into_nowhere)
        elif rule.action == "drop-answer":
            await self._app(scope, receive, _into_nowhere)
            self._connections.cut(scope, at_once=True)
            await _until_gone(receive)
        else:
            await self._app(scope, receive, self._cut_writer(rule, scope, send))
            await _until_gone(receive)

    async def _play_lines(self, rule: FaultRule, scope: Scope, receive: Receive, send: Send) -> None:
        await _read_to_end(receive)
        await _head(send, 200, {"content-type": "text/event-stream", **rule.headers})
        for line in rule.lines:
            await send({"type": "http.response.body", "body": line.encode(), "more_body": True})
            await asyncio.sleep(rule.interval)
        if rule.end == "cut":
            self._connections.cut(scope, at_once=False)
            await _until_gone(receive)
        elif rule.end == "hang":
            await _until_gone(receive)
        else:
            await send({"type": "http.response.body", "body": b""})

    def _cut_reader(self, rule: FaultRule, scope: Scope, receive: Receive) -> Receive:
        """Gives the first bytes of the body, and then no more: the connection is gone."""
        left = rule.after_bytes

        async def read() -> Message:
            nonlocal left
            message = await receive() if left > 0 else {"type": "http.disconnect"}
            body = message.get("body", b"")[:left]
            left -= len(body)
            if message["type"] == "http.disconnect":
                self._connections.cut(scope, at_once=True)
                await _until_gone(receive)
                return message
            return {"type": "http.request", "body": body, "more_body": True}

        return read

    def _cut_writer(self, rule: FaultRule, scope: Scope, send: Send) -> Send:
        """Lets the first bytes of the answer's body out, and then closes the connection."""
        left = rule.after_bytes

        async def write(message: Message) -> None:
            nonlocal left
            if left <= 0:
                self._connections.cut(scope, at_once=rule.after_bytes <= 0)
            elif message["type"] == "http.response.start":
                await send(message)
            else:
                body = message.get("body", b"")[:left]
                left -= len(body)
                await send({"type": "http.response.body", "body": body, "more_body": True})
                if left <= 0 or not message.get("more_body", False):
                    self._connections.cut(scope, at_once=False)

        return write


def _slow_reader(bytes_per_second: float, receive: Receive) -> Receive:
    """Takes its time over each piece, so that the client's line backs up."""

    async def read() -> Message:
        message = await receive()
        await asyncio.sleep(len(message.get("body", b"")) / bytes_per_second)
        return message

    return read


async def _into_nowhere(message: Message) -> None:
    """An answer that never arrives."""


async def _read_to_end(receive: Receive) -> None:
    while (message := await receive())["type"] == "http.request" and message.get("more_body", False):
        pass


async def _until_gone(receive: Receive) -> None:
    """A connection that was cut ends a moment later; or wait for the client to go."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _head(send: Send, status: int, headers: dict[str, str]) -> None:
    pairs = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
