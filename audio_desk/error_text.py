"""The words for every expected error and for every reason why an answer is not whole: no Qt, and no keys."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audio_desk import errors
from audio_desk.error_words import ERRORS, LIMITS, PROBLEMS, Action
from audio_desk.timecode import clock

__all__ = ["Action", "Words", "problem_words", "skipped_words", "tiers_words", "without_keys", "words_for"]


@dataclass(frozen=True, slots=True)
class Words:
    """A few words to head a banner, one sentence that stands alone, and the button that helps."""

    title: str
    sentence: str
    action: Action = ""


_NAMES: Final = 5
"""As many as a sentence holds."""
_KEYS: Final = re.compile(r"AIza[\w-]{8,}|AQ\.[\w-]{8,}|(?i:(?<=key=)|(?<=x-goog-api-key: ))[^\s&'\"]+")
_REASON_CHARACTERS: Final = 200


def words_for(error: BaseException) -> Words:
    """The words of the error's class, or of the nearest class above it that has some."""
    kind = next(kind for kind in type(error).__mro__ if kind in ERRORS)
    title, sentence, action = ERRORS[kind]
    return Words(title, without_keys(sentence.format_map(_fields(error))), action)


def problem_words(problem: str, finish: str) -> Words:
    """Why an answer is not whole: `problem` is the library's code, `finish` the API's own word."""
    title, sentence, action = PROBLEMS.get(problem, PROBLEMS["other"])
    own_word = finish and finish not in ("STOP", "INTERRUPTED")
    return Words(title, sentence.format(why=f" ({finish})" if own_word else ""), action)


def skipped_words(count: int, first_row: int) -> str:
    """Of a transcript that was imported."""
    if count == 1:
        return f"One entry, in row {first_row}, has no valid times and was left out."
    return f"{count:,} entries have no valid times and were left out, the first in row {first_row}."


def tiers_words(names: tuple[str, ...]) -> str:
    """Of a TextGrid that was imported."""
    said = ", ".join(f"“{name}”" for name in names[:_NAMES])
    more = f" and {len(names) - _NAMES:,} more" if len(names) > _NAMES else ""
    return f"Of its tiers only the first with words was taken over, not {said}{more}."


def _fields(error: BaseException) -> dict[str, str]:
    path = getattr(error, "path", None) or getattr(error, "filename", None)
    return {
        "name": f"“{Path(os.fsdecode(path)).name}”" if path else "A file",
        "why": _why(error),
        "kind": type(error).__name__,
        "text": f"“{getattr(error, 'text', '')}”",
        "plain": getattr(error, "text", ""),
        "address": getattr(error, "base_url", ""),
        "wait": _wait(getattr(error, "retry_after", None)),
        "region": _region(error) if isinstance(error, errors.RegionOutside) else "",
        "limit": _limit(error) if isinstance(error, errors.LimitExceeded) else "",
    }


def _why(error: BaseException) -> str:
    """The reason that the system or the server gave, on one line and not too long."""
    told = getattr(error, "detail", "") or getattr(error, "message", "") or getattr(error, "strerror", "")
    reason = " ".join(str(told or "").split()).rstrip(".")
    if len(reason) > _REASON_CHARACTERS:
        reason = f"{reason[:_REASON_CHARACTERS].rstrip()}…"
    return f" ({reason})" if reason else ""


def _wait(seconds: float | None) -> str:
    if seconds is None:
        return "wait a moment, then try again"
    return f"try again in {_length(seconds)}"


def _region(error: errors.RegionOutside) -> str:
    region = f"The region from {_time(error.start)} to {_time(error.end)}"
    if error.start >= error.duration:
        return (
            f"The region begins at {_time(error.start)}, after the end of the recording, which is"
            f" {_time(error.duration)} long: choose an earlier start."
        )
    if error.end <= error.start:
        return f"{region} is empty: its end must come after its start."
    if error.end <= error.duration:
        return f"{region} is empty: it is too short to hold any of the recording's sound."
    return (
        f"{region} passes the end of the recording, which is {_time(error.duration)} long:"
        " choose an earlier end."
    )


def _limit(error: errors.LimitExceeded) -> str:
    sentence = LIMITS.get(error.limit, "That is more than the API takes at once: choose a shorter region.")
    in_bytes = error.limit.endswith("BYTES")
    short, exact = (_size, _bytes) if in_bytes else (_length, _whole_seconds)
    written = exact if short(error.value) == short(error.allowed) else short
    return sentence.format(value=written(error.value), allowed=written(error.allowed))


def _time(seconds: float) -> str:
    """As exact as it is: `2:05.79`, `3:10`."""
    return clock(seconds, 3).rstrip("0").rstrip(".")


def _length(seconds: float) -> str:
    if seconds < 120:
        return f"{max(1, math.ceil(seconds - 1e-6))} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.3g} h"


def _whole_seconds(seconds: float) -> str:
    """`9:30:01`, rounded up."""
    return clock(math.ceil(seconds))


def _bytes(size: float) -> str:
    return f"{size:,.0f} bytes"


def _size(size: float) -> str:
    """In the units in which the API's limits are round numbers."""
    for unit, bytes_each in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size >= bytes_each:
            return f"{size / bytes_each:.3g} {unit}"
    return f"{size:.0f} bytes"


def without_keys(text: str) -> str:
    """No key reaches a screen, should a server ever repeat one."""
    for variable in ("GOOGLE_API_KEY", "GEMINI_API_KEY"):
        value = os.environ.get(variable, "").strip()
        if value:
            text = text.replace(value, "[key]")
    return _KEYS.sub("[key]", text)
