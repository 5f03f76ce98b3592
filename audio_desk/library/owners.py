"""Which programs that use the database are alive: each holds the lock of a file of its own.

A lock ends with its program, however that ends, on every system; a process number could be given again.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout


class Owner:
    """This program's mark on the answers that it is receiving: alive as long as it holds its lock."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError. Call it under the lock that guards opening, so that nobody clears it away."""
        folder.mkdir(parents=True, exist_ok=True)
        self.token = secrets.token_hex(8)
        self._path = folder / f"{self.token}.lock"
        # Not thread-local: the store may be closed by another thread than the one that opened it.
        self._lock = FileLock(self._path, thread_local=False)
        self._lock.acquire(timeout=0)

    def release(self) -> None:
        self._lock.release()
        self._path.unlink(missing_ok=True)


def living_owners(folder: Path, but: Owner) -> frozenset[str]:
    """The tokens of the programs alive, `but`'s among them; the files of those gone are removed."""
    return frozenset({but.token, *_living(folder, but.token)})


def _living(folder: Path, but: str) -> Iterator[str]:
    for path in folder.glob("*.lock"):
        if path.stem == but:
            continue
        lock = FileLock(path, thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            yield path.stem
        else:
            lock.release()
            path.unlink(missing_ok=True)
