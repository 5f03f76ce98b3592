"""Reads one line of a transcript: when, who, what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audio_desk.transcripts.times import BETWEEN, TIME, seconds_of

_CAPITALS: Final = "".join(
    letter for letter in map(chr, (*range(0x41, 0x590), *range(0x1E00, 0x2000))) if letter.isupper()
)
"""Latin, Greek, Cyrillic and Armenian."""
# Every word of a name begins with a capital or is a number; `he said:` and `https:` are words.
_NAME: Final = rf"(?-i:[{_CAPITALS}][\w.’'-]*(?:[ ][{_CAPITALS}0-9][\w.’'-]*){{0,3}})"
_SECONDS: Final = r"\d{1,6}(?:\.\d{1,6})?\s?s(?:ec(?:onds?)?)?\b"

_BOLD: Final = re.compile(r"\*\*|__")
_TIMED: Final = re.compile(
    r"(?:[-*•>]\s+|\d{1,4}[.)]\s+)?"
    rf"(?:(?P<before>{_NAME})\s?(?P<colon>:?)\s?(?=[\[(]))?"
    rf"[\[(]?\s?(?P<start>{TIME}(?![ ]?[ap]\.?m\b)|(?<=[\[(]){_SECONDS})"
    rf"(?:\s?[\])]?{BETWEEN}[\[(]?(?P<end>{TIME}|{_SECONDS}))?"
    # Behind a bracket the words may follow at once: in Chinese and Japanese they do.
    r"\s?[\])]?\s?(?P<mark>[-–—|:]*)(?:(?=\s|$)|(?<=[\])])|(?<=[\])]:))\s*",
    re.IGNORECASE,
)
_INNER: Final = re.compile(rf"(?<=\s)(?<![-–—>→~]\s)(?<!\bto\s)(?=\[{TIME}(?:{BETWEEN}{TIME})?\])")
_SPEAKER: Final = re.compile(rf"(?:(?P<plain>{_NAME}):|\[(?P<squared>{_NAME})\]:?)\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class TimedLine:
    """Seconds as they were written."""

    start: float
    end: float | None
    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class UntimedLine:
    """A line of somebody's that came without a time, or with one that cannot be read."""

    speaker: str | None
    text: str


Piece = TimedLine | UntimedLine | str
"""A `str` continues what stood before, whoever says it."""


def read_line(line: str) -> Iterator[TimedLine | str]:
    """What the line says, as pieces that each begin with a time; a `str` continues what stood before.

    One line may hold several times in square brackets; each begins a piece of its own. Bold type is dropped.
    """
    first, *others = _INNER.split(_BOLD.sub("", line).strip())
    if others and isinstance(_piece(first), str) and isinstance(_piece(first + others[0]), TimedLine):
        # A name stands before the first time.
        first, others = first + others[0], others[1:]
    for piece in (first, *others):
        yield _piece(piece.strip())


def _piece(text: str) -> TimedLine | str:
    match = _TIMED.match(text)
    start = _seconds(match["start"]) if match else None
    if match is None or start is None:
        return text
    # `At [00:34] he` names nobody; `Maya: [00:34] he` and `Maya [00:34]: he` do.
    if match["before"] and not (match["colon"] or ":" in match["mark"]):
        return text
    end = _seconds(match["end"]) if match["end"] else None
    words = text[match.end() :]
    named = _SPEAKER.match(words)
    if match["before"] or not named:
        return TimedLine(start, end, match["before"], words)
    return TimedLine(start, end, named["plain"] or named["squared"], words[named.end() :])


def _seconds(written: str) -> float | None:
    return seconds_of(written) if ":" in written else float(written.lower().split("s")[0])
