"""Records that are written and read as a whole: one column for each of their fields."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any


def put(
    sql: sqlite3.Connection, table: str, values: Mapping[str, object], keys: tuple[str, ...], **instead: str
) -> None:
    """Write one row of `table`; the row with the same `keys` is replaced.

    `instead` are expressions for columns whose value is not stored as it is; they may use every `:column`.
    The names come from the program's own records, never from outside.
    """
    terms = ", ".join(instead.get(column, f":{column}") for column in values)
    same = set(keys)
    changes = ", ".join(f"{column} = excluded.{column}" for column in values if column not in same)
    sql.execute(
        f"INSERT INTO {table} ({', '.join(values)}) VALUES ({terms})"  # noqa: S608 - our own names
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changes}",
        values,
    )


def fields(row: sqlite3.Row, **read: Any) -> dict[str, Any]:
    """The row's columns by name, for a record's constructor; `read` replaces what is stored otherwise."""
    return dict(zip(row.keys(), row, strict=True)) | read
