"""Statements that only project files need: which names are taken, and versions of another library."""

from __future__ import annotations

from datetime import datetime

from audio_desk.library.columns import moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.versions_table import packed
from audio_desk.transcripts.script.script import Script


def ids_elsewhere(connection: Connection, recording_id: int) -> frozenset[str]:
    """Of the regions and the transcripts' lines of all other recordings."""
    rows = connection.rows(
        "SELECT id FROM regions WHERE recording_id != ?1"
        " UNION ALL SELECT id FROM transcript_segments WHERE recording_id != ?1",
        (recording_id,),
    )
    return frozenset(row["id"] for row in rows)


def add_version(
    connection: Connection, recording_id: int, created: datetime, reason: str, script: Script
) -> None:
    values = (recording_id, moment_out(created), text_out(reason), len(script.segments), packed(script))
    with connection.transaction() as sql:
        sql.execute(
            "INSERT INTO transcript_versions (recording_id, created, reason, segments, content)"
            " VALUES (?, ?, ?, ?, ?)",
            values,
        )
