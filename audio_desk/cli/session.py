"""Runs one command's coroutine with a desk of its own, and closes everything after it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from audio_desk.paths import Paths
from audio_desk.settings import Settings

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk

T = TypeVar("T")


def at_desk(settings: Settings, work: Callable[[Desk], Awaitable[T]]) -> T:
    """Raises what `work` raises, StoreUnavailable, StoreTooNew, OSError; KeyboardInterrupt after Ctrl+C."""
    import asyncio  # a fifth of what the help would wait for

    return asyncio.run(_work_at_desk(settings, work))


async def _work_at_desk(settings: Settings, work: Callable[[Desk], Awaitable[T]]) -> T:
    # Not before there is work for it: the help and `info` are there at once.
    from audio_desk.operations.desk import Desk

    desk = await Desk.open(Paths.default(), lambda: settings)
    try:
        return await work(desk)
    finally:
        await desk.aclose()
