"""Every statement about what is kept of a recording as a whole: counted, and deleted with all traces."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from audio_desk.errors import RowGone, StoreUnavailable
from audio_desk.library import recordings_table, uploads_table
from audio_desk.library.connection import Connection
from audio_desk.library.records import RecordingRecord, UploadRecord


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is kept of a recording."""

    recording: RecordingRecord
    answers: int
    transcript_lines: int
    """Of the transcript; before there is one, of all that came back."""
    versions: int
    regions: int
    receipts: int
    uploads: tuple[UploadRecord, ...]
    """That this program made of it, ended ones too."""


@dataclass(frozen=True, slots=True)
class Known:
    """A recording of the library at a glance."""

    recording: RecordingRecord
    answers: int
    regions: int


def known(connection: Connection) -> tuple[Known, ...]:
    """Every recording, the last opened first."""
    answers = _counts(connection, "answers")
    regions = _counts(connection, "regions")
    recordings = recordings_table.latest(connection, -1)
    return tuple(Known(one, answers.get(one.id, 0), regions.get(one.id, 0)) for one in recordings)


def holdings(connection: Connection, recording_id: int) -> Holdings:
    """Raises RowGone."""
    recording = recordings_table.by_id(connection, recording_id)
    lines = _counts(connection, "transcript_segments").get(recording_id) or _came_back(
        connection, recording_id
    )
    uploads = connection.rows(
        "SELECT * FROM uploads WHERE recording_id = ? OR recording_sha256 = ? ORDER BY account, name",
        (recording_id, recording.fingerprint),
    )
    return Holdings(
        recording,
        answers=_counts(connection, "answers").get(recording_id, 0),
        transcript_lines=lines,
        versions=_counts(connection, "transcript_versions").get(recording_id, 0),
        regions=_counts(connection, "regions").get(recording_id, 0),
        receipts=_counts(connection, "receipts").get(recording_id, 0),
        uploads=tuple(map(uploads_table.record, uploads)),
    )


def forget(connection: Connection, recording_id: int) -> None:
    """Its rows, then what their words left in the file. One that is gone already is fine."""
    with suppress(RowGone):
        fingerprint = recordings_table.by_id(connection, recording_id).fingerprint
        with connection.transaction() as sql:
            sql.execute("DELETE FROM receipts WHERE recording_id = ?", (recording_id,))
            sql.execute(
                "DELETE FROM uploads WHERE recording_id = ? OR recording_sha256 = ?",
                (recording_id, fingerprint),
            )
            sql.execute("DELETE FROM recordings WHERE id = ?", (recording_id,))
    _wipe(connection)


def _wipe(connection: Connection) -> None:
    """Deleted rows stay readable in the file until it is written anew: the indices of words, then all of it.

    Another program that uses the database just now may be in the way: then the next time does it.
    """
    indices = connection.rows("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'")
    with suppress(StoreUnavailable):
        for index in indices:
            name = index["name"]
            connection.rows(f"INSERT INTO {name} ({name}) VALUES ('optimize')")  # noqa: S608  our own tables
        connection.rows("VACUUM")
        connection.rows("PRAGMA wal_checkpoint(TRUNCATE)")


def _came_back(connection: Connection, recording_id: int) -> int:
    (row,) = connection.rows(
        "SELECT count(*) AS lines FROM segments JOIN answers ON answers.id = answer_id"
        " WHERE recording_id = ?",
        (recording_id,),
    )
    return int(row["lines"])


def _counts(connection: Connection, table: str) -> dict[int, int]:
    rows = connection.rows(
        f"SELECT recording_id, count(*) AS found FROM {table} GROUP BY recording_id"  # noqa: S608
    )
    return {row["recording_id"]: row["found"] for row in rows}
