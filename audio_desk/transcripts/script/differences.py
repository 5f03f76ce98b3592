"""Two states of a transcript side by side: which lines belong together, and which words differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.script.script import Script

_BLOCK_ROWS: Final = 40
"""Words are compared across so many rows at most: comparing takes the square of them."""
_WORD: Final = re.compile(r"\s*\S+(?:\s+\Z)?|\s+\Z")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row, with the spaces around them: all runs of a line are its text."""

    text: str
    kind: Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row: None where only the other side has a line."""

    old: KeptSegment | None
    new: KeptSegment | None
    old_words: tuple[Run, ...] = ()
    new_words: tuple[Run, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether one reads and hears the same."""
        return _shown(self.old) == _shown(self.new)


def compare(old: Script, new: Script) -> tuple[Difference, ...]:
    """Rows in time order, all lines of both."""
    found: list[Difference] = []
    for block in _blocks(_rows(old.segments, new.segments)):
        found += _marked(block)
    return tuple(found)


def _shown(segment: KeptSegment | None) -> object:
    if segment is None:
        return None
    return segment.start_frame, segment.end_frame, segment.text, segment.speaker


# --- which lines belong together ---------------------------------------------------------------------------


def _rows(olds: Sequence[KeptSegment], news: Sequence[KeptSegment]) -> Iterator[Difference]:
    i = j = 0
    while i < len(olds) and j < len(news):
        old, new = olds[i], news[j]
        common = _overlap(old, new)
        alone_old = i + 1 < len(olds) and _overlap(olds[i + 1], new) > common
        alone_new = j + 1 < len(news) and _overlap(old, news[j + 1]) > common
        if common and not alone_old and not alone_new:
            yield Difference(old, new)
            i, j = i + 1, j + 1
        elif alone_old if common else old.start_frame <= new.start_frame:
            yield Difference(old, None)
            i += 1
        else:
            yield Difference(None, new)
            j += 1
    yield from (Difference(old, None) for old in olds[i:])
    yield from (Difference(None, new) for new in news[j:])


def _overlap(one: KeptSegment, other: KeptSegment) -> int:
    """In frames; an empty line counts as one."""
    end = min(max(one.end_frame, one.start_frame + 1), max(other.end_frame, other.start_frame + 1))
    return max(0, end - max(one.start_frame, other.start_frame))


def _blocks(rows: Iterator[Difference]) -> Iterator[list[Difference]]:
    """Rows whose lines overlap in a chain, so that words may have moved from one to the next."""
    block: list[Difference] = []
    reached = 0
    for row in rows:
        lines = [line for line in (row.old, row.new) if line is not None]
        if block and (min(line.start_frame for line in lines) >= reached or len(block) == _BLOCK_ROWS):
            yield block
            block, reached = [], 0
        block.append(row)
        reached = max(reached, *(line.end_frame for line in lines))
    if block:
        yield block


# --- which words differ ------------------------------------------------------------------------------------


def _marked(block: list[Difference]) -> Iterator[Difference]:
    olds = [_words(row.old) for row in block]
    news = [_words(row.new) for row in block]
    old_same, new_same = _common(olds, news)
    for row, old, new in zip(block, olds, news, strict=True):
        yield Difference(row.old, row.new, _runs(old, old_same, "removed"), _runs(new, new_same, "added"))


def _words(segment: KeptSegment | None) -> list[str]:
    return [] if segment is None else _WORD.findall(segment.text)


def _common(olds: list[list[str]], news: list[list[str]]) -> tuple[Iterator[bool], Iterator[bool]]:
    """For every word of either side, in order, whether the other side has it too."""
    ones = [word.strip() for words in olds for word in words]
    others = [word.strip() for words in news for word in words]
    if ones == others:
        return iter([True] * len(ones)), iter([True] * len(ones))
    one_same, other_same = [False] * len(ones), [False] * len(others)
    for at, to, size in SequenceMatcher(None, ones, others, autojunk=False).get_matching_blocks():
        one_same[at : at + size] = other_same[to : to + size] = [True] * size
    return iter(one_same), iter(other_same)


def _runs(words: list[str], same: Iterator[bool], otherwise: Literal["removed", "added"]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for word in words:
        kind: Literal["same", "removed", "added"] = "same" if next(same) else otherwise
        if runs and runs[-1].kind == kind:
            runs[-1] = Run(runs[-1].text + word, kind)
        else:
            runs.append(Run(word, kind))
    return tuple(runs)
