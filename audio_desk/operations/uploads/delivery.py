"""Has bytes at an account exactly once, however many questions and programs want them there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Renewing, Uploaded, UploadEvent, Waiting
from audio_desk.operations.uploads.dispatch import Dispatch
from audio_desk.operations.uploads.listed_files import ListedFiles
from audio_desk.operations.uploads.living_upload import Origin, find_living
from audio_desk.operations.uploads.sending import until_ready
from audio_desk.operations.uploads.sharing import Hold
from audio_desk.settings import Account

Send = Callable[[Dispatch], AsyncGenerator[UploadEvent, None]]
"""Sends what is missing."""

_POLL_SECONDS: Final = 0.25


async def deliver(
    desk: Desk,
    account: Account,
    origin: Origin,
    send: Send,
    *,
    gone: Collection[str] = (),
    hold: Hold | None = None,
) -> AsyncGenerator[UploadEvent, None]:
    """Use the living upload of `origin`, or join the one on its way, or `send`; Uploaded comes last.

    `gone` are URIs that the server has just refused. Raises GeminiError, LocalGeminiError, AudioError and
    StoreUnavailable.
    """

    def work(pauses: Callable[[], bool]) -> AsyncGenerator[UploadEvent, None]:
        dispatch = Dispatch(desk, account, ListedFiles(desk, account), pauses)
        return _alone(dispatch, origin, send, frozenset(gone))

    settled = False
    while not settled:
        async with aclosing(desk.sharing.join((account, origin.sha256), work, hold)) as events:
            async for event in events:
                # Somebody else may just have found the one that we know to be gone.
                settled = isinstance(event, Uploaded) and event.file.uri not in gone
                if settled or not isinstance(event, Uploaded):
                    yield event


async def is_being_sent(desk: Desk, account: Account, sha256: str) -> bool:
    """Whether this or another program on this data folder sends what is made from these bytes just now."""
    if desk.sharing.is_running((account, sha256)):
        return True
    if not await desk.run(_lock_path(desk, account, sha256).exists):
        return False  # of a program that was killed, the file stays
    lock = await desk.run(_lock_of, desk, account, sha256)
    if not _taken(lock):
        return True
    _release(lock)
    return False


async def _alone(
    dispatch: Dispatch, origin: Origin, send: Send, gone: frozenset[str]
) -> AsyncGenerator[UploadEvent, None]:
    """Among all programs on this data folder; the lock of one that was killed is free."""
    desk = dispatch.desk
    lock = await desk.run(_lock_of, desk, dispatch.account, origin.sha256)
    try:
        while not _taken(lock):
            yield Waiting("other-program")
            await asyncio.sleep(_POLL_SECONDS)
        async with aclosing(_delivered(dispatch, origin, send, gone)) as events:
            async for event in events:
                yield event
    finally:
        _release(lock)


async def _delivered(
    dispatch: Dispatch, origin: Origin, send: Send, gone: frozenset[str]
) -> AsyncGenerator[UploadEvent, None]:
    desk, account = dispatch.desk, dispatch.account
    living = await find_living(desk, account, origin, dispatch.listed, gone)
    steps: AsyncGenerator[UploadEvent, None]
    if living.file is not None:
        steps = until_ready(await desk.accounts.client(account), living.file)
    else:
        if living.lost:
            yield Renewing(living.lost)
        steps = send(dispatch)
    async with aclosing(steps) as events:
        async for event in events:
            yield event


def _lock_path(desk: Desk, account: Account, sha256: str) -> Path:
    return desk.paths.data / "sending" / f"{account}-{sha256}.lock"


def _lock_of(desk: Desk, account: Account, sha256: str) -> FileLock:
    path = _lock_path(desk, account, sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not thread-local: it is taken and let go by different threads.
    return FileLock(path, thread_local=False)


def _taken(lock: FileLock) -> bool:
    """On the loop's own thread: one that goes on after nobody waits would take it for good."""
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


def _release(lock: FileLock) -> None:
    if lock.is_locked:
        # Whoever has opened it meanwhile sees that it is gone, and tries again.
        with suppress(OSError):  # Windows does not remove what is open
            Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()
