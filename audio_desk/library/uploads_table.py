"""Every statement about the uploads that this program made."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict

from audio_desk.library.columns import moment_in, moment_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import UploadRecord
from audio_desk.library.whole_rows import fields, put


def remember(connection: Connection, upload: UploadRecord) -> None:
    values = asdict(upload) | {
        "expires": moment_out(upload.expires),
        "recording_sha256": upload.recording_sha256 or upload.sha256,
    }
    with connection.transaction() as sql:
        put(sql, "uploads", values, ("account", "name"))


def of_recording(connection: Connection, account: str, recording_sha256: str) -> UploadRecord | None:
    """The one that lives longest, expired or not."""
    rows = connection.rows(
        "SELECT * FROM uploads WHERE account = ? AND recording_sha256 = ? ORDER BY expires DESC LIMIT 1",
        (account, recording_sha256),
    )
    return record(rows[0]) if rows else None


def forget(connection: Connection, account: str, name: str) -> None:
    with connection.transaction() as sql:
        sql.execute("DELETE FROM uploads WHERE account = ? AND name = ?", (account, name))


def of_account(connection: Connection, account: str) -> tuple[UploadRecord, ...]:
    rows = connection.rows("SELECT * FROM uploads WHERE account = ? ORDER BY expires DESC, name", (account,))
    return tuple(map(record, rows))


def record(row: sqlite3.Row) -> UploadRecord:
    return UploadRecord(**fields(row, expires=moment_in(row["expires"])))
