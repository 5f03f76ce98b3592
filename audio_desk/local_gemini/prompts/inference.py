"""Inference: the engine, asked by one request at a time; the others wait in line."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator

from audio_desk.local_gemini.engine.protocol import Engine, EngineRequest
from audio_desk.local_gemini.life.threads import call_in_loop, in_daemon_thread

STOP_SECONDS = 10.0
"""A hang guard: an engine stops within a second of being told."""


class Inference:
    """Runs the engine in a thread, so that the loop goes on answering."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._line = asyncio.Lock()

    @property
    def model_version(self) -> str:
        return self._engine.model_version

    async def pieces(self, request: EngineRequest) -> AsyncGenerator[str, None]:
        """The answer as it is found. Closing the generator, or cancelling it, stops the engine.

        Raises what the engine raises.
        """
        async with self._line:
            loop, stop = asyncio.get_running_loop(), threading.Event()
            found: asyncio.Queue[str | None] = asyncio.Queue()

            def work() -> None:
                try:
                    for piece in self._engine.answer(request, stop):
                        if stop.is_set():
                            return
                        call_in_loop(loop, found.put_nowait, piece)
                finally:
                    call_in_loop(loop, found.put_nowait, None)

            job = in_daemon_thread(work, "inference")
            try:
                while (piece := await found.get()) is not None:
                    yield piece
                await job
            finally:
                stop.set()
                # The next in line, and who closes the sounds, must find the engine at rest.
                await asyncio.wait([job], timeout=STOP_SECONDS)
                _ask_for_error(job)


def _ask_for_error(job: asyncio.Future[None]) -> None:
    """An error of a stopped engine is nobody's, but asyncio wants it looked at."""
    if job.done() and not job.cancelled():
        job.exception()
