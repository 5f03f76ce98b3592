"""Every statement about answers and their segments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from audio_desk.errors import RowGone
from audio_desk.library.columns import flags_in, flags_out, moment_in, moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.library.several_records import AboutRecord
from audio_desk.library.several_table import ANSWERS_ABOUT, about_with, insert_about
from audio_desk.library.several_table import about as about_of
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment

_BEGIN = """
    INSERT INTO answers (recording_id, task, question, prompt, mode, region_start, region_end, account, model,
                         channel, status, created, owner)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'streaming', ?, ?)
"""
_FINISH = """
    UPDATE answers SET status = ?, finish = ?, problem = ?, text = coalesce(?, text), model_version = ?,
        prompt_tokens = ?, answer_tokens = ?, total_tokens = ?, finished = ?
    WHERE id = ?
"""
_INTERRUPT = """
    UPDATE answers SET status = 'interrupted', finish = 'INTERRUPTED', problem = 'killed', finished = ?
    WHERE status = 'streaming' AND owner = ?
"""


def begin(
    connection: Connection,
    owner: str,
    *,
    recording_id: int,
    task: str,
    question: str,
    prompt: str,
    mode: str,
    region: Region | None,
    account: str,
    model: str,
    channel: int | None = None,
    about: Iterable[AboutRecord] = (),
) -> AnswerRecord:
    span = (region.start, region.end) if region is not None else (None, None)
    asked = (recording_id, task, text_out(question), text_out(prompt), mode, *span, account, model, channel)
    with connection.transaction() as sql:
        cursor = sql.execute(_BEGIN, (*asked, moment_out(datetime.now(UTC)), owner))
        insert_about(sql, int(cursor.lastrowid or 0), about)
    return by_id(connection, int(cursor.lastrowid or 0))


def add(connection: Connection, answers: Iterable[AnswerRecord]) -> tuple[int, ...]:
    with connection.transaction() as sql:
        return tuple(insert(sql, answer) for answer in answers)


def insert(sql: sqlite3.Connection, answer: AnswerRecord) -> int:
    """Within somebody's transaction; the id that it was given."""
    values = _values(answer)
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    row = sql.execute(
        f"INSERT INTO answers ({names}) VALUES ({marks})",  # noqa: S608  our own names
        tuple(values.values()),
    )
    answer_id = int(row.lastrowid or 0)
    _insert_segments(sql, answer_id, answer.segments)
    insert_about(sql, answer_id, answer.about)
    return answer_id


def _values(answer: AnswerRecord) -> dict[str, object]:
    """Everything but the id, which is given, and the segments. Nobody is receiving it."""
    region = answer.region
    return {
        "recording_id": answer.recording_id,
        "task": answer.task,
        "question": text_out(answer.question),
        "prompt": text_out(answer.prompt),
        "mode": answer.mode,
        "region_start": None if region is None else region.start,
        "region_end": None if region is None else region.end,
        "account": answer.account,
        "model": text_out(answer.model),
        "model_version": text_out(answer.model_version),
        "status": answer.status,
        "finish": text_out(answer.finish),
        "problem": text_out(answer.problem),
        "text": text_out(answer.text),
        "created": moment_out(answer.created),
        "finished": None if answer.finished is None else moment_out(answer.finished),
        "prompt_tokens": answer.prompt_tokens,
        "answer_tokens": answer.answer_tokens,
        "total_tokens": answer.total_tokens,
        "used": None if answer.used is None else moment_out(answer.used),
        "shifted_frames": answer.shifted_frames,
        "channel": answer.channel,
        "owner": "",
    }


def append(connection: Connection, answer_id: int, text: str, segments: Iterable[Segment]) -> None:
    with connection.transaction() as sql:
        changed = sql.execute(
            "UPDATE answers SET text = text || ? WHERE id = ?", (text_out(text), answer_id)
        ).rowcount
        if changed:
            _insert_segments(sql, answer_id, segments)


def finish(
    connection: Connection,
    answer_id: int,
    *,
    status: AnswerStatus,
    finish: str,
    problem: str,
    text: str | None,
    segments: Iterable[Segment] | None,
    model_version: str,
    tokens: tuple[int | None, int | None, int | None],
) -> AnswerRecord:
    cleaned = None if text is None else text_out(text)
    now = moment_out(datetime.now(UTC))
    with connection.transaction() as sql:
        values = (status, finish, problem, cleaned, model_version, *tokens, now, answer_id)
        changed = sql.execute(_FINISH, values).rowcount
        if changed and segments is not None:
            sql.execute("DELETE FROM segments WHERE answer_id = ?", (answer_id,))
            _insert_segments(sql, answer_id, segments)
    return by_id(connection, answer_id)


