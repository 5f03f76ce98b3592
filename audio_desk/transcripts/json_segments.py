"""Reads segments out of JSON as it streams in: an array of objects, or an object that holds one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from audio_desk import timecode
from audio_desk.errors import TimeInvalid
from audio_desk.transcripts.lines import TimedLine, UntimedLine
from audio_desk.transcripts.times import TIME, seconds_of

_START: Final = ("start", "start_time", "startTime", "start_seconds", "begin", "from", "timestamp", "time")
_END: Final = ("end", "end_time", "endTime", "end_seconds", "stop", "to", "until")
_TEXT: Final = ("text", "words", "transcript", "caption", "content", "sentence", "utterance")
_SPEAKER: Final = ("speaker", "speaker_label", "speakerLabel", "speaker_name", "name")


_LEADING_TIME: Final = re.compile(rf"^\[{TIME}\]\s*")
"""Models that were told of such times write them here too."""


class JsonSegments:
    """`feed` gives each segment when its object closes, whatever surrounds it."""

    def __init__(self) -> None:
        self._text = ""
        self._scanned = 0
        self._open: list[int] = []
        """Where each object that is not closed yet begins."""
        self._in_string = False
        self._escaped = False
        self.is_cut = False
        """Whether it ended within an object; known after `flush`."""

    @property
    def pending(self) -> str:
        return self._text[self._open[-1] :] if self._open else ""

    def feed(self, text: str) -> Iterator[TimedLine | UntimedLine]:
        self._text += text
        for position in range(self._scanned, len(self._text)):
            begin = self._closes(position)
            if begin is not None and (segment := _segment(self._text[begin : position + 1])):
                yield segment
        self._scanned = len(self._text)

    def flush(self) -> Iterator[TimedLine | UntimedLine]:
        """What came of a segment that was cut off, where its words had begun."""
        self.is_cut = bool(self._open)
        if self._open and self._in_string:
            rest = self._text[self._open[-1] :]
            if segment := _segment(rest.rstrip("\\") + '"}'):
                yield segment
        self._open = []

    def _closes(self, position: int) -> int | None:
        """Where the object that ends with this character began; None when none ends here."""
        character = self._text[position]
        if self._in_string:
            self._string_goes_on(character)
        elif character == '"':
            self._in_string = True
        elif character == "{":
            self._open.append(position)
        elif character == "}" and self._open:
            return self._open.pop()
        return None

    def _string_goes_on(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._in_string = False


def _segment(written: str) -> TimedLine | UntimedLine | None:
    """An object that names no time at all is no line; one whose time is empty, or no time, is."""
    try:
        found = json.loads(written, strict=False)
    except ValueError:
        return None
    text = _first(found, _TEXT)
    if not isinstance(text, str) or not any(name in found for name in _START):
        return None
    start = _seconds(_first(found, _START))
    speaker = _first(found, _SPEAKER)
    named = str(speaker).strip() if isinstance(speaker, (str, int)) else ""
    words = _LEADING_TIME.sub("", " ".join(text.split()))
    if start is None:
        return UntimedLine(named or None, words)
    return TimedLine(start, _seconds(_first(found, _END)), named or None, words)


def _first(found: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((found[name] for name in names if found.get(name) is not None), None)


def _seconds(value: object) -> float | None:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value) if 0 <= value < float("inf") else None
    if not isinstance(value, str):
        return None
    stripped = value.strip().strip("[]")
    if ":" in stripped:
        return seconds_of(stripped)
    try:
        return timecode.parse(stripped)
    except TimeInvalid:
        return None
