"""StreamWriter: sends the messages of a streamed answer, as server-sent events or as one JSON array."""

from __future__ import annotations

import json

from starlette.types import Send

from audio_desk.local_gemini.wire.errors import JsonObject
from audio_desk.local_gemini.wire.replies import JSON_TYPE


class StreamWriter:
    """The answer's head goes out with the first message, so that an error before it has its own status."""

    def __init__(self, send: Send, *, events: bool) -> None:
        self._send = send
        self._events = events
        self.started = False

    async def message(self, message: JsonObject) -> None:
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        before = "data: " if self._events else ",\r\n" if self.started else "["
        after = "\r\n\r\n" if self._events else ""
        await self._start()
        await self._body(f"{before}{text}{after}".encode(), more=True)

    async def end(self) -> None:
        await self._start()
        await self._body(b"" if self._events else b"]\r\n", more=False)

    async def _start(self) -> None:
        if self.started:
            return
        self.started = True
        kind = "text/event-stream" if self._events else JSON_TYPE
        headers = {"content-type": kind, "content-disposition": "attachment", "cache-control": "no-store"}
        pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
        await self._send({"type": "http.response.start", "status": 200, "headers": pairs})

    async def _body(self, data: bytes, *, more: bool) -> None:
        await self._send({"type": "http.response.body", "body": data, "more_body": more})
