"""Every statement about queues of regions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from audio_desk.library.columns import moment_in, moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.queue_records import ItemState, QueueItem, QueueRecord
from audio_desk.region import Region

_BEGIN = """
    INSERT INTO queues (recording_id, task, question, mode, account, model, created, channel)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_ITEM = "INSERT INTO queue_items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"


def begin(connection: Connection, queue: QueueRecord) -> QueueRecord:
    texts = (queue.task, text_out(queue.question), queue.mode, queue.account, text_out(queue.model))
    with connection.transaction() as sql:
        values = (queue.recording_id, *texts, moment_out(queue.created), queue.channel)
        number = int(sql.execute(_BEGIN, values).lastrowid or 0)
        rows = [(number, position, *_values(item)) for position, item in enumerate(queue.items)]
        sql.executemany(_ITEM, rows)
    return next(found for found in of_recording(connection, queue.recording_id) if found.id == number)


def of_recording(connection: Connection, recording_id: int) -> tuple[QueueRecord, ...]:
    """Newest first."""
    rows = connection.rows("SELECT * FROM queues WHERE recording_id = ? ORDER BY id DESC", (recording_id,))
    items: dict[int, list[QueueItem]] = {}
    for row in connection.rows(
        "SELECT queue_items.* FROM queue_items JOIN queues ON queues.id = queue_id"
        " WHERE recording_id = ? ORDER BY queue_id, position",
        (recording_id,),
    ):
        items.setdefault(row["queue_id"], []).append(_item(row))
    return tuple(_queue(row, items.get(row["id"], ())) for row in rows)


def set_item(connection: Connection, queue_id: int, position: int, item: QueueItem) -> None:
    values = (item.state, text_out(item.problem), item.answer_id, queue_id, position)
    with connection.transaction() as sql:
        # The answer may have been deleted a moment ago.
        sql.execute(
            "UPDATE queue_items SET state = ?, problem = ?,"
            " answer_id = (SELECT id FROM answers WHERE id = ?) WHERE queue_id = ? AND position = ?",
            values,
        )


def end(connection: Connection, queue_id: int) -> None:
    with connection.transaction() as sql:
        sql.execute("UPDATE queues SET ended = 1 WHERE id = ?", (queue_id,))


def _values(item: QueueItem) -> tuple[object, ...]:
    place = (item.region_id, item.span.start, item.span.end, text_out(item.name))
    return (*place, item.state, text_out(item.problem), item.answer_id)


def _item(row: sqlite3.Row) -> QueueItem:
    return QueueItem(
        region_id=row["region_id"],
        span=Region(row["start_frame"], row["end_frame"]),
        name=row["name"],
        state=ItemState(row["state"]),
        problem=row["problem"],
        answer_id=row["answer_id"],
    )


def _queue(row: sqlite3.Row, items: Iterable[QueueItem]) -> QueueRecord:
    return QueueRecord(
        id=row["id"],
        recording_id=row["recording_id"],
        task=row["task"],
        question=row["question"],
        mode=row["mode"],
        account=row["account"],
        model=row["model"],
        items=tuple(items),
        created=moment_in(row["created"]),
        ended=bool(row["ended"]),
        channel=row["channel"],
    )
