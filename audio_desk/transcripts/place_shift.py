"""Moves the times in an answer about several recordings, each to its own timeline, while it streams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audio_desk.transcripts.mentions import Names
from audio_desk.transcripts.places import Context, Place, places_in
from audio_desk.transcripts.times import TIME, like, seconds_of

_TIME: Final = re.compile(TIME)
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]*_]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Sent:
    """Where in its recording the sound begins that was sent of it, and how long it is; None: all of it."""

    offset_seconds: float = 0.0
    length_seconds: float | None = None


class PlaceShifter:
    """`feed` gives what is settled, `flush` the rest: a sentence is, once it has ended.

    Where nothing is to be moved, everything passes through at once.
    """

    def __init__(self, names: Names, sent: Sequence[Sent]) -> None:
        self._names = names
        self._sent = sent
        self._moves = any(each.offset_seconds for each in sent)
        self._context = Context()
        self._line = ""
        """The current line as it came: what it begins with says what its times are."""
        self._given = 0
        """How much of it has been given out."""

    def feed(self, text: str) -> str:
        if not self._moves:
            return text
        *lines, rest = (self._line + text).split("\n")
        settled = ""
        for line in lines:
            settled += self._settle(line, len(line)) + "\n"
            self._given = 0
            self._context = places_in(line, self._names, self._context)[1]
        self._line = rest
        ends = [match.end() for match in _SENTENCE_END.finditer(rest, self._given)]
        return settled + (self._settle(rest, ends[-1]) if ends else "")

    def flush(self) -> str:
        settled = self._settle(self._line, len(self._line))
        self._line, self._given = "", 0
        return settled

    def _settle(self, line: str, end: int) -> str:
        """The characters from those given out to `end`, their times moved."""
        out, done = "", self._given
        places, _ = places_in(line[:end], self._names, self._context)
        for place in places:
            if place.link.begin >= done:
                out += line[done : place.link.begin] + self._moved(line, place)
                done = place.link.end
        self._given = end
        return out + line[done:end]

    def _moved(self, line: str, place: Place) -> str:
        name, text = line[place.link.begin : place.time_begin], line[place.time_begin : place.link.end]
        if place.recording is None:
            return name + text
        sent = self._sent[place.recording]
        last = float("inf") if sent.length_seconds is None else sent.length_seconds + 1.0

        def move(match: re.Match[str]) -> str:
            seconds = seconds_of(match[0])
            if seconds is None or seconds > last or not sent.offset_seconds:
                return match[0]
            return like(match[0], seconds + sent.offset_seconds)

        return name + _TIME.sub(move, text)
