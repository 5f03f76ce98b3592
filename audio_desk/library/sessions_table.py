"""Every statement about uploads on their way."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict

from audio_desk.library.columns import moment_in, moment_out, path_in, path_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import SessionRecord
from audio_desk.library.whole_rows import fields, put

_IF_THERE = "(SELECT id FROM recordings WHERE id = :recording_id)"
"""A recording that was forgotten meanwhile is no reason not to keep the session."""


def keep(connection: Connection, session: SessionRecord) -> None:
    values = asdict(session) | {"path": path_out(session.path), "begun": moment_out(session.begun)}
    with connection.transaction() as sql:
        put(sql, "upload_sessions", values, ("account", "sha256"), recording_id=_IF_THERE)


def of_bytes(connection: Connection, account: str, sha256: str) -> SessionRecord | None:
    found = "SELECT * FROM upload_sessions WHERE account = ? AND sha256 = ?"
    rows = connection.rows(found, (account, sha256))
    return _record(rows[0]) if rows else None


def of_account(connection: Connection, account: str) -> tuple[SessionRecord, ...]:
    rows = connection.rows("SELECT * FROM upload_sessions WHERE account = ? ORDER BY begun", (account,))
    return tuple(map(_record, rows))


def end(connection: Connection, account: str, sha256: str) -> None:
    with connection.transaction() as sql:
        sql.execute("DELETE FROM upload_sessions WHERE account = ? AND sha256 = ?", (account, sha256))


def _record(row: sqlite3.Row) -> SessionRecord:
    return SessionRecord(**fields(row, path=path_in(row["path"]), begun=moment_in(row["begun"])))
