"""Every statement about what an answer over several recordings was about, and what its receipts list."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from audio_desk.library.columns import moment_in, moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.several_records import AboutRecord, ReceiptPart
from audio_desk.region import Region

ANSWERS_ABOUT = "SELECT answer_id FROM answer_recordings WHERE recording_id = ?"


def insert_about(sql: sqlite3.Connection, answer_id: int, about: Iterable[AboutRecord]) -> None:
    """Within somebody's transaction."""
    sql.executemany(
        "INSERT INTO answer_recordings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                answer_id,
                position,
                each.recording_id,
                each.letter,
                text_out(each.name),
                each.rate,
                each.frames,
                None if each.region is None else each.region.start,
                None if each.region is None else each.region.end,
                each.mode,
            )
            for position, each in enumerate(about)
        ],
    )


def about(connection: Connection, answer_id: int) -> tuple[AboutRecord, ...]:
    """Empty for a question about one recording."""
    rows = connection.rows(
        "SELECT * FROM answer_recordings WHERE answer_id = ? ORDER BY position", (answer_id,)
    )
    return tuple(map(_about, rows))


def about_with(connection: Connection, recording_id: int) -> Mapping[int, tuple[AboutRecord, ...]]:
    """Of each answer about this recording and others, by the answer's id."""
    rows = connection.rows(
        f"SELECT * FROM answer_recordings WHERE answer_id IN ({ANSWERS_ABOUT})"  # noqa: S608  our own words
        " ORDER BY answer_id, position",
        (recording_id,),
    )
    found: dict[int, tuple[AboutRecord, ...]] = {}
    for row in rows:
        found[row["answer_id"]] = (*found.get(row["answer_id"], ()), _about(row))
    return found


def insert_parts(sql: sqlite3.Connection, receipt_id: int, parts: Iterable[ReceiptPart]) -> None:
    """Within somebody's transaction."""
    sql.executemany(
        "INSERT INTO receipt_parts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                receipt_id,
                position,
                text_out(part.label),
                part.mime_type,
                part.sound_bytes,
                part.sha256,
                part.upload_name,
                None if part.upload_expires is None else moment_out(part.upload_expires),
            )
            for position, part in enumerate(parts)
        ],
    )


def parts(connection: Connection, receipt_id: int) -> tuple[ReceiptPart, ...]:
    """Empty for a request with one sound."""
    rows = connection.rows(
        "SELECT * FROM receipt_parts WHERE receipt_id = ? ORDER BY position", (receipt_id,)
    )
    return tuple(
        ReceiptPart(
            label=row["label"],
            mime_type=row["mime_type"],
            sound_bytes=row["sound_bytes"],
            sha256=row["sha256"],
            upload_name=row["upload_name"],
            upload_expires=None if row["upload_expires"] is None else moment_in(row["upload_expires"]),
        )
        for row in rows
    )


def _about(row: sqlite3.Row) -> AboutRecord:
    start = row["region_start"]
    return AboutRecord(
        recording_id=row["recording_id"],
        letter=row["letter"],
        name=row["name"],
        rate=row["rate"],
        frames=row["frames"],
        region=None if start is None else Region(start, row["region_end"]),
        mode=row["mode"],
    )
