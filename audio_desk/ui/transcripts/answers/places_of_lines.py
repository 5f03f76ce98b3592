"""Whose each time of an answer about several recordings is, read line after line while it streams."""

from __future__ import annotations

from audio_desk.library.several_records import AboutRecord
from audio_desk.operations.asking.several import names_of
from audio_desk.transcripts.links import TimeLink
from audio_desk.transcripts.places import Context, places_in


class PlacesOfLines:
    """A line may be read again and again as it grows, until `end_line`."""

    def __init__(self, about: tuple[AboutRecord, ...]) -> None:
        self._about = about
        self._names = names_of(about)
        self._before = self._after = Context()
        self._found: dict[TimeLink, int | None] = {}

    def find(self, line: str) -> tuple[TimeLink, ...]:
        places, self._after = places_in(line, self._names, self._before)
        self._found = {place.link: place.recording for place in places}
        return tuple(self._found)

    def end_line(self) -> None:
        """The lines before say what the next one is about."""
        self._before = self._after

    def position(self, link: TimeLink) -> int | None:
        """Of the recording that a link of the line is of; None where nobody can tell."""
        return self._found.get(link)

    def about(self, link: TimeLink) -> AboutRecord | None:
        position = self.position(link)
        return None if position is None else self._about[position]
