"""Every statement about the uploads that this program made."""

from __future__ import annotations

import sqlite3

from audio_desk.library.columns import moment_in, moment_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import UploadRecord

_REMEMBER = """
    INSERT INTO uploads (account, name, sha256, uri, mime_type, recording_id, expires, recording_sha256)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (account, name) DO UPDATE SET
        sha256 = excluded.sha256, uri = excluded.uri, mime_type = excluded.mime_type,
        recording_id = excluded.recording_id, expires = excluded.expires,
        recording_sha256 = excluded.recording_sha256
"""


def remember(connection: Connection, upload: UploadRecord) -> None:
    values = (
        upload.account,
        upload.name,
        upload.sha256,
        upload.uri,
        upload.mime_type,
        upload.recording_id,
        moment_out(upload.expires),
        upload.recording_sha256 or upload.sha256,
    )
    with connection.transaction() as sql:
        sql.execute(_REMEMBER, values)


def of_recording(connection: Connection, account: str, recording_sha256: str) -> UploadRecord | None:
    """The one that lives longest, expired or not."""
    rows = connection.rows(
        "SELECT * FROM uploads WHERE account = ? AND recording_sha256 = ? ORDER BY expires DESC LIMIT 1",
        (account, recording_sha256),
    )
    return _record(rows[0]) if rows else None


def forget(connection: Connection, account: str, name: str) -> None:
    with connection.transaction() as sql:
        sql.execute("DELETE FROM uploads WHERE account = ? AND name = ?", (account, name))


def of_account(connection: Connection, account: str) -> tuple[UploadRecord, ...]:
    rows = connection.rows("SELECT * FROM uploads WHERE account = ? ORDER BY expires DESC, name", (account,))
    return tuple(map(_record, rows))


def _record(row: sqlite3.Row) -> UploadRecord:
    return UploadRecord(
        account=row["account"],
        sha256=row["sha256"],
        name=row["name"],
        uri=row["uri"],
        mime_type=row["mime_type"],
        recording_id=row["recording_id"],
        expires=moment_in(row["expires"]),
        recording_sha256=row["recording_sha256"],
    )
