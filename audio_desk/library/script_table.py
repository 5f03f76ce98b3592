"""Every statement about transcripts as documents: their lines, speakers, and the answers considered."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Final

from audio_desk.library import answers_table
from audio_desk.library.columns import flags_in, flags_out, moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import AnswerRecord
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment, Speaker
from audio_desk.transcripts.script.script import Script

# What belongs to a recording that was forgotten meanwhile is left out.
_SAVE: Final = """
    INSERT INTO transcript_segments
        (id, recording_id, start_frame, end_frame, text, speaker, flags, answer_id, corrected)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE EXISTS (SELECT 1 FROM recordings WHERE id = ?2)
    ON CONFLICT (id) DO UPDATE SET
        start_frame = excluded.start_frame, end_frame = excluded.end_frame, text = excluded.text,
        speaker = excluded.speaker, flags = excluded.flags, answer_id = excluded.answer_id,
        corrected = excluded.corrected
"""
_SPEAKER: Final = """
    INSERT INTO speakers SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM recordings WHERE id = ?1)
    ON CONFLICT (recording_id, name) DO UPDATE SET colour = excluded.colour, position = excluded.position
"""
_REVISE: Final = "UPDATE recordings SET script_revision = script_revision + 1 WHERE id = ?"
_WAITING: Final = """
    FROM answers WHERE task = 'transcript' AND status != 'streaming'
        AND EXISTS (SELECT 1 FROM segments WHERE answer_id = answers.id)
        AND NOT EXISTS (SELECT 1 FROM taken_answers WHERE answer_id = answers.id)
"""


def of_recording(connection: Connection, recording_id: int) -> Script:
    rows = connection.rows(
        "SELECT * FROM transcript_segments WHERE recording_id = ? ORDER BY start_frame, end_frame, id",
        (recording_id,),
    )
    speakers = connection.rows(
        "SELECT * FROM speakers WHERE recording_id = ? ORDER BY position, name", (recording_id,)
    )
    return Script(tuple(map(segment, rows)), tuple(Speaker(row["name"], row["colour"]) for row in speakers))


def revision(connection: Connection, recording_id: int) -> int | None:
    """Another number after each change; None for a recording that is gone."""
    rows = connection.rows("SELECT script_revision FROM recordings WHERE id = ?", (recording_id,))
    return next((int(row["script_revision"]) for row in rows), None)


def save(connection: Connection, recording_id: int, change: Change) -> None:
    with connection.transaction() as sql:
        write(sql, recording_id, change)


def take(
    connection: Connection,
    recording_id: int,
    change: Change,
    answer_ids: Iterable[int],
    *,
    again: bool,
    chosen: bool,
) -> bool:
    with connection.transaction() as sql:
        if not consider(sql, tuple(answer_ids), again=again, chosen=chosen):
            return False
        write(sql, recording_id, change)
    return True


def consider(sql: sqlite3.Connection, ids: Collection[int], *, again: bool, chosen: bool) -> bool:
    """Note that these answers were considered; False, and nothing is noted, where one cannot be."""
    if not all(_can_be_taken(sql, answer_id, again) for answer_id in ids):
        return False
    sql.executemany("INSERT OR IGNORE INTO taken_answers VALUES (?)", [(answer_id,) for answer_id in ids])
    if chosen:
        now = moment_out(datetime.now(UTC))
        sql.executemany("UPDATE answers SET used = ? WHERE id = ?", [(now, answer_id) for answer_id in ids])
    return True


def _can_be_taken(sql: sqlite3.Connection, answer_id: int, again: bool) -> bool:
    if sql.execute("SELECT 1 FROM answers WHERE id = ?", (answer_id,)).fetchone() is None:
        return False
    taken = sql.execute("SELECT 1 FROM taken_answers WHERE answer_id = ?", (answer_id,)).fetchone()
    return again or taken is None


def answers_to_take(connection: Connection, recording_id: int) -> tuple[AnswerRecord, ...]:
    rows = connection.rows(f"SELECT id {_WAITING} AND recording_id = ? ORDER BY id DESC", (recording_id,))
    return tuple(answers_table.by_id(connection, row["id"]) for row in rows)


def recordings_to_take(connection: Connection) -> tuple[int, ...]:
    rows = connection.rows(f"SELECT DISTINCT recording_id {_WAITING}")
    return tuple(row["recording_id"] for row in rows)


def write(sql: sqlite3.Connection, recording_id: int, change: Change) -> None:
    if change.is_nothing:
        return
    sql.execute(_REVISE, (recording_id,))
    stay = {kept.id for kept in change.added}
    gone = [(kept.id,) for kept in change.removed if kept.id not in stay]
    sql.executemany("DELETE FROM transcript_segments WHERE id = ?", gone)
    sql.executemany(_SAVE, [_values(recording_id, kept) for kept in change.added])
    if change.speakers_before != change.speakers_after:
        names = {speaker.name for speaker in change.speakers_after}
        left = [(recording_id, it.name) for it in change.speakers_before if it.name not in names]
        sql.executemany("DELETE FROM speakers WHERE recording_id = ? AND name = ?", left)
        rows = [
            (recording_id, text_out(speaker.name), speaker.colour, position)
            for position, speaker in enumerate(change.speakers_after)
        ]
        sql.executemany(_SPEAKER, rows)


def _values(recording_id: int, kept: KeptSegment) -> tuple[object, ...]:
    return (
        kept.id,
        recording_id,
        kept.start_frame,
        kept.end_frame,
        text_out(kept.text),
        None if kept.speaker is None else text_out(kept.speaker),
        flags_out(kept.flags),
        kept.answer_id,
        int(kept.corrected),
    )


def segment(row: sqlite3.Row) -> KeptSegment:
    return KeptSegment(
        id=row["id"],
        start_frame=row["start_frame"],
        end_frame=row["end_frame"],
        text=row["text"],
        speaker=row["speaker"],
        flags=flags_in(row["flags"]),
        answer_id=row["answer_id"],
        corrected=bool(row["corrected"]),
    )
