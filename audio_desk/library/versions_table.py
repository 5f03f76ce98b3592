"""Every statement about kept states of transcripts; each is whole in itself, compressed."""

from __future__ import annotations

import json
import sqlite3
import zlib
from datetime import UTC, datetime, timedelta

from audio_desk.errors import RowGone
from audio_desk.library import script_table
from audio_desk.library.columns import flags_in, flags_out, moment_in, moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import VersionRecord
from audio_desk.transcripts.script.change import BY_HAND
from audio_desk.transcripts.script.kept import KeptSegment, Speaker
from audio_desk.transcripts.script.script import Script

_COLUMNS = "id, recording_id, created, reason, segments"
_LAST = "SELECT * FROM transcript_versions WHERE recording_id = ? ORDER BY id DESC LIMIT 1"
_KEEP = """
    INSERT INTO transcript_versions (recording_id, created, reason, segments, content)
    SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM recordings WHERE id = ?1)
"""


def keep(connection: Connection, recording_id: int, reason: str) -> VersionRecord:
    with connection.transaction() as sql:
        return keep_within(connection, sql, recording_id, reason)


def keep_within(
    connection: Connection, sql: sqlite3.Connection, recording_id: int, reason: str
) -> VersionRecord:
    """Of what the transaction has not changed yet."""
    script = script_table.of_recording(connection, recording_id)
    content = packed(script)
    last = sql.execute(_LAST, (recording_id,)).fetchone()
    if last is not None and last["content"] == content:
        return _record(last)
    now = moment_out(datetime.now(UTC))
    count = len(script.segments)
    if not sql.execute(_KEEP, (recording_id, now, text_out(reason), count, content)).rowcount:
        raise RowGone(connection.path, f"recording {recording_id}")
    return _record(sql.execute(_LAST, (recording_id,)).fetchone())


def of_recording(connection: Connection, recording_id: int) -> tuple[VersionRecord, ...]:
    """Newest first."""
    rows = connection.rows(
        f"SELECT {_COLUMNS} FROM transcript_versions WHERE recording_id = ? ORDER BY id DESC",  # noqa: S608
        (recording_id,),
    )
    return tuple(map(_record, rows))


def content(connection: Connection, version_id: int) -> Script:
    for row in connection.rows("SELECT content FROM transcript_versions WHERE id = ?", (version_id,)):
        return _unpacked(row["content"])
    raise RowGone(connection.path, f"version {version_id}")


def delete(connection: Connection, version_id: int) -> None:
    with connection.transaction() as sql:
        sql.execute("DELETE FROM transcript_versions WHERE id = ?", (version_id,))


def thin_out(connection: Connection, recording_id: int, now: datetime) -> None:
    """Of states before edits by hand that are older than a day, the last one of each day stays.

    All others stay: what somebody kept or restored, and what an answer or an import took the place of.
    """
    rows = connection.rows(
        "SELECT id, created, reason FROM transcript_versions WHERE recording_id = ? AND created < ?"
        " ORDER BY id",
        (recording_id, moment_out(now - timedelta(days=1))),
    )
    edits = [row for row in rows if row["reason"] in BY_HAND]
    last = {moment_in(row["created"]).astimezone().date(): row["id"] for row in edits}
    stay = set(last.values())
    gone = [(row["id"],) for row in edits if row["id"] not in stay]
    if gone:
        with connection.transaction() as sql:
            sql.executemany("DELETE FROM transcript_versions WHERE id = ?", gone)


def _record(row: sqlite3.Row) -> VersionRecord:
    return VersionRecord(
        row["id"], row["recording_id"], moment_in(row["created"]), row["reason"], row["segments"]
    )


def packed(script: Script) -> bytes:
    segments = [
        [
            it.id,
            it.start_frame,
            it.end_frame,
            it.text,
            it.speaker,
            flags_out(it.flags),
            it.answer_id,
            it.corrected,
        ]
        for it in script.segments
    ]
    speakers = [[speaker.name, speaker.colour] for speaker in script.speakers]
    return zlib.compress(json.dumps({"segments": segments, "speakers": speakers}).encode())


def _unpacked(content: bytes) -> Script:
    found = json.loads(zlib.decompress(content))
    segments = (
        KeptSegment(name, start, end, text, speaker, flags_in(flags), answer_id, corrected)
        for name, start, end, text, speaker, flags, answer_id, corrected in found["segments"]
    )
    return Script(tuple(segments), tuple(Speaker(name, colour) for name, colour in found["speakers"]))
