"""Finds where a line names one of several recordings: by letter, number, order or file name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audio_desk.transcripts.times import TIME

NOBODY: Final = -1
"""What is named is none of the recordings."""

_THING: Final = r"(?:recordings?|audios?|audio files?|files?|clips?|tracks?)"
_MARKS: Final = r"[\"'“”*_`]{0,3}"
_BESIDE: Final = rf"{_MARKS}[,:;@]?\s*(?:at\s+)?{_MARKS}(?=[\[(]?\s?{TIME})"
_NAMED: Final = re.compile(rf"(?i:\b{_THING})\s+{_MARKS}(?P<mark>[A-Z]{{1,2}}|\d{{1,2}})\b(?!:\d)")
_ONE_MORE: Final = re.compile(r"\s*(?:,|and|or|&)\s*(?P<mark>[A-Z]{1,2})\b(?![-'’])")
_ORDERED: Final = re.compile(rf"(?i)\b(?P<order>first|second|third|fourth|fifth|sixth)\s+{_THING}\b")
_ORDERS: Final = ("first", "second", "third", "fourth", "fifth", "sixth")
_BEFORE_TIME: Final = re.compile(rf"(?<![\w'’.-])(?P<mark>[A-Z]{{1,2}})(?={_BESIDE})")
_AFTER_TIME: Final = re.compile(r"(?<=\d)[\])]?\s?[,;]?\s*[\[(]?(?P<mark>[A-Z]{1,2})(?=[\])])")
_OF_LETTER: Final = re.compile(r"(?<=\d)[\])]?\s+(?:in|of|from)\s+(?P<mark>[A-Z]{1,2})\b(?![-'’])")
_OWNS: Final = re.compile(r"(?<![\w'’.-])(?P<mark>[A-Z]{1,2})(?=['’]s\b)")
_HEADS_LINE: Final = re.compile(rf"^[\s>#*_•-]*{_MARKS}(?P<mark>[A-Z]{{1,2}})(?={_MARKS}:)")
_SHORTEST_STEM: Final = 4
"""A shorter name without its ending may be any word."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `begin` to `end` name recording number `recording`, or NOBODY."""

    begin: int
    end: int
    recording: int


class Names:
    """The recordings of a question, in the order of their letters, by all that a model may call them."""

    def __init__(self, files: Sequence[str], letters: Sequence[str]) -> None:
        self._count = len(files)
        self._letters = {letter: at for at, letter in enumerate(letters)}
        self._files = {key.casefold(): at for at, name in enumerate(files) for key in _keys(name, files)}
        longest_first = sorted(self._files, key=len, reverse=True)
        either = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._file = re.compile(rf"(?i)(?<!\w)(?:{either})(?!\w)")

    def in_line(self, line: str) -> tuple[Mention, ...]:
        """In their order; of those that overlap the first and longest."""
        kept: list[Mention] = []
        for each in sorted(self._all(line), key=lambda each: (each.begin, -each.end)):
            if not kept or each.begin >= kept[-1].end:
                kept.append(each)
        return tuple(kept)

    def _all(self, line: str) -> Iterator[Mention]:
        for match in _NAMED.finditer(line):
            yield Mention(match.start(), match.end(), self._marked(match["mark"]))
            yield from self._more(line, match.end())
        for match in _ORDERED.finditer(line):
            at = _ORDERS.index(match["order"].lower())
            yield Mention(match.start(), match.end(), at if at < self._count else NOBODY)
        for match in self._file.finditer(line):
            yield Mention(match.start(), match.end(), self._files[match[0].casefold()])
        yield from self._letters_alone(line)

    def _more(self, line: str, begin: int) -> Iterator[Mention]:
        """`Recordings A, B and C`"""
        while (match := _ONE_MORE.match(line, begin)) and match["mark"] in self._letters:
            yield Mention(match.start("mark"), match.end(), self._letters[match["mark"]])
            begin = match.end()

    def _letters_alone(self, line: str) -> Iterator[Mention]:
        for pattern in (_BEFORE_TIME, _AFTER_TIME, _OF_LETTER, _OWNS, _HEADS_LINE):
            for match in pattern.finditer(line):
                begin, end = match.span("mark")
                in_brackets = line[:begin].endswith(("[", "("))
                if match["mark"] in self._letters or (in_brackets and pattern is _BEFORE_TIME):
                    yield Mention(begin, end, self._letters.get(match["mark"], NOBODY))

    def _marked(self, mark: str) -> int:
        if mark.isdigit():
            return int(mark) - 1 if 0 < int(mark) <= self._count else NOBODY
        return self._letters.get(mark, NOBODY)


def _keys(name: str, files: Sequence[str]) -> Iterator[str]:
    """What two recordings share tells nobody which of them is meant."""
    folded = [other.casefold() for other in files]
    stems = [_stem(other) for other in folded]
    if folded.count(name.casefold()) == 1:
        yield name
    stem = _stem(name)
    if len(stem) >= _SHORTEST_STEM and stems.count(stem.casefold()) == 1:
        yield stem


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
