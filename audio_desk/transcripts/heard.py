"""Makes lines of the words that a dedicated transcriber names with their times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audio_desk.transcripts.lines import TimedLine, UntimedLine

_OFFSET: Final = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)s")
_SENTENCE_END: Final = re.compile(r"[.?!…][\"'”’)]*$")
LONGEST_LINE_SECONDS: Final = 20.0
"""Somebody who never ends a sentence is cut at a word."""


@dataclass(frozen=True, slots=True)
class HeardWord:
    """Offsets as they were written: `0.100s`, or empty."""

    text: str
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class HeardPart:
    text: str
    speaker: str = ""
    words: tuple[HeardWord, ...] = ()


def lines_of(part: HeardPart) -> Iterator[TimedLine | UntimedLine]:
    """A line for each sentence; words without times are one line."""
    if not any(_seconds(word.start) is not None for word in part.words):
        if part.text.strip():
            yield UntimedLine(part.speaker or None, part.text.strip())
        return
    sentence: list[HeardWord] = []
    for word in part.words:
        sentence.append(word)
        if _SENTENCE_END.search(word.text) or _length(sentence) > LONGEST_LINE_SECONDS:
            yield _line(sentence, part.speaker)
            sentence = []
    if sentence:
        yield _line(sentence, part.speaker)


def _line(words: Sequence[HeardWord], speaker: str) -> TimedLine | UntimedLine:
    """From the first word that has a time; an end before that is none."""
    text = " ".join(word.text.strip() for word in words if word.text.strip())
    starts = [seconds for word in words if (seconds := _seconds(word.start)) is not None]
    if not starts:
        return UntimedLine(speaker or None, text)
    end = _seconds(words[-1].end)
    return TimedLine(starts[0], end if end is not None and end > starts[0] else None, speaker or None, text)


def _length(words: Sequence[HeardWord]) -> float:
    starts = [seconds for word in words if (seconds := _seconds(word.start)) is not None]
    return max(starts) - starts[0] if starts else 0.0


def _seconds(offset: str) -> float | None:
    match = _OFFSET.fullmatch(offset.strip())
    return float(match[1]) if match else None
