"""Carries what a thread has to tell to the loop that waits for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def told_here(listener: Callable[[T], None]) -> Iterator[Callable[[T], None]]:
    """For threads: `listener` is called on this loop, and never once the block has ended."""
    loop, over = asyncio.get_running_loop(), False

    def hear(value: T) -> None:
        if not over:
            listener(value)

    def tell(value: T) -> None:
        if not over:
            loop.call_soon_threadsafe(hear, value)

    try:
        yield tell
    finally:
        over = True
