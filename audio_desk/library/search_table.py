"""Every statement that looks for words (SQLite's FTS5)."""

from __future__ import annotations

from collections.abc import Sequence

from audio_desk.library import answers_table, regions_table, script_table
from audio_desk.library.columns import text_out
from audio_desk.library.connection import Connection
from audio_desk.library.records import AnswerRecord, RegionRecord
from audio_desk.transcripts.script.kept import KeptSegment

_ANSWERS = "SELECT rowid FROM answer_words WHERE answer_words MATCH ? ORDER BY rank LIMIT ?"
_REGIONS = """
    SELECT regions.* FROM region_words JOIN regions ON regions.id = region_id
    WHERE region_words MATCH ? ORDER BY rank LIMIT ?
"""

_LINES = """
    SELECT transcript_segments.* FROM transcript_words
    JOIN transcript_segments ON transcript_segments.row = transcript_words.rowid
    WHERE transcript_words MATCH ? ORDER BY rank LIMIT ?
"""


def lines_with(
    connection: Connection, words: Sequence[str], limit: int
) -> tuple[tuple[int, KeptSegment], ...]:
    """The best first, each with its recording's id."""
    found = connection.rows(_LINES, (_query(words), limit))
    return tuple((row["recording_id"], script_table.segment(row)) for row in found)


def answers_with(connection: Connection, words: Sequence[str], limit: int) -> tuple[AnswerRecord, ...]:
    """The best first."""
    found = connection.rows(_ANSWERS, (_query(words), limit))
    return tuple(answers_table.by_id(connection, row["rowid"]) for row in found)


def regions_with(connection: Connection, words: Sequence[str], limit: int) -> tuple[RegionRecord, ...]:
    """The best first."""
    return tuple(map(regions_table.record, connection.rows(_REGIONS, (_query(words), limit))))


def _query(words: Sequence[str]) -> str:
    """Every word in quotes, so that none is read as an operator, and as the beginning of a longer one."""
    return " ".join(f'"{_plain(word)}"*' for word in words)


def _plain(word: str) -> str:
    # A zero ends FTS5's query.
    return text_out(word).replace("\0", " ").replace('"', '""')
