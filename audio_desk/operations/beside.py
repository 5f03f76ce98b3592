"""Runs work beside a generator, which meanwhile yields what the work reports."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

E = TypeVar("E")
T = TypeVar("T")

_END: Final = object()


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """The last item: what the work returned."""

    value: T


async def reports_of(
    work: Callable[[Callable[[E], None]], Coroutine[Any, Any, T]],
) -> AsyncGenerator[E | Result[T], None]:
    """Start `work(report)` and yield each report, then its Result; its error is raised.

    Reports that come faster than they are taken are dropped but for the last. Closing cancels the work and
    waits for its end.
    """
    queue: asyncio.Queue[Any] = asyncio.Queue()
    task = asyncio.get_running_loop().create_task(work(queue.put_nowait))
    task.add_done_callback(lambda _: queue.put_nowait(_END))
    try:
        ended = False
        while not ended:
            taken = [await queue.get()]
            while not queue.empty():
                taken.append(queue.get_nowait())
            ended = taken[-1] is _END
            reports = [item for item in taken if item is not _END]
            if reports:
                yield reports[-1]
        yield Result(task.result())
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
