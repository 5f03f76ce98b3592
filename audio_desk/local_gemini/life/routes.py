"""What only this computer's server has: ping and lease."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from audio_desk.local_gemini.life.leases import Presence
from audio_desk.local_gemini.wire.replies import json_response

BEAT_SECONDS = 5.0
"""A lease says a byte so often, so that its client can tell a living server from a lost one."""


class LocalCalls:
    """`/local`"""

    def __init__(self, presence: Presence, stopping: asyncio.Event) -> None:
        self._presence = presence
        self._stopping = stopping

    async def ping(self, request: Request) -> Response:
        return json_response({"ok": True, "pid": os.getpid(), "leases": self._presence.leases})

    async def lease(self, request: Request) -> Response:
        """Open until the client goes, however it goes, or the server stops."""
        return StreamingResponse(self._beats(), media_type="text/plain")

    async def _beats(self) -> AsyncGenerator[bytes, None]:
        with self._presence.lease():
            while not self._stopping.is_set():
                yield b"\n"
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), BEAT_SECONDS)
