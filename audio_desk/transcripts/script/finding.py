"""Finds words in a transcript, and puts others in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as with_fields

from audio_desk.errors import SearchPattern
from audio_desk.transcripts.script.change import Change, altered
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.script.script import Script


@dataclass(frozen=True, slots=True)
class Query:
    words: str
    match_case: bool = False
    whole_words: bool = False
    regular: bool = False
    """`words` is a regular expression."""


@dataclass(frozen=True, slots=True)
class Match:
    """Characters `begin` to `end` of a segment's text."""

    segment_id: str
    begin: int
    end: int


def find(script: Script, query: Query) -> tuple[Match, ...]:
    """In the transcript's order. Raises SearchPattern."""
    pattern = _pattern(query)
    return tuple(
        Match(segment.id, *found.span())
        for segment in script.segments
        for found in _found(pattern, segment.text)
    )


def replace(script: Script, query: Query, replacement: str, matches: Iterable[Match] | None = None) -> Change:
    """In all places, or in those of `matches` that are still there. Raises SearchPattern.

    With a regular expression the replacement may use its groups: `\\1`.
    """
    pattern = _pattern(query)
    wanted = None if matches is None else set(matches)
    segments = (
        with_fields(segment, text=text, corrected=True)
        for segment in script.segments
        if (text := _replaced(segment, pattern, query, replacement, wanted)) != segment.text
    )
    return altered(script, segments, "replace")


def _replaced(
    segment: KeptSegment,
    pattern: re.Pattern[str] | None,
    query: Query,
    replacement: str,
    wanted: set[Match] | None,
) -> str:
    pieces: list[str] = []
    done = 0
    for found in _found(pattern, segment.text):
        if wanted is None or Match(segment.id, *found.span()) in wanted:
            pieces += [segment.text[done : found.start()], _new_words(found, query, replacement)]
            done = found.end()
    return "".join((*pieces, segment.text[done:]))


def _new_words(found: re.Match[str], query: Query, replacement: str) -> str:
    if not query.regular:
        return replacement
    try:
        return found.expand(replacement)
    except (re.error, IndexError) as error:
        raise SearchPattern(str(error)) from error


def _pattern(query: Query) -> re.Pattern[str] | None:
    """None finds nothing."""
    if not query.words:
        return None
    words = query.words if query.regular else re.escape(query.words)
    if query.whole_words:
        words = rf"(?<!\w)(?:{words})(?!\w)"
    try:
        return re.compile(words, 0 if query.match_case else re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise SearchPattern(str(error)) from error


def _found(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    """Places without a character are none."""
    if pattern is not None:
        yield from (found for found in pattern.finditer(text) if found.end() > found.start())
