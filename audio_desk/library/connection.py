"""One connection to the database: how it is opened, its transactions, and its failures as our errors."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from audio_desk.errors import StoreTooNew, StoreUnavailable
from audio_desk.library.schema import VERSION, migrate, version_of

BUSY_SECONDS: Final = 15.0
"""How long a statement waits for another program's transaction; ours take milliseconds."""


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """What the disk or another program caused becomes StoreUnavailable; what we caused stays a bug."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.NotSupportedError):
        raise
    except (sqlite3.Error, OSError) as error:
        raise StoreUnavailable(path, str(error)) from error


class Connection:
    """Thread-safe: one statement or transaction at a time. Raises StoreUnavailable."""

    def __init__(self, path: Path) -> None:
        """Open and bring up to date. Raises StoreTooNew and StoreUnavailable."""
        self.path = path
        self._lock = threading.RLock()
        with store_errors(path):
            # Autocommit: every transaction is begun by us, and by name.
            self._sqlite = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self._sqlite.close()
                raise

    def _prepare(self) -> None:
        self._sqlite.row_factory = sqlite3.Row
        self._sqlite.execute("PRAGMA foreign_keys = ON")
        if version_of(self._sqlite) > VERSION:
            raise StoreTooNew(self.path, f"version {version_of(self._sqlite)}")
        self._sqlite.execute("PRAGMA journal_mode = WAL")
        migrate(self._sqlite)

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        with self._lock, store_errors(self.path):
            return self._sqlite.execute(sql, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; held from the start, so that it cannot fail half-way for another program."""
        with self._lock, store_errors(self.path):
            self._sqlite.execute("BEGIN IMMEDIATE")
            try:
                yield self._sqlite
                self._sqlite.execute("COMMIT")
            except BaseException:
                # A full disk has rolled back already; a second ROLLBACK would hide the reason.
                if self._sqlite.in_transaction:
                    self._sqlite.execute("ROLLBACK")
                raise

    def close(self) -> None:
        with self._lock:
            self._sqlite.close()
