"""One line of a kept transcript, which has a name of its own, and the people who speak in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from audio_desk.transcripts.segment import Flag, Segment


@dataclass(frozen=True, slots=True)
class KeptSegment:
    """Frames on the recording's timeline, half-open."""

    id: str
    """Made with the segment and never used again."""
    start_frame: int
    end_frame: int
    text: str
    speaker: str | None = None
    flags: frozenset[Flag] = frozenset()
    answer_id: int | None = None
    """Where it came from; None: typed by hand. The answer may have been deleted since."""
    corrected: bool = False
    """A person changed its text, its speaker or its times."""

    @property
    def middle(self) -> int:
        return (self.start_frame + self.end_frame) // 2

    def saying(self, text: str) -> KeptSegment:
        """With other words, which a person gave it."""
        return self._corrected(text, self.speaker)

    def spoken_by(self, speaker: str | None) -> KeptSegment:
        """By somebody else, as a person said."""
        return self._corrected(self.text, speaker)

    def _corrected(self, text: str, speaker: str | None) -> KeptSegment:
        """dataclasses.replace takes four times as long, which is felt when all lines change."""
        times = self.start_frame, self.end_frame
        return KeptSegment(self.id, *times, text, speaker, self.flags, self.answer_id, corrected=True)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Within a recording a speaker is the name."""

    name: str
    colour: int
    """Counts the theme's colours of speakers, beginning again after the last."""


def order(segment: KeptSegment) -> tuple[int, int, str]:
    return segment.start_frame, segment.end_frame, segment.id


def new_ids(count: int) -> list[str]:
    """In the order in which lines of one moment stand."""
    return sorted(uuid4().hex for _ in range(count))


def kept(segments: Iterable[Segment], answer_id: int | None) -> tuple[KeptSegment, ...]:
    """An answer's lines with names of their own, in time order."""
    ordered = sorted(segments, key=lambda segment: (segment.start_frame, segment.end_frame))
    return tuple(
        KeptSegment(
            id=segment_id,
            start_frame=segment.start_frame,
            end_frame=segment.end_frame,
            text=segment.text,
            speaker=segment.speaker or None,
            flags=segment.flags,
            answer_id=answer_id,
        )
        for segment_id, segment in zip(new_ids(len(ordered)), ordered, strict=True)
    )


def with_speakers(speakers: tuple[Speaker, ...], names: Iterable[str | None]) -> tuple[Speaker, ...]:
    """These and, each in a colour that no other has, those that are new."""
    known = {speaker.name for speaker in speakers}
    colours = {speaker.colour for speaker in speakers}
    found = list(speakers)
    for name in names:
        if name and name not in known:
            colour = next(colour for colour in range(len(colours) + 1) if colour not in colours)
            found.append(Speaker(name, colour))
            known.add(name)
            colours.add(colour)
    return tuple(found)