def shift(
    connection: Connection, answer_id: int, frames: int, text: str, segments: Iterable[Segment]
) -> AnswerRecord:
    values = (frames, text_out(text), answer_id)
    with connection.transaction() as sql:
        statement = "UPDATE answers SET shifted_frames = ?, text = ? WHERE id = ?"
        if sql.execute(statement, values).rowcount:
            sql.execute("DELETE FROM segments WHERE answer_id = ?", (answer_id,))
            _insert_segments(sql, answer_id, segments)
            # The transcript has its lines where they were.
            sql.execute("DELETE FROM taken_answers WHERE answer_id = ?", (answer_id,))
    return by_id(connection, answer_id)


def interrupt_streaming(connection: Connection, living: frozenset[str]) -> None:
    """The answers that no living program is receiving are interrupted; their text stays."""
    owners = connection.rows("SELECT DISTINCT owner FROM answers WHERE status = 'streaming'")
    for row in owners:
        if row["owner"] not in living:
            interrupt_owner(connection, row["owner"])


def interrupt_owner(connection: Connection, owner: str) -> None:
    """The answers that this program was receiving are interrupted."""
    with connection.transaction() as sql:
        sql.execute(_INTERRUPT, (moment_out(datetime.now(UTC)), owner))


def of_recording(connection: Connection, recording_id: int) -> tuple[AnswerRecord, ...]:
    """Newest first; those about this recording and others too."""
    rows = connection.rows(
        f"SELECT * FROM answers WHERE recording_id = ? OR id IN ({ANSWERS_ABOUT}) ORDER BY id DESC",  # noqa: S608
        (recording_id, recording_id),
    )
    about = about_with(connection, recording_id)
    segments: dict[int, list[Segment]] = {}
    for row in connection.rows(
        "SELECT segments.* FROM segments JOIN answers ON answers.id = answer_id"
        " WHERE recording_id = ? ORDER BY answer_id, position",
        (recording_id,),
    ):
        segments.setdefault(row["answer_id"], []).append(_segment(row))
    return tuple(_record(row, segments.get(row["id"], ()), about.get(row["id"], ())) for row in rows)


def by_id(connection: Connection, answer_id: int) -> AnswerRecord:
    segments = connection.rows("SELECT * FROM segments WHERE answer_id = ? ORDER BY position", (answer_id,))
    for row in connection.rows("SELECT * FROM answers WHERE id = ?", (answer_id,)):
        return _record(row, map(_segment, segments), about_of(connection, answer_id))
    raise RowGone(connection.path, f"answer {answer_id}")


def delete(connection: Connection, answer_id: int) -> None:
    with connection.transaction() as sql:
        sql.execute("DELETE FROM answers WHERE id = ?", (answer_id,))


def _insert_segments(sql: sqlite3.Connection, answer_id: int, segments: Iterable[Segment]) -> None:
    row = sql.execute(
        "SELECT coalesce(max(position) + 1, 0) AS next FROM segments WHERE answer_id = ?", (answer_id,)
    ).fetchone()
    values = [
        (
            answer_id,
            position,
            segment.start_frame,
            segment.end_frame,
            text_out(segment.text),
            None if segment.speaker is None else text_out(segment.speaker),
            flags_out(segment.flags),
        )
        for position, segment in enumerate(segments, start=row["next"])
    ]
    sql.executemany("INSERT INTO segments VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _segment(row: sqlite3.Row) -> Segment:
    return Segment(
        start_frame=row["start_frame"],
        end_frame=row["end_frame"],
        text=row["text"],
        speaker=row["speaker"],
        flags=flags_in(row["flags"]),
    )


def _record(row: sqlite3.Row, segments: Iterable[Segment], about: tuple[AboutRecord, ...]) -> AnswerRecord:
    start = row["region_start"]
    return AnswerRecord(
        id=row["id"],
        recording_id=row["recording_id"],
        task=row["task"],
        question=row["question"],
        prompt=row["prompt"],
        mode=row["mode"],
        region=None if start is None else Region(start, row["region_end"]),
        account=row["account"],
        model=row["model"],
        model_version=row["model_version"],
        status=AnswerStatus(row["status"]),
        finish=row["finish"],
        problem=row["problem"],
        text=row["text"],
        segments=tuple(segments),
        created=moment_in(row["created"]),
        finished=None if row["finished"] is None else moment_in(row["finished"]),
        prompt_tokens=row["prompt_tokens"],
        answer_tokens=row["answer_tokens"],
        total_tokens=row["total_tokens"],
        used=None if row["used"] is None else moment_in(row["used"]),
        shifted_frames=row["shifted_frames"],
        channel=row["channel"],
        about=about,
    )
