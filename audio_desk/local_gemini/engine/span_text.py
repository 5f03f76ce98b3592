"""Reads the part of a recording that a prompt speaks of: `from 02:30 to 03:29`, `the first minute`, ..."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

_CLOCK: Final = r"(?:\d{1,3}:)?\d{1,4}:\d{2}(?:[.,]\d{1,3})?(?![:\d])"
_AMOUNT: Final = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|ten|fifteen|twenty|thirty|forty|sixty)"
_UNIT: Final = r"(?:hours?|hrs?|h|minutes?|mins?|min|m|seconds?|secs?|sec|s)(?![a-z])"
_LENGTH: Final = rf"{_AMOUNT}\s*{_UNIT}(?:\s*(?:and\s+)?{_AMOUNT}\s*{_UNIT})*"
_TIME: Final = rf"\[?\(?(?:the\s+)?(?:{_CLOCK}|{_LENGTH})\)?\]?"
_JOIN: Final = r"\s*(?:to|till|until|through|thru|and|up to|-|–|—|−|\.\.+|→)\s*"

_RANGE: Final = re.compile(
    rf"(?:\b(?:from|between|in|of|during|for|at|span|segment|section|part|range|timestamps?|minutes?)\b\W{{0,3}})?"
    rf"(?P<start>{_TIME}){_JOIN}(?:the\s+)?(?P<end>{_TIME})",
    re.IGNORECASE,
)
_BARE_SECONDS: Final = re.compile(
    rf"\b(?:from|between|seconds?)\s+(?P<start>\d+(?:\.\d+)?){_JOIN}(?P<end>{_LENGTH})", re.IGNORECASE
)
_SECONDS_TO: Final = re.compile(
    r"\bseconds?\s+(?P<start>\d+(?:\.\d+)?)\s*(?:to|-|–|and)\s*(?P<end>\d+(?:\.\d+)?)\b", re.IGNORECASE
)
_FIRST: Final = re.compile(rf"\bfirst\s+(?P<length>{_LENGTH}|minute\b|second\b|hour\b)", re.IGNORECASE)
_LAST: Final = re.compile(
    rf"\b(?:last|final)\s+(?P<length>{_LENGTH}|minute\b|second\b|hour\b)", re.IGNORECASE
)
_ONWARD: Final = re.compile(
    rf"\b(?:from|after|since|starting (?:at|from)|beginning (?:at|from))\s+(?P<start>{_TIME})", re.IGNORECASE
)
_UP_TO: Final = re.compile(
    rf"\b(?:until|till|up to|before|ending at)\s+(?P<end>\[?{_CLOCK}\]?)", re.IGNORECASE
)
_POINT: Final = re.compile(
    rf"\b(?:at|around|about|near)\s+(?P<at>\[?{_CLOCK}\]?)(?!\s*[ap]\.?m\b)", re.IGNORECASE
)
_FORM: Final = re.compile(
    r"\b(?:e\.g\.?|i\.e\.?|examples?|for instance|such as|as in|like|in the (?:form|format|style)(?: of)?"
    r"|format(?:ted)?(?: (?:as|like))?|form)\W*$",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"(?:from|between)\b", re.IGNORECASE)
"""What begins like this is a part of the recording, even one that ends before it begins."""
_PART: Final = re.compile(rf"({_AMOUNT})\s*({_UNIT})", re.IGNORECASE)
_WORDS: Final = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
}
POINT_BEFORE_SECONDS: Final = 5.0
POINT_AFTER_SECONDS: Final = 10.0
"""What is meant by `at 01:20`: somebody reads the time off a display while listening."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of a recording in seconds; infinite `end`: to the end; negative `start`: from the end."""

    start: float
    end: float
    at: tuple[int, int]
    """Where in the prompt it stands."""

    def within(self, duration: float) -> tuple[float, float]:
        """In seconds of a recording, cut to it. Empty (start >= end) when it lies outside."""
        start = max(0.0, duration + self.start) if self.start < 0 else self.start
        return start, min(self.end, duration)


def find_span(prompt: str) -> Wanted | None:
    """The first part that `prompt` names; None when it means the whole recording.

    Times inside an example of a form (`lines like [00:05] words`) are not meant.
    """
    for pattern in (_RANGE, _BARE_SECONDS, _SECONDS_TO, _FIRST, _LAST, _ONWARD, _UP_TO, _POINT):
        for match in pattern.finditer(prompt):
            if _FORM.search(prompt[: match.start()]) or _FORM.search(prompt[: match.start(1)]):
                continue
            wanted = _read(pattern, match)
            if wanted:
                return wanted
    return None


def _read(pattern: re.Pattern[str], match: re.Match[str]) -> Wanted | None:
    try:
        start, end = _ends(pattern, match)
    except ValueError:
        return None
    meant = end > start or _BETWEEN.match(match[0])
    return Wanted(start, end, match.span()) if meant else None


def _ends(pattern: re.Pattern[str], match: re.Match[str]) -> tuple[float, float]:
    if pattern is _FIRST:
        return 0.0, _seconds(match["length"])
    if pattern is _LAST:
        return -_seconds(match["length"]), math.inf
    if pattern is _ONWARD:
        return _seconds(match["start"]), math.inf
    if pattern is _UP_TO:
        return 0.0, _seconds(match["end"])
    if pattern is _POINT:
        at = _seconds(match["at"])
        return max(0.0, at - POINT_BEFORE_SECONDS), at + POINT_AFTER_SECONDS
    return _seconds(match["start"]), _seconds(match["end"])


def _seconds(text: str) -> float:
    """Raises ValueError where minutes or seconds are past 59 after a colon."""
    text = text.strip("[]() ").lower().removeprefix("the ").strip()
    if ":" in text:
        return _clock(text.replace(",", "."))
    if text in {"minute", "second", "hour"}:
        text = "1 " + text
    if not (parts := _PART.findall(text)):
        return float(text)
    return sum(_amount(amount) * _unit(unit) for amount, unit in parts)


def _clock(text: str) -> float:
    *hours, minutes, seconds = text.split(":")
    if float(seconds) >= 60 or (hours and int(minutes) >= 60):
        raise ValueError(text)
    return (int(hours[0]) * 3600 if hours else 0) + int(minutes) * 60 + float(seconds)


def _amount(text: str) -> float:
    return float(_WORDS[text]) if text in _WORDS else float(text)


def _unit(text: str) -> int:
    return {"h": 3600, "m": 60, "s": 1}[text[0]]
