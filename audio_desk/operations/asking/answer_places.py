"""The places that an answer about several recordings names: whose each is, and whether it can be right."""

from __future__ import annotations

from dataclasses import dataclass

from audio_desk.library.records import AnswerRecord
from audio_desk.library.several_records import AboutRecord
from audio_desk.operations.asking.several import names_of
from audio_desk.transcripts.links import TimeLink
from audio_desk.transcripts.place_check import doubt_of
from audio_desk.transcripts.places import find_places
from audio_desk.transcripts.segment import Flag


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    link: TimeLink
    about: AboutRecord | None
    """None where the answer does not say whose time it is."""
    doubt: Flag | None = None

    @property
    def is_doubtful(self) -> bool:
        return self.about is None or self.doubt is not None


def places_of(answer: AnswerRecord) -> tuple[AnswerPlace, ...]:
    """In the order of the text; none for an answer about one recording."""
    if not answer.about:
        return ()
    found = find_places(answer.text, names_of(answer.about))
    return tuple(
        _place(place.link, None if place.recording is None else answer.about[place.recording])
        for place in found
    )


def _place(link: TimeLink, about: AboutRecord | None) -> AnswerPlace:
    return AnswerPlace(link, about, doubt_of(link, about.duration, about.span) if about is not None else None)
