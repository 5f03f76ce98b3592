"""Moves the times in an answer about a clip to the recording's timeline, while the answer streams in."""

from __future__ import annotations

import re
from typing import Final

from typing_extensions import override

from audio_desk.transcripts.settling import Settling
from audio_desk.transcripts.times import like, seconds_of, times_in

_UNFINISHED: Final = re.compile(r"\d[\d:.,]*[ \u00a0]?(?:[ap](?:\.?m?)?)?$", re.IGNORECASE)
"""The end of a piece that the next piece may make a time, a longer time, or a time of the day."""


class TimeShifter(Settling):
    """An offset of 0 passes everything through at once."""

    def __init__(self, offset_seconds: float, length_seconds: float | None = None) -> None:
        """`length_seconds` is the clip's: what lies past it (and a second) is no time of the clip."""
        super().__init__()
        self._offset = offset_seconds
        self._last = float("inf") if length_seconds is None else length_seconds + 1.0

    @override
    def feed(self, text: str) -> str:
        return super().feed(text) if self._offset else text

    @override
    def _settled_end(self, line: str, begin: int) -> int:
        match = _UNFINISHED.search(line, begin)
        return match.start() if match else len(line)

    @override
    def _changed(self, line: str, begin: int, end: int) -> str:
        out, done = "", begin
        for match in times_in(line, begin):
            if match.end() > end:
                break
            seconds = seconds_of(match[0])
            if seconds is not None and seconds <= self._last:
                out += line[done : match.start()] + like(match[0], seconds + self._offset)
                done = match.end()
        return out + line[done:end]
