"""Every statement about marked regions and markers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from audio_desk.library.columns import moment_in, moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import RegionRecord
from audio_desk.region import Region

# A region of a recording that was forgotten meanwhile is no mistake of anybody: it is left out.
_SAVE = """
    INSERT INTO regions (id, recording_id, start_frame, end_frame, name, colour, comment, created)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS (SELECT 1 FROM recordings WHERE id = ?2)
    ON CONFLICT (id) DO UPDATE SET
        start_frame = excluded.start_frame, end_frame = excluded.end_frame, name = excluded.name,
        colour = excluded.colour, comment = excluded.comment
"""


def of_recording(connection: Connection, recording_id: int) -> tuple[RegionRecord, ...]:
    """By their place in the recording."""
    rows = connection.rows(
        "SELECT * FROM regions WHERE recording_id = ? ORDER BY start_frame, end_frame, created, id",
        (recording_id,),
    )
    return tuple(map(record, rows))


def save(connection: Connection, changed: Iterable[RegionRecord], removed: Iterable[str]) -> None:
    """All of it or nothing."""
    with connection.transaction() as sql:
        sql.executemany(_SAVE, [_values(region) for region in changed])
        sql.executemany("DELETE FROM regions WHERE id = ?", [(region_id,) for region_id in removed])


def _values(region: RegionRecord) -> tuple[object, ...]:
    return (
        region.id,
        region.recording_id,
        region.span.start,
        region.span.end,
        text_out(region.name),
        region.colour,
        text_out(region.comment),
        moment_out(region.created),
    )


def record(row: sqlite3.Row) -> RegionRecord:
    return RegionRecord(
        id=row["id"],
        recording_id=row["recording_id"],
        span=Region(row["start_frame"], row["end_frame"]),
        name=row["name"],
        colour=row["colour"],
        comment=row["comment"],
        created=moment_in(row["created"]),
    )
