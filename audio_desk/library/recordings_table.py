"""Every statement about recordings."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from audio_desk.audio.info import AudioInfo
from audio_desk.errors import RowGone
from audio_desk.library.columns import moment_in, moment_out, name_out, path_in, path_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import RecordingRecord
from audio_desk.request_settings import RequestSettings

_TOUCH = """
    INSERT INTO recordings (fingerprint, path, name, rate, channels, frames, size_bytes, mime_type, opened)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (fingerprint) DO UPDATE SET
        path = excluded.path, name = excluded.name, rate = excluded.rate, channels = excluded.channels,
        frames = excluded.frames, size_bytes = excluded.size_bytes, mime_type = excluded.mime_type,
        opened = excluded.opened
    RETURNING *
"""


def touch(connection: Connection, info: AudioInfo, fingerprint: str) -> RecordingRecord:
    path = info.path.absolute()
    values = (
        fingerprint,
        path_out(path),
        name_out(path),
        info.rate,
        info.channels,
        info.frames,
        info.size_bytes,
        info.mime_type,
        moment_out(datetime.now(UTC)),
    )
    with connection.transaction() as sql:
        return _record(sql.execute(_TOUCH, values).fetchone())


def latest(connection: Connection, limit: int) -> tuple[RecordingRecord, ...]:
    rows = connection.rows("SELECT * FROM recordings ORDER BY opened DESC, id DESC LIMIT ?", (limit,))
    return tuple(map(_record, rows))


def by_id(connection: Connection, recording_id: int) -> RecordingRecord:
    for row in connection.rows("SELECT * FROM recordings WHERE id = ?", (recording_id,)):
        return _record(row)
    raise RowGone(connection.path, f"recording {recording_id}")


def with_bytes(connection: Connection, fingerprint: str) -> RecordingRecord | None:
    for row in connection.rows("SELECT * FROM recordings WHERE fingerprint = ?", (fingerprint,)):
        return _record(row)
    return None


def at_path(connection: Connection, path: Path) -> tuple[RecordingRecord, ...]:
    """Those that were last seen there, the last opened first."""
    rows = connection.rows("SELECT * FROM recordings WHERE path = ? ORDER BY opened DESC", (path_out(path),))
    return tuple(map(_record, rows))


def set_regions_only(connection: Connection, recording_id: int, wanted: bool) -> RecordingRecord:
    with connection.transaction() as sql:
        sql.execute("UPDATE recordings SET regions_only = ? WHERE id = ?", (int(wanted), recording_id))
    return by_id(connection, recording_id)


def set_request(
    connection: Connection, recording_id: int, request: RequestSettings | None
) -> RecordingRecord:
    stored = "" if request is None else json.dumps(request.to_json())
    with connection.transaction() as sql:
        sql.execute("UPDATE recordings SET request_settings = ? WHERE id = ?", (stored, recording_id))
    return by_id(connection, recording_id)


def _request(stored: str) -> RequestSettings | None:
    return RequestSettings.from_json(json.loads(stored)) if stored else None


def _record(row: sqlite3.Row) -> RecordingRecord:
    return RecordingRecord(
        id=row["id"],
        fingerprint=row["fingerprint"],
        path=path_in(row["path"]),
        name=row["name"],
        rate=row["rate"],
        channels=row["channels"],
        frames=row["frames"],
        size_bytes=row["size_bytes"],
        mime_type=row["mime_type"],
        opened=moment_in(row["opened"]),
        regions_only=bool(row["regions_only"]),
        request=_request(row["request_settings"]),
    )
