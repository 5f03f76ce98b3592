"""What SubRip and WebVTT have in common: the lines of a cue, and reading cues by their line of times."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audio_desk import timecode
from audio_desk.errors import TimeInvalid

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_TIME: Final = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES: Final = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class Cue:
    start: float
    end: float
    text: str


def rows_of(text: str) -> Iterator[str]:
    """The rows of a cue: an empty one would end it, and one that looks like times would begin another."""
    rows: list[str] = []
    for row in filter(str.strip, _BREAK.split(text.replace("\0", "\ufffd"))):
        if rows and _TIMES.fullmatch(row):
            rows[-1] += f" {row}"
        else:
            rows.append(row)
    yield from rows


def cues_in(text: str, *, gaps: bool) -> Iterator[Cue]:
    """In the order of the file; `gaps`: whether a cue may have empty rows, or ends with the first."""
    rows = _BREAK.split(text)
    heads = [(number, match) for number, row in enumerate(rows) if (match := _TIMES.fullmatch(row))]
    ends = [*(_before_head(rows, number) for number, _ in heads[1:]), len(rows)]
    # No head at all leaves one end over.
    for (number, match), end in zip(heads, ends, strict=False):
        try:
            start, until = timecode.parse(match[1]), timecode.parse(match[2])
        except TimeInvalid:
            continue
        yield Cue(start, until, _body(rows[number + 1 : end], gaps))


def _before_head(rows: list[str], head: int) -> int:
    """Where the cue before ends: its number or name stands between an empty row and the times."""
    return head - 1 if head and rows[head - 1].strip() else head


def _body(rows: list[str], gaps: bool) -> str:
    """Without a gap's end, notes and styles that follow a cue would be its text."""
    if gaps:
        return "\n".join(rows).strip("\n")
    return "\n".join(itertools.takewhile(str.strip, rows))
