"""Owns the running coroutines of one pane, each by name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal


class TaskScope(QObject):
    """Starting a name replaces what ran under it; closing cancels everything once and waits.

    An error that is not cancellation leaves through `failed` with the name and the exception.
    """

    started = Signal(str)
    finished = Signal(str)
    failed = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ending: set[asyncio.Task[None]] = set()
        self._closed = False

    def start(
        self, name: str, work: Coroutine[Any, Any, None], ended: Callable[[], None] | None = None
    ) -> None:
        """Run `work` as `name`; what ran under that name before is cancelled.

        `ended` is called when it is over, also where it was cancelled before it took its first step, in which
        case none of its own `finally` run.
        """
        if self._closed:
            work.close()
            return
        self.cancel(name)
        task = asyncio.get_event_loop().create_task(work, name=name)
        self._tasks[name] = task
        task.add_done_callback(self._settle)
        if ended is not None:
            task.add_done_callback(lambda _task: ended())
        self.started.emit(name)

    def cancel(self, name: str) -> None:
        task = self._tasks.pop(name, None)
        if task is not None:
            self._ending.add(task)
            task.cancel()

    def is_running(self, name: str) -> bool:
        """Not any more once it has come to its end, although `finished` follows a turn of the loop later."""
        task = self._tasks.get(name)
        return task is not None and not task.done()

    @property
    def is_busy(self) -> bool:
        return bool(self._tasks)

    async def idle(self) -> None:
        """Wait until everything that was started has ended by itself."""
        while self._tasks:
            await asyncio.wait(set(self._tasks.values()))

    async def close(self) -> None:
        """Cancel all and wait until every one has ended; later starts do nothing."""
        self._closed = True
        for name in list(self._tasks):
            self.cancel(name)
        while self._ending:
            await asyncio.wait(set(self._ending))

    def _settle(self, task: asyncio.Task[None]) -> None:
        name = task.get_name()
        self._ending.discard(task)
        if self._tasks.get(name) is task:
            del self._tasks[name]
        if task.cancelled():
            self.finished.emit(name)
        elif (error := task.exception()) is not None:
            self.failed.emit(name, error)
        else:
            self.finished.emit(name)


def report_bug(name: str, error: BaseException) -> None:
    """For `failed`: what no pane expects goes where unhandled errors go."""
    asyncio.get_event_loop().call_exception_handler({"message": name, "exception": error})
