"""Every statement about uploads on their way."""

from __future__ import annotations

import sqlite3

from audio_desk.library.columns import moment_in, moment_out, path_in, path_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import SessionRecord

_KEEP = """
    INSERT INTO upload_sessions (account, sha256, url, name, granularity, path, size_bytes, modified_ns,
                                 recording_id, recording_sha256, begun)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT id FROM recordings WHERE id = ?), ?, ?)
    ON CONFLICT (account, sha256) DO UPDATE SET
        url = excluded.url, name = excluded.name, granularity = excluded.granularity, path = excluded.path,
        size_bytes = excluded.size_bytes, modified_ns = excluded.modified_ns,
        recording_id = excluded.recording_id, recording_sha256 = excluded.recording_sha256,
        begun = excluded.begun
"""


def keep(connection: Connection, session: SessionRecord) -> None:
    values = (
        session.account,
        session.sha256,
        session.url,
        session.name,
        session.granularity,
        path_out(session.path),
        session.size_bytes,
        session.modified_ns,
        session.recording_id,
        session.recording_sha256,
        moment_out(session.begun),
    )
    with connection.transaction() as sql:
        sql.execute(_KEEP, values)


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
    return SessionRecord(
        account=row["account"],
        sha256=row["sha256"],
        url=row["url"],
        name=row["name"],
        granularity=row["granularity"],
        path=path_in(row["path"]),
        size_bytes=row["size_bytes"],
        modified_ns=row["modified_ns"],
        recording_id=row["recording_id"],
        recording_sha256=row["recording_sha256"],
        begun=moment_in(row["begun"]),
    )
