"""Reads a line of an answer: headings, bullets and bold as models write them, and times as places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from audio_desk.transcripts.links import TimeLink, find_times

_HEADING = re.compile(r"#{1,6}\s+")
_BULLET = re.compile(r"(\s*)[*•-]\s+")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line that looks the same throughout."""

    text: str
    bold: bool = False
    link: TimeLink | None = None


Find = Callable[[str], Sequence[TimeLink]]


def runs_of(line: str, find: Find = find_times) -> tuple[Run, ...]:
    """The line cut into runs. Marks that are not closed stay as they are."""
    heading = _HEADING.match(line)
    pieces = _bold_pieces(_BULLET.sub(r"\1•  ", line, count=1) if _BULLET.match(line) else line)
    if heading:
        pieces = [(line[heading.end() :], True)]
    plain = "".join(text for text, _ in pieces)
    edges = _bold_edges(pieces)
    runs: list[Run] = []
    done = 0
    for link in find(plain):
        runs += _plain_runs(plain, done, link.begin, edges)
        runs.append(Run(plain[link.begin : link.end], edges[link.begin], link))
        done = link.end
    return (*runs, *_plain_runs(plain, done, len(plain), edges))


def _bold_pieces(line: str) -> list[tuple[str, bool]]:
    """Texts, each with whether it is bold."""
    pieces = []
    done = 0
    for match in _BOLD.finditer(line):
        pieces += [(line[done : match.start()], False), (match[1], True)]
        done = match.end()
    return [*pieces, (line[done:], False)]


def _bold_edges(pieces: list[tuple[str, bool]]) -> list[bool]:
    """For each character whether it is bold."""
    return [bold for text, bold in pieces for _ in text]


def _plain_runs(plain: str, begin: int, end: int, bold: list[bool]) -> list[Run]:
    runs = []
    start = begin
    for position in range(begin + 1, end + 1):
        if position == end or bold[position] != bold[start]:
            runs.append(Run(plain[start:position], bold[start]))
            start = position
    return runs
