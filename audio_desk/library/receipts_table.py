"""Every statement about receipts: what left this computer with each request, and what it took."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from audio_desk.library.columns import moment_in, moment_out, text_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import ReceiptRecord, TokenCounts
from audio_desk.library.several_table import insert_parts, parts

_ADD = """
    INSERT INTO receipts (answer_id, recording_id, account, model, address, sent, body, body_bytes,
                          body_sha256, sound_mime_type, sound_bytes, sound_sha256, sound_seconds,
                          upload_name, upload_expires, channel, elsewhere)
    VALUES ((SELECT id FROM answers WHERE id = ?), (SELECT id FROM recordings WHERE id = ?),
            ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_COUNT = """
    UPDATE receipts SET prompt_tokens = ?, cached_tokens = ?, sound_tokens = ?, answer_tokens = ?,
        thought_tokens = ?
    WHERE id = ?
"""
_LEARNT = """
    SELECT sum(sound_tokens) AS tokens, sum(sound_seconds) AS seconds FROM (
        SELECT sound_tokens, sound_seconds FROM receipts
        WHERE account = ? AND model = ? AND NOT elsewhere AND sound_tokens > 0 AND sound_seconds >= 1
        ORDER BY id DESC LIMIT 20
    )
"""


def add(connection: Connection, receipt: ReceiptRecord) -> ReceiptRecord:
    """Its id is given here. What it was about may have been deleted a moment ago."""
    with connection.transaction() as sql:
        row = _insert(sql, receipt)
    return by_id(connection, row)


def take_over(connection: Connection, receipts: Iterable[ReceiptRecord]) -> None:
    """Of another library, with what they took."""
    with connection.transaction() as sql:
        for receipt in receipts:
            row = _insert(sql, replace(receipt, elsewhere=True))
            sql.execute(_COUNT, (*_counts(receipt.tokens), row))


def _insert(sql: sqlite3.Connection, receipt: ReceiptRecord) -> int:
    values = (
        receipt.answer_id,
        receipt.recording_id,
        receipt.account,
        text_out(receipt.model),
        receipt.address,
        moment_out(receipt.sent),
        text_out(receipt.body),
        receipt.body_bytes,
        receipt.body_sha256,
        receipt.sound_mime_type,
        receipt.sound_bytes,
        receipt.sound_sha256,
        receipt.sound_seconds,
        receipt.upload_name,
        None if receipt.upload_expires is None else moment_out(receipt.upload_expires),
        receipt.channel,
        int(receipt.elsewhere),
    )
    row = int(sql.execute(_ADD, values).lastrowid or 0)
    insert_parts(sql, row, receipt.parts)
    return row


def count(connection: Connection, receipt_id: int, tokens: TokenCounts) -> None:
    with connection.transaction() as sql:
        sql.execute(_COUNT, (*_counts(tokens), receipt_id))


def _counts(tokens: TokenCounts) -> tuple[int | None, ...]:
    return tokens.prompt, tokens.cached, tokens.sound, tokens.answer, tokens.thoughts


def of_answer(connection: Connection, answer_id: int) -> tuple[ReceiptRecord, ...]:
    """The newest first."""
    rows = connection.rows("SELECT * FROM receipts WHERE answer_id = ? ORDER BY id DESC", (answer_id,))
    return tuple(replace(_record(row), parts=parts(connection, row["id"])) for row in rows)


def of_recording(connection: Connection, recording_id: int) -> tuple[ReceiptRecord, ...]:
    """The newest first."""
    rows = connection.rows("SELECT * FROM receipts WHERE recording_id = ? ORDER BY id DESC", (recording_id,))
    return tuple(map(_record, rows))


def whole_ones(connection: Connection, recording_id: int) -> tuple[ReceiptRecord, ...]:
    """The oldest first, with all that each lists."""
    return tuple(
        replace(receipt, parts=parts(connection, receipt.id))
        for receipt in reversed(of_recording(connection, recording_id))
    )


def since(connection: Connection, moment: datetime) -> tuple[ReceiptRecord, ...]:
    """The newest first."""
    rows = connection.rows("SELECT * FROM receipts WHERE sent >= ? ORDER BY id DESC", (moment_out(moment),))
    return tuple(map(_record, rows))


def tokens_a_second(connection: Connection, account: str, model: str) -> float | None:
    """Of sound, by what the server counted lately; None before it has.

    To a tenth: the server rounds each request up, so the sum is a little over the model's own rate.
    """
    for row in connection.rows(_LEARNT, (account, model)):
        if row["seconds"]:
            return round(float(row["tokens"]) / float(row["seconds"]), 1)
    return None


def by_id(connection: Connection, receipt_id: int) -> ReceiptRecord:
    (row,) = connection.rows("SELECT * FROM receipts WHERE id = ?", (receipt_id,))
    return replace(_record(row), parts=parts(connection, receipt_id))


def _record(row: sqlite3.Row) -> ReceiptRecord:
    return ReceiptRecord(
        id=row["id"],
        answer_id=row["answer_id"],
        recording_id=row["recording_id"],
        account=row["account"],
        model=row["model"],
        address=row["address"],
        sent=moment_in(row["sent"]),
        body=row["body"],
        body_bytes=row["body_bytes"],
        body_sha256=row["body_sha256"],
        sound_mime_type=row["sound_mime_type"],
        sound_bytes=row["sound_bytes"],
        sound_sha256=row["sound_sha256"],
        sound_seconds=row["sound_seconds"],
        upload_name=row["upload_name"],
        upload_expires=None if row["upload_expires"] is None else moment_in(row["upload_expires"]),
        tokens=TokenCounts(
            prompt=row["prompt_tokens"],
            cached=row["cached_tokens"],
            sound=row["sound_tokens"],
            answer=row["answer_tokens"],
            thoughts=row["thought_tokens"],
        ),
        channel=row["channel"],
        elsewhere=bool(row["elsewhere"]),
    )
