"""Qt's event loop for tests: it counts as running whenever Qt handles events, and keeps what goes wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, Final

from PySide6.QtWidgets import QApplication
from typing_extensions import override

from audio_desk.ui.event_loop import EventLoop

GUARD_SECONDS: Final = 240.0
"""Less than pytest's own limit, whose signal goes unheard while Qt waits for events."""


class TestLoop(EventLoop):
    """In the program every event is handled inside one long run.

    Here pytest-qt handles some between runs, and tasks that go on then must find their loop all the same.
    """

    __test__ = False

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.bugs: list[object] = []
        self.set_exception_handler(self._keep)
        asyncio._set_running_loop(self)

    def end_tasks(self) -> list[asyncio.Task[Any]]:
        """Cancel what still runs, wait for it, and tell what it was."""
        self.run_until_complete(self.shutdown_asyncgens())
        left = [task for task in asyncio.all_tasks(self) if not task.done()]
        for task in left:
            task.cancel()
        if left:
            self.run_until_complete(asyncio.wait(left))
        return left

    def _keep(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.bugs.append(context.get("exception") or context.get("message"))

    @override
    def run_until_complete(self, future: Awaitable[Any]) -> Any:
        """What hangs fails where it hangs."""
        return super().run_until_complete(_within_guard(future))

    @override
    def run_forever(self) -> Any:
        try:
            return super().run_forever()
        finally:
            asyncio._set_running_loop(self)

    @override
    def close(self) -> None:
        super().close()
        asyncio._set_running_loop(None)


async def _within_guard(work: Awaitable[Any]) -> Any:
    async with asyncio.timeout(GUARD_SECONDS):
        return await work
