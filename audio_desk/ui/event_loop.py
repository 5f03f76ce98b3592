"""Qt's event loop as asyncio's, with asyncio's care for async generators, which qasync leaves out."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop
from typing_extensions import override

THREADS: Final = 4
"""For what asyncio itself puts into threads: imports, the keyring, taking the local server's lease."""


class EventLoop(QEventLoop):  # type: ignore[misc]
    """Generators that a cancelled task left half-way are closed in a task of this loop.

    Otherwise Python's garbage collector closes the HTTP library's, outside any task, where they fail
    and keep their connection.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.set_default_executor(ThreadPoolExecutor(THREADS, "asyncio"))
        asyncio.set_event_loop(self)

    @override
    def run_forever(self) -> Any:
        before = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(
            firstiter=self._asyncgen_firstiter_hook, finalizer=self._asyncgen_finalizer_hook
        )
        try:
            return super().run_forever()
        finally:
            sys.set_asyncgen_hooks(*before)

    @override
    def close(self) -> None:
        super().close()
        asyncio.set_event_loop(None)
