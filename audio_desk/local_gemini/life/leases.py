"""Presence: who needs the server, and since when nobody does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

FIRST_CLIENT_SECONDS = 15.0
"""A server that a program has just started waits at least this long for its first request."""


class Presence:
    """Counts the requests that run; a lease is a request that stays open as long as its client lives."""

    def __init__(self) -> None:
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._leases = 0
        self._came = asyncio.Event()
        self._alone_since = time.monotonic()
        self._anyone_came = False

    @property
    def leases(self) -> int:
        return self._leases

    @contextmanager
    def request(self) -> Iterator[None]:
        """Hold the server while a request runs."""
        self._running += 1
        self._idle.clear()
        self._came.set()
        self._anyone_came = True
        try:
            yield
        finally:
            self._running -= 1
            self._alone_since = time.monotonic()
            if not self._running:
                self._idle.set()

    @contextmanager
    def lease(self) -> Iterator[None]:
        """Count a lease, beside the request that carries it."""
        self._leases += 1
        try:
            yield
        finally:
            self._leases -= 1

    async def nobody_left(self, linger_seconds: float) -> None:
        """Return once no request has run for `linger_seconds`."""
        while True:
            await self._idle.wait()
            left = self._alone_since + self._patience(linger_seconds) - time.monotonic()
            if left <= 0:
                return
            self._came.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._came.wait(), left)

    def _patience(self, linger_seconds: float) -> float:
        return linger_seconds if self._anyone_came else max(linger_seconds, FIRST_CLIENT_SECONDS)
