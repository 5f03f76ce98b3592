"""Moves the times in an answer about several recordings, each to its own timeline, while it streams."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from typing_extensions import override

from audio_desk.transcripts.mentions import Names
from audio_desk.transcripts.places import Context, Place, places_in
from audio_desk.transcripts.settling import Settling
from audio_desk.transcripts.times import TIME, like, seconds_of

_TIME: Final = re.compile(TIME)
_SENTENCE_END: Final = re.compile(r"[.!?][\"'”’)\]*_]*\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Sent:
    """Where in its recording the sound begins that was sent of it, and how long it is; None: all of it."""

    offset_seconds: float = 0.0
    length_seconds: float | None = None


class PlaceShifter(Settling):
    """A sentence is settled once it has ended; where nothing is to be moved, all passes through at once."""

    def __init__(self, names: Names, sent: Sequence[Sent]) -> None:
        super().__init__()
        self._names = names
        self._sent = sent
        self._moves = any(each.offset_seconds for each in sent)
        self._context = Context()

    @override
    def feed(self, text: str) -> str:
        return super().feed(text) if self._moves else text

    @override
    def _line_ended(self, line: str) -> None:
        self._context = places_in(line, self._names, self._context)[1]

    @override
    def _settled_end(self, line: str, begin: int) -> int:
        ends = [match.end() for match in _SENTENCE_END.finditer(line, begin)]
        return ends[-1] if ends else begin

    @override
    def _changed(self, line: str, begin: int, end: int) -> str:
        out, done = "", begin
        places, _ = places_in(line[:end], self._names, self._context)
        for place in places:
            if place.link.begin >= done:
                out += line[done : place.link.begin] + self._moved(line, place)
                done = place.link.end
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
