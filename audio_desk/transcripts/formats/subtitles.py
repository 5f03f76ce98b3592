"""What SubRip and WebVTT have in common: the lines of a cue, and reading cues by their line of times."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audio_desk import timecode
from audio_desk.transcripts.formats.document import within_reach
from audio_desk.transcripts.formats.skipped import Skipped

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_TIME: Final = r"(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES: Final = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})(?:\s.*)?")
_LIKE_TIMES: Final = re.compile(r"\s*-?\d+:\S*\s*-->")
_COUNT: Final = re.compile(r"\s*\d+\s*")


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


def cues_in(text: str, *, gaps: bool) -> tuple[tuple[Cue, ...], Skipped | None]:
    """In the order of the file; `gaps`: whether a cue may have empty rows, or ends with the first.

    And those whose times are none: they are left out.
    """
    rows = _BREAK.split(text)
    heads = [number for number in range(len(rows)) if _is_head(rows, number, loose=not gaps)]
    ends = [*(_before_head(rows, number) for number in heads[1:]), len(rows)]
    cues, wrong = list[Cue](), list[int]()
    # No head at all leaves one end over.
    for number, end in zip(heads, ends, strict=False):
        times = _times_of(rows[number])
        if times is None:
            wrong.append(number)
        else:
            cues.append(Cue(*times, _body(rows[number + 1 : end], gaps)))
    return tuple(cues), Skipped.of(wrong)


def _times_of(row: str) -> tuple[float, float] | None:
    """None where they are no times."""
    match = _TIMES.fullmatch(row)
    if match is None:
        return None
    start, end = (within_reach(timecode.counted(time)) for time in match.groups())
    return start, end


def _is_head(rows: list[str], number: int, *, loose: bool) -> bool:
    """Whether a cue begins here, if with times that are none; `loose`: no text has an arrow."""
    row = rows[number]
    if "-->" not in row:
        return False
    if loose or _TIMES.fullmatch(row):
        return True
    before = number - 1 if number and _COUNT.fullmatch(rows[number - 1]) else number
    return _LIKE_TIMES.match(row) is not None and not (before and rows[before - 1].strip())


def _before_head(rows: list[str], head: int) -> int:
    """Where the cue before ends: a number, or a name after an empty row, belongs to the times beneath it."""
    above = rows[head - 1].strip() if head else ""
    is_name = above.isdecimal() or (above and (head < 2 or not rows[head - 2].strip()))
    return head - 1 if is_name else head


def _body(rows: list[str], gaps: bool) -> str:
    """Without a gap's end, notes and styles that follow a cue would be its text."""
    if gaps:
        return "\n".join(rows).strip("\n")
    return "\n".join(itertools.takewhile(str.strip, rows))
