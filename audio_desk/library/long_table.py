"""Every statement about long transcriptions and their parts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from audio_desk.library import answers_table
from audio_desk.library.columns import moment_in, moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import AnswerRecord, ChunkRecord, ChunkState, LongJobRecord
from audio_desk.region import Region

_BEGIN = """
    INSERT INTO long_jobs (recording_id, region_start, region_end, account, model, settings, created)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_CHUNK = "INSERT INTO long_chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def begin(connection: Connection, job: LongJobRecord) -> LongJobRecord:
    span = (job.region.start, job.region.end) if job.region is not None else (None, None)
    values = (job.recording_id, *span, job.account, job.model, job.settings, moment_out(job.created))
    with connection.transaction() as sql:
        job_id = int(sql.execute(_BEGIN, values).lastrowid or 0)
        rows = [(job_id, position, *_values(chunk)) for position, chunk in enumerate(job.chunks)]
        sql.executemany(_CHUNK, rows)
    return next(found for found in of_recording(connection, job.recording_id) if found.id == job_id)


def of_recording(connection: Connection, recording_id: int) -> tuple[LongJobRecord, ...]:
    """Newest first."""
    rows = connection.rows("SELECT * FROM long_jobs WHERE recording_id = ? ORDER BY id DESC", (recording_id,))
    chunks: dict[int, list[ChunkRecord]] = {}
    for row in connection.rows(
        "SELECT long_chunks.* FROM long_chunks JOIN long_jobs ON long_jobs.id = job_id"
        " WHERE recording_id = ? ORDER BY job_id, position",
        (recording_id,),
    ):
        chunks.setdefault(row["job_id"], []).append(_chunk(row))
    return tuple(_job(row, chunks.get(row["id"], ())) for row in rows)


def set_chunk(connection: Connection, job_id: int, position: int, chunk: ChunkRecord) -> None:
    values = (chunk.state, text_out(chunk.problem), chunk.answer_id, job_id, position)
    with connection.transaction() as sql:
        # The answer may have been deleted a moment ago.
        sql.execute(
            "UPDATE long_chunks SET state = ?, problem = ?,"
            " answer_id = (SELECT id FROM answers WHERE id = ?) WHERE job_id = ? AND position = ?",
            values,
        )


def end(connection: Connection, job_id: int, joined: AnswerRecord) -> AnswerRecord:
    with connection.transaction() as sql:
        answer_id = answers_table.insert(sql, joined)
        sql.execute(
            "DELETE FROM answers WHERE id IN (SELECT answer_id FROM long_chunks WHERE job_id = ?)", (job_id,)
        )
        sql.execute("UPDATE long_jobs SET ended = 1, answer_id = ? WHERE id = ?", (answer_id, job_id))
    return answers_table.by_id(connection, answer_id)


def leave(connection: Connection, job_id: int) -> None:
    with connection.transaction() as sql:
        sql.execute("UPDATE long_jobs SET ended = 1 WHERE id = ?", (job_id,))


def _values(chunk: ChunkRecord) -> tuple[object, ...]:
    spans = (chunk.core.start, chunk.core.end, chunk.sent.start, chunk.sent.end)
    return (*spans, chunk.state, text_out(chunk.problem), chunk.answer_id)


def _chunk(row: sqlite3.Row) -> ChunkRecord:
    return ChunkRecord(
        core=Region(row["core_start"], row["core_end"]),
        sent=Region(row["sent_start"], row["sent_end"]),
        state=ChunkState(row["state"]),
        problem=row["problem"],
        answer_id=row["answer_id"],
    )


def _job(row: sqlite3.Row, chunks: Iterable[ChunkRecord]) -> LongJobRecord:
    start = row["region_start"]
    return LongJobRecord(
        id=row["id"],
        recording_id=row["recording_id"],
        region=None if start is None else Region(start, row["region_end"]),
        account=row["account"],
        model=row["model"],
        settings=row["settings"],
        chunks=tuple(chunks),
        created=moment_in(row["created"]),
        ended=bool(row["ended"]),
        answer_id=row["answer_id"],
    )
