"""How times look in text that a model wrote, and which of them are times of the recording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from audio_desk import timecode
from audio_desk.errors import TimeInvalid

# MM:SS, H:MM:SS, MM:SS.mmm and MM:SS:mmm; minutes may go on counting past 59.
TIME: Final = r"(?<![\d:.,])\d{1,4}:\d{2}(?::\d{2,3})?(?:[.,]\d{1,3})?(?!:?\d)"
BETWEEN: Final = r"\s?(?:-{1,2}>?|[–—→~]|to\b)\s?"
"""What stands between the two times of a range."""

_OF_DAY: Final = r"(?![ \u00a0]?[ap]\.?m\b)"
_FREE: Final = re.compile(TIME + _OF_DAY, re.IGNORECASE)
_LEADING: Final = re.compile(rf"[\s>*_#•\[(-]*(?:\d{{1,4}}[.)]\s+[*_\[(]*)?{TIME}")
_OPENED: Final = re.compile(rf"[\[(]\s?(?:{TIME}{BETWEEN})?$")
_RANGED: Final = re.compile(rf"{TIME}[\])*_]*{BETWEEN}[\[(*_]*$")
_MILLISECONDS: Final = re.compile(r"(\d+:\d{2}):(\d{3})")

LONGEST_RANGE: Final = 40
"""Characters: how far back the brackets or the first time of a range may lie."""


def seconds_of(text: str) -> float | None:
    """What a text matched by TIME means; None where it is no time, as for 60 seconds or more."""
    match = _MILLISECONDS.fullmatch(text)
    try:
        return timecode.parse(f"{match[1]}.{match[2]}" if match else text)
    except TimeInvalid:
        return None


def like(text: str, seconds: float) -> str:
    """`seconds` in the form in which `text` is written: with hours, with decimals, or as plain MM:SS."""
    match = _MILLISECONDS.fullmatch(text)
    decimals = 3 if match else len(re.split("[.,]", text)[1]) if re.search("[.,]", text) else 0
    if decimals or (text.count(":") == 2 and not match):
        return timecode.clock(seconds, decimals)
    return timecode.mmss(seconds)


def times_in(line: str, first: int = 0) -> Iterator[re.Match[str]]:
    """The times of the recording in one line, from character `first` on.

    A line that begins with a time is what somebody said at that time: inside it only times in brackets are
    the recording's, and `12:30` is words. Times of the day (`4:30 pm`) never are.
    """
    leading = _LEADING.match(line)
    for match in _FREE.finditer(line, first):
        before = line[max(0, match.start() - LONGEST_RANGE) : match.start()]
        words = leading is not None and match.end() > leading.end()
        if not words or _OPENED.search(before) or (_RANGED.search(before) and _is_head(line, match.start())):
            yield match


def _is_head(line: str, position: int) -> bool:
    """Whether nothing but times stands before this character of the line."""
    return not re.sub(rf"{TIME}|\bto\b|\W|\d", "", line[:position])
