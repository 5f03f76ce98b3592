"""Finds words in a transcript, and puts others in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audio_desk.transcripts.script.change import Change, altered
from audio_desk.transcripts.script.pattern import Found, Pattern
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
    """In the transcript's order. Raises SearchPattern and SearchTooSlow."""
    pattern = _pattern(query)
    if pattern is None:
        return ()
    return tuple(
        Match(segment.id, *found.span())
        for segment in script.segments
        for found in pattern.found_in(segment.text)
    )


def by_line(matches: Iterable[Match]) -> dict[str, list[Match]]:
    """By the segment's id."""
    found: dict[str, list[Match]] = {}
    for match in matches:
        found.setdefault(match.segment_id, []).append(match)
    return found


def replace(script: Script, query: Query, replacement: str, matches: Iterable[Match] | None = None) -> Change:
    """In all places, or in those of `matches` that are still there. Raises SearchPattern and SearchTooSlow.

    With a regular expression the replacement may use its groups: `\\1`.
    """
    pattern, changed = _pattern(query), []
    wanted = None if matches is None else set(matches)
    among = {match.segment_id for match in wanted or ()}
    for segment in script.segments if pattern is not None else ():
        if wanted is not None and segment.id not in among:
            continue
        assert pattern is not None
        found = pattern.found_in(segment.text)
        if wanted is not None:
            found = [one for one in found if Match(segment.id, *one.span()) in wanted]
        if found and (text := _replaced(segment.text, found, pattern, replacement)) != segment.text:
            changed.append(segment.saying(text))
    return altered(script, changed, "replace")


def _replaced(text: str, places: list[Found], pattern: Pattern, replacement: str) -> str:
    pieces: list[str] = []
    done = 0
    for found in places:
        pieces += [text[done : found.start()], pattern.new_words(found, replacement)]
        done = found.end()
    return "".join((*pieces, text[done:]))


def _pattern(query: Query) -> Pattern | None:
    """None finds nothing."""
    if not query.words:
        return None
    return Pattern(query.words, query.match_case, query.whole_words, query.regular)
