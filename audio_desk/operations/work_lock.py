"""Keeps two programs from doing the same long piece of work at once."""

from __future__ import annotations

from filelock import FileLock, Timeout

from audio_desk.operations.desk import Desk


def work_lock(desk: Desk, kind: str, number: int) -> FileLock | None:
    """Held until it is released or this program ends; None while somebody else holds it."""
    path = desk.paths.data / kind / f"{number}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(path, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock


def is_worked_at(desk: Desk, kind: str, number: int) -> bool:
    """By this program or another, just now."""
    lock = work_lock(desk, kind, number)
    if lock is not None:
        lock.release()
    return lock is None
