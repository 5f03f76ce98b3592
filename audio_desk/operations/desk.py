"""What every operation needs: the folders, the library, the accounts, and threads for blocking work."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, ParamSpec, TypeVar

from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.library.store import Store
from audio_desk.operations.accounts import Accounts
from audio_desk.operations.uploads.sharing import Sharing
from audio_desk.paths import Paths
from audio_desk.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

THREADS: Final = 4
"""Peaks, a fingerprint, a clip and the library's writes at once; more would only fight for the disk."""


class Desk:
    """Belongs to one event loop, asyncio's own or Qt's."""

    def __init__(self, paths: Paths, store: Store, accounts: Accounts, executor: ThreadPoolExecutor) -> None:
        self.paths = paths
        self.store = store
        self.accounts = accounts
        self.sharing = Sharing()
        self.lines_only: set[str] = set()
        """Models that have refused to answer in JSON."""
        self.workers = WorkerPool()
        """Processes that decode; they start when they are first needed."""
        self._executor = executor
        self._stops: set[threading.Event] = set()

    @classmethod
    async def open(cls, paths: Paths, settings_reader: Callable[[], Settings]) -> Desk:
        """Open the library; servers and keys wait until they are asked for.

        Raises StoreUnavailable, StoreTooNew and OSError.
        """
        executor = ThreadPoolExecutor(THREADS, "desk")
        try:
            await asyncio.wrap_future(executor.submit(paths.ensure))
            store = await asyncio.wrap_future(executor.submit(Store.open, paths.database))
        except BaseException:
            executor.shutdown(wait=False)
            raise
        return cls(paths, store, Accounts(paths.local_server, settings_reader), executor)

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Blocking work in a thread. Cancelling leaves what already runs to its end."""
        return await self.submit(work, *args, **kwargs)

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        """Like `run`, begun at once, for who does not wait."""
        return asyncio.wrap_future(self._executor.submit(work, *args, **kwargs))

    async def run_stoppable(self, work: Callable[[threading.Event], T]) -> T:
        """Blocking work that looks at its event now and then; it is set on cancelling and on closing."""
        stop = threading.Event()
        self._stops.add(stop)
        try:
            return await self.run(work, stop)
        finally:
            stop.set()
            self._stops.discard(stop)

    async def aclose(self) -> None:
        """Stop the threads' and the workers' work, let the server go, close the library."""
        for stop in self._stops:
            stop.set()
        await self.sharing.aclose()
        await self.accounts.aclose()
        await asyncio.to_thread(self.workers.close)
        await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)
        self.store.close()
