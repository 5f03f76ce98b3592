"""Moves the times in an answer about a clip to the recording's timeline, while the answer streams in."""

from __future__ import annotations

import re
from typing import Final

from audio_desk.transcripts.times import like, seconds_of, times_in

_UNFINISHED: Final = re.compile(r"\d[\d:.,]*[ \u00a0]?(?:[ap](?:\.?m?)?)?$", re.IGNORECASE)
"""The end of a piece that the next piece may make a time, a longer time, or a time of the day."""


class TimeShifter:
    """`feed` gives what is settled, `flush` the rest; an offset of 0 passes everything through at once."""

    def __init__(self, offset_seconds: float, length_seconds: float | None = None) -> None:
        """`length_seconds` is the clip's: what lies past it (and a second) is no time of the clip."""
        self._offset = offset_seconds
        self._last = float("inf") if length_seconds is None else length_seconds + 1.0
        self._line = ""
        """The current line as it came; what stands before a time says what kind of line it is."""
        self._given = 0
        """How much of it has been given out."""

    def feed(self, text: str) -> str:
        if not self._offset:
            return text
        *lines, rest = (self._line + text).split("\n")
        settled = ""
        for line in lines:
            settled += self._settle(line, len(line)) + "\n"
            self._given = 0
        self._line = rest
        match = _UNFINISHED.search(rest, self._given)
        return settled + self._settle(rest, match.start() if match else len(rest))

    def flush(self) -> str:
        settled = self._settle(self._line, len(self._line))
        self._line, self._given = "", 0
        return settled

    def _settle(self, line: str, end: int) -> str:
        """The characters from those given out to `end`, their times moved."""
        out, done = "", self._given
        for match in times_in(line, self._given):
            if match.end() > end:
                break
            seconds = seconds_of(match[0])
            if seconds is not None and seconds <= self._last:
                out += line[done : match.start()] + like(match[0], seconds + self._offset)
                done = match.end()
        self._given = end
        return out + line[done:end]
