"""Every statement that looks for words (SQLite's FTS5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audio_desk.library import answers_table, regions_table, script_table
from audio_desk.library.columns import text_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import AnswerRecord, RegionRecord
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.unspaced import is_unspaced

_ANSWERS = "SELECT rowid FROM answer_words WHERE {} ORDER BY rank LIMIT ?"
_REGIONS = """
    SELECT regions.* FROM region_words JOIN regions ON regions.id = region_id
    WHERE {} ORDER BY rank LIMIT ?
"""
_LINES = """
    SELECT transcript_segments.* FROM transcript_words
    JOIN transcript_segments ON transcript_segments.row = transcript_words.rowid
    WHERE {} ORDER BY rank LIMIT ?
"""


def lines_with(
    connection: Connection, words: Sequence[str], limit: int
) -> tuple[tuple[int, KeptSegment], ...]:
    """The best first, each with its recording's id."""
    where, values = _wanted("transcript_words", ("text",), words)
    found = connection.rows(_LINES.format(where), (*values, limit))
    return tuple((row["recording_id"], script_table.segment(row)) for row in found)


def answers_with(connection: Connection, words: Sequence[str], limit: int) -> tuple[AnswerRecord, ...]:
    """The best first."""
    where, values = _wanted("answer_words", ("question", "text"), words)
    found = connection.rows(_ANSWERS.format(where), (*values, limit))
    return tuple(answers_table.by_id(connection, row["rowid"]) for row in found)


def regions_with(connection: Connection, words: Sequence[str], limit: int) -> tuple[RegionRecord, ...]:
    """The best first."""
    where, values = _wanted("region_words", ("name", "comment"), words)
    return tuple(map(regions_table.record, connection.rows(_REGIONS.format(where), (*values, limit))))


def _wanted(index: str, columns: Sequence[str], words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The condition and its values: words by the index, and letters within a row of them by looking."""
    text = " || ' ' || ".join(f"{index}.{column}" for column in columns)
    within = [f"%{_like(word)}%" for word in words if is_unspaced(word)]
    conditions = [f"({text}) LIKE ? ESCAPE '\\'"] * len(within)
    spaced = [word for word in words if not is_unspaced(word)]
    if spaced:
        return " AND ".join([f"{index} MATCH ?", *conditions]), (_query(spaced), *within)
    return " AND ".join(conditions), tuple(within)


def _query(words: Sequence[str]) -> str:
    """Every word in quotes, so that none is read as an operator, and as the beginning of a longer one."""
    return " ".join(f'"{_plain(word)}"*' for word in words)


def _plain(word: str) -> str:
    # A zero ends FTS5's query.
    return text_out(word).replace("\0", " ").replace('"', '""')


def _like(word: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text_out(word))
