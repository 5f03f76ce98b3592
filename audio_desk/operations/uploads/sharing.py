"""One upload for everybody in this program who wants the same bytes at the same account."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from audio_desk.operations.events import UploadEvent, Uploading

Key = tuple[str, str]
"""The account, and the SHA-256 of what the bytes are made from."""

Work = Callable[[Callable[[], bool]], AsyncGenerator[UploadEvent, None]]
"""Begins the upload; it is given whether closing it now is only a pause."""

_END: Final = None


@dataclass(slots=True)
class Hold:
    """Of somebody who waits for an upload; with `pauses` set, leaving it keeps what has arrived."""

    pauses: bool = False


class Sharing:
    """The uploads that run in this program. Belongs to one event loop."""

    def __init__(self) -> None:
        self._running: dict[Key, _Shared] = {}

    async def join(self, key: Key, work: Work, hold: Hold | None = None) -> AsyncGenerator[UploadEvent, None]:
        """The events of the upload `key`, which is begun by the first and ended when the last one leaves.

        Raises what `work` raises.
        """
        shared = self._running.get(key)
        if shared is None or shared.task.done():
            shared = self._running[key] = _Shared(work)
            shared.task.add_done_callback(lambda task: self._ended(key, shared, task))
        queue = shared.listen()
        try:
            while (event := await _newest(queue)) is not _END:
                yield event
            await asyncio.wait({shared.task})
            shared.task.result()
        finally:
            if shared.leave(queue, hold):
                self._forget(key, shared)
                await shared.end()

    def is_running(self, key: Key) -> bool:
        return key in self._running

    async def aclose(self) -> None:
        for shared in list(self._running.values()):
            await shared.end()

    def _ended(self, key: Key, shared: _Shared, task: asyncio.Task[None]) -> None:
        self._forget(key, shared)
        if not task.cancelled():
            task.exception()  # told to those who listen; that nobody does any more is no bug

    def _forget(self, key: Key, shared: _Shared) -> None:
        if self._running.get(key) is shared:
            self._running.pop(key, None)


class _Shared:
    """One upload and who listens to it."""

    def __init__(self, work: Work) -> None:
        self._queues: list[asyncio.Queue[UploadEvent | None]] = []
        self._last: UploadEvent | None = None
        self._pauses = False
        self.task = asyncio.get_running_loop().create_task(self._run(work))

    def listen(self) -> asyncio.Queue[UploadEvent | None]:
        queue: asyncio.Queue[UploadEvent | None] = asyncio.Queue()
        if self._last is not None:
            queue.put_nowait(self._last)
        self._queues.append(queue)
        return queue

    def leave(self, queue: asyncio.Queue[UploadEvent | None], hold: Hold | None) -> bool:
        """Whether nobody listens any more while there is still something to end."""
        self._queues.remove(queue)
        self._pauses = hold is not None and hold.pauses
        return not self._queues and not self.task.done()

    async def end(self) -> None:
        self.task.cancel()
        await asyncio.wait({self.task})

    async def _run(self, work: Work) -> None:
        try:
            async with aclosing(work(lambda: self._pauses)) as events:
                async for event in events:
                    self._tell(event)
        finally:
            self._tell(_END)

    def _tell(self, event: UploadEvent | None) -> None:
        self._last = event
        for queue in self._queues:
            queue.put_nowait(event)


async def _newest(queue: asyncio.Queue[UploadEvent | None]) -> UploadEvent | None:
    """The next event; of progress that came faster than it was taken, the last."""
    event = await queue.get()
    while isinstance(event, Uploading) and not queue.empty():
        event = queue.get_nowait()
    return event
