"""The only place that formats or parses times."""

from __future__ import annotations

import math
import re

from audio_desk.errors import TimeInvalid

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,}):(\d{1,2})(?:[.,](\d{1,9}))?")
_SECONDS = re.compile(r"(\d+)(?:[.,](\d{1,9}))?\s*s?")
_UNITS = re.compile(
    r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)(?:[.,](\d{1,9}))?\s*s?)?", re.IGNORECASE
)


def mmss(seconds: float) -> str:
    """`02:30`, and `75:30` past the hour: the form of Gemini's prompts. Rounds to the nearest second."""
    whole = math.floor(seconds + 0.5)
    return f"{whole // 60:02d}:{whole % 60:02d}"


def clock(seconds: float, decimals: int = 0) -> str:
    """`0:34`, `12:30.5`, `1:15:30.250`: the form people read. Rounds to `decimals` places."""
    ticks = math.floor(seconds * 10**decimals + 0.5)
    whole, fraction = divmod(ticks, 10**decimals)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    text = f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"
    return f"{text}.{fraction:0{decimals}d}" if decimals else text


def stamp(seconds: float, point: str = ".") -> str:
    """`00:00:34.250`, hours past 99 as they are: the form of subtitles. Rounds to the millisecond."""
    whole, thousandths = divmod(milliseconds(seconds), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}{point}{thousandths:03d}"


def milliseconds(seconds: float) -> int:
    """The nearest."""
    return math.floor(seconds * 1000 + 0.5)


def whole_seconds_around(start: float, end: float) -> tuple[int, int]:
    """The span rounded outward: start down, end up, at least one second long."""
    # A float that is a hair over a whole second (frames / rate) must not gain a second.
    first = math.floor(start + 1e-6)
    return first, max(first + 1, math.ceil(end - 1e-6))


def end_as_shown(seconds: float, duration: float) -> float:
    """`duration` where `seconds` is a little more and is how a clock shows it, rounded; else `seconds`."""
    shown = (
        math.ceil(duration),
        math.ceil(duration * 1000) / 1000,
        *(parse(clock(duration, n)) for n in range(4)),
    )
    return duration if seconds > duration and seconds in shown else seconds


def parse(text: str) -> float:
    """Seconds from `1:30`, `75:30`, `1:15:30.250`, `90`, `90.5s`, `1h15m`, `2m 5s`; commas as points.

    Raises TimeInvalid for anything else, as for 60 seconds after a colon or 60 minutes after hours.
    """
    stripped = text.strip()
    for pattern, read in ((_CLOCK, _from_clock), (_SECONDS, _from_seconds), (_UNITS, _from_units)):
        match = pattern.fullmatch(stripped)
        if match and any(match.groups()):
            return read(match, text)
    raise TimeInvalid(text)


def counted(text: str) -> float:
    """Seconds of `H:MM:SS,mmm` or `MM:SS.mmm` as other programs write it: 75 minutes are 75 minutes.

    Raises ValueError.
    """
    whole, _, digits = text.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds + _fraction(digits)


def _fraction(digits: str | None) -> float:
    return int(digits) / 10 ** len(digits) if digits else 0.0


def _from_clock(match: re.Match[str], text: str) -> float:
    hours, minutes, seconds = match[1], int(match[2]), int(match[3])
    if seconds >= 60 or (hours is not None and minutes >= 60):
        raise TimeInvalid(text)
    return int(hours or 0) * 3600 + minutes * 60 + seconds + _fraction(match[4])


def _from_seconds(match: re.Match[str], text: str) -> float:
    return int(match[1]) + _fraction(match[2])


def _from_units(match: re.Match[str], text: str) -> float:
    return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + int(match[3] or 0) + _fraction(match[4])
