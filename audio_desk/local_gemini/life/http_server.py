"""HttpServer: uvicorn as this server needs it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import threading
from collections.abc import Callable, Generator
from types import FrameType

import uvicorn
from starlette.types import ASGIApp
from typing_extensions import override

from audio_desk.local_gemini.life.connections import OpenConnections

STOP_SECONDS = 3
"""How long a stopping server lets what runs come to an end."""
IDLE_CONNECTION_SECONDS = 60


def http_config(app: ASGIApp, connections: OpenConnections) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="asyncio",
        http=connections.protocol(),
        ws="none",
        lifespan="off",
        log_config=None,
        # An access log would hold the keys of addresses like ?key=...
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=IDLE_CONNECTION_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
    )


class HttpServer(uvicorn.Server):
    """uvicorn, which tells when it listens, and cleans up before a signal ends the process."""

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event) -> None:
        super().__init__(config)
        self.on_started: Callable[[], None] = lambda: None
        self._stopping = stopping

    def stop(self) -> None:
        """End leases and answers, then everything. For the loop's thread."""
        self.should_exit = True
        self._stopping.set()

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.on_started()

    @override
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """uvicorn raises the signal again after its end, which would leave the run file behind."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        loop = asyncio.get_running_loop()

        def heard(number: int, frame: FrameType | None) -> None:
            logging.getLogger(__name__).info("signal %d", number)
            loop.call_soon_threadsafe(self.stop)

        before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
