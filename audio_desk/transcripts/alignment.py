"""Finds the words that two transcripts of the same sound have in common, by the words and by their times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audio_desk.transcripts.segment import Segment

_RUN: Final = 0.5
"""What a common word is worth more when the word before is common too."""
_FAR_SECONDS: Final = 4.0
"""Words that seem to lie further apart are not the same ones, whatever they say."""
_WORD_SECONDS: Final = 0.6
"""A word takes no longer: the end of a line may be that of the pause after it."""
_WORD: Final = re.compile(r"\S+")
_PLAIN: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    segment: int
    place: int
    """Counted in its segment."""
    plain: str
    """Without marks and capitals."""
    frame: float
    """Where it may lie in its segment, if all words are equally long: to compare, never to show."""


@dataclass(frozen=True, slots=True)
class Match:
    one: Word
    other: Word
    run: int
    """How many common words are in a row around this one."""


def words_of(segments: Sequence[Segment], rate: int) -> list[Word]:
    found = []
    for number, segment in enumerate(segments):
        spoken = _WORD.findall(segment.text)
        each = min(_WORD_SECONDS * rate, (segment.end_frame - segment.start_frame) / max(1, len(spoken)))
        for place, word in enumerate(spoken):
            plain = _PLAIN.sub("", word).casefold() or word
            found.append(Word(number, place, plain, segment.start_frame + place * each))
    return found


def without_words(text: str, count: int) -> tuple[str, str]:
    """The first so many words, and the rest."""
    at = [match.start() for match in _WORD.finditer(text)][count]
    return text[:at].rstrip(), text[at:]


def common_words(
    ones: Sequence[Word], others: Sequence[Word], rate: int, far_seconds: float = _FAR_SECONDS
) -> list[Match]:
    """In order: the alignment with the most words in common, those near in time and in rows first."""
    pairs = _trace(*_tables(ones, others, far_seconds * rate))
    runs = _runs(pairs)
    return [Match(ones[i], others[j], run) for (i, j), run in zip(pairs, runs, strict=True)]


_Table = list[list[float]]


def _tables(ones: Sequence[Word], others: Sequence[Word], far: float) -> tuple[_Table, _Table]:
    """For every two words: the worth of the best alignment that ends with them as one, and the best yet."""
    height, width = len(ones) + 1, len(others) + 1
    ending = [[0.0] * width for _ in range(height)]
    best = [[0.0] * width for _ in range(height)]
    for i, one in enumerate(ones, start=1):
        for j, other in enumerate(others, start=1):
            apart = abs(one.frame - other.frame)
            if one.plain == other.plain and apart < far:
                before = max(best[i - 1][j - 1], ending[i - 1][j - 1] + _RUN * (ending[i - 1][j - 1] > 0))
                ending[i][j] = before + 1 - apart / far
            best[i][j] = max(best[i - 1][j], best[i][j - 1], ending[i][j])
    return ending, best


def _trace(ending: _Table, best: _Table) -> list[tuple[int, int]]:
    """The pairs of the best alignment, first to last."""
    pairs: list[tuple[int, int]] = []
    i, j, in_row = len(best) - 1, len(best[0]) - 1, False
    while i and j:
        if in_row or (ending[i][j] and ending[i][j] == best[i][j]):
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
            in_row = ending[i][j] > 0 and ending[i][j] + _RUN >= best[i][j]
        elif best[i - 1][j] >= best[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _runs(pairs: Sequence[tuple[int, int]]) -> list[int]:
    runs: list[int] = []
    begin = 0
    for at in range(1, len(pairs) + 1):
        goes_on = at < len(pairs) and pairs[at] == (pairs[at - 1][0] + 1, pairs[at - 1][1] + 1)
        if not goes_on:
            runs += [at - begin] * (at - begin)
            begin = at
    return runs
