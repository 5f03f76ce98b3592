"""Holds a server's folder, so that no second server serves from it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator
from pathlib import Path

import filelock

from audio_desk.errors import AlreadyRunning, LocalServerNotStarted
from audio_desk.local_gemini.life.ping import answers
from audio_desk.local_gemini.life.run_file import RunFile

_WAIT_SECONDS = 15.0
"""The folder's holder may be starting, and not say yet where it is, or ending."""
_LOOK_SECONDS = 0.1


@contextlib.contextmanager
def folder_held(folder: Path) -> Generator[None, None, None]:
    """Hold the folder's lock. Raises AlreadyRunning with the address of the server that has it.

    A run file that is there although nobody held the lock is stale, whatever it says.
    """
    lock = filelock.FileLock(folder / "server.lock", timeout=0)
    deadline = time.monotonic() + _WAIT_SECONDS
    while not _acquired(lock):
        address = RunFile(folder).read()
        if address is not None and answers(address):
            raise AlreadyRunning(address.base_url, address.token)
        if time.monotonic() > deadline:
            raise LocalServerNotStarted(f"another server holds {folder}, and does not answer")
        time.sleep(_LOOK_SECONDS)
    try:
        RunFile(folder).remove()
        yield
    finally:
        lock.release()


def _acquired(lock: filelock.BaseFileLock) -> bool:
    try:
        lock.acquire()
    except filelock.Timeout:
        return False
    except OSError as error:
        raise LocalServerNotStarted(str(error)) from error
    return True
