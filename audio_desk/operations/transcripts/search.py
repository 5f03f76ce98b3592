"""Finds words in everything that is kept: transcripts, answers and regions, with the place of each hit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from audio_desk.errors import NoWords, RowGone
from audio_desk.library.records import AnswerRecord, RecordingRecord, RegionRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.transcripts.taking import current_script
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.unspaced import is_unspaced

LIMIT: Final = 200
_AROUND: Final = 60
"""Characters of an answer that are shown on either side of the first word found."""
_TERM: Final = re.compile(r'"([^"]+)"|(\S+)')
_MARKS: Final = "[\u0300-\u036f]*"
"""Accents that stand for themselves, behind their letter."""
_WORDS: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    recording: RecordingRecord
    kind: Literal["transcript", "answer", "region"]
    start_frame: int
    end_frame: int
    text: str
    """The line, or what stands around the first word found."""
    answer_id: int | None = None
    region_id: str | None = None
    segment_id: str | None = None
    """Of a line of the transcript."""


async def search(desk: Desk, words: str, limit: int = LIMIT) -> tuple[Hit, ...]:
    """All the words, or words that begin so, in any order; words in quotes stand together.

    Raises NoWords where there is no word, and StoreUnavailable.
    """
    terms = terms_of(words)
    if not terms:
        raise NoWords
    return await desk.run(_search, desk, terms, limit)


def terms_of(words: str) -> tuple[str, ...]:
    """What is looked for; signs alone are nothing."""
    found = (match[1] or match[2] for match in _TERM.finditer(words))
    return tuple(term for term in found if _WORDS.search(term))


def _search(desk: Desk, terms: Sequence[str], limit: int) -> tuple[Hit, ...]:
    store, hits = desk.store, dict[tuple[object, ...], Hit]()
    recording_of, lines_of = cache(store.recording), cache(lambda name: _lines(store, name))
    try:
        for recording_id in store.recordings_to_take():
            current_script(store, recording_id)
        for region in store.regions_with(terms, limit):
            _add(hits, _region_hit(region, recording_of(region.recording_id)))
        for recording_id, line in store.lines_with(terms, limit):
            _add(hits, _line_hit(line, recording_of(recording_id)))
        for answer in store.answers_with(terms, limit):
            for hit in _answer_hits(answer, recording_of(answer.recording_id), terms):
                same = lines_of(answer.recording_id).get((hit.start_frame, hit.text))
                _add(hits, hit if same is None else _line_hit(same, hit.recording))
    except RowGone:
        pass  # deleted by another program a moment ago: what was found before stands
    return tuple(hits.values())[:limit]


def _lines(store: Store, recording_id: int) -> dict[tuple[int, str], KeptSegment]:
    """By their places and words."""
    return {(line.start_frame, line.text): line for line in store.script(recording_id).segments}


def _add(hits: dict[tuple[object, ...], Hit], hit: Hit) -> None:
    """The same line of the transcript and of several answers counts once, as the transcript's."""
    hits.setdefault((hit.recording.id, hit.kind == "region", hit.start_frame, hit.text), hit)


def _line_hit(line: KeptSegment, recording: RecordingRecord) -> Hit:
    start, end = line.start_frame, line.end_frame
    return Hit(recording, "transcript", start, end, line.text, line.answer_id, segment_id=line.id)


def _region_hit(region: RegionRecord, recording: RecordingRecord) -> Hit:
    words = ": ".join(part for part in (region.name, region.comment) if part)
    return Hit(recording, "region", region.span.start, region.span.end, words, region_id=region.id)


def _answer_hits(answer: AnswerRecord, recording: RecordingRecord, terms: Sequence[str]) -> Iterator[Hit]:
    """The lines with all the words, else those with one of them; without any line, the place of the first."""
    lines = [(segment, _count(segment.text, terms)) for segment in answer.segments]
    best = max((count for _, count in lines), default=0)
    for segment, count in lines:
        if count and count == best:
            start, end = segment.start_frame, segment.end_frame
            yield Hit(recording, "answer", start, end, segment.text, answer.id)
    if not best:
        span = answer.region
        start, end = (0, recording.frames) if span is None else (span.start, span.end)
        text = _around(f"{answer.question} {answer.text}".strip(), terms)
        yield Hit(recording, "answer", start, end, text, answer.id)


def _count(text: str, terms: Sequence[str]) -> int:
    """How many of the terms are in it."""
    plain = _plain(text)
    return sum(_places(term).search(plain) is not None for term in terms)


def _around(text: str, terms: Sequence[str]) -> str:
    match = _places(terms[0]).search(_plain(text))
    at = match.start() if match else 0
    begin, end = max(0, at - _AROUND), at + _AROUND
    piece = " ".join(text[begin:end].split())
    return f"{'…' if begin else ''}{piece}{'…' if end < len(text) else ''}"


def marks_in(text: str, words: str) -> tuple[tuple[int, int], ...]:
    """Where the words that were looked for stand in a hit's text: begin and end, in order and apart."""
    plain, found = _plain(text), []
    for term in terms_of(words):
        found += [match.span() for match in _places(term).finditer(plain)]
    marks: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if marks and begin < marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((begin, end))
    return tuple(marks)


def _places(term: str) -> re.Pattern[str]:
    """Where a term stands in plain text: at the beginning of a word, where the writing tells of such."""
    begin = "" if is_unspaced(term) else r"(?<![^\W_])"
    words = _WORDS.findall(_plain(unicodedata.normalize("NFC", term)))
    return re.compile(begin + r"[\W_]+".join(_MARKS.join(map(re.escape, word)) for word in words))


def _plain(text: str) -> str:
    """Small letters without accents, one for one."""
    return "".join(_letter(character) for character in text)


def _letter(character: str) -> str:
    folded = unicodedata.normalize("NFD", character.casefold())[:1]
    return folded or character
