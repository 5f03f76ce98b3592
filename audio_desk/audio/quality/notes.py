"""What is to be remarked on a recording's sound and its file, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.quality.analysis import SoundReport
from audio_desk.audio.quality.places import nearby_joined
from audio_desk.region import Region


class NoteKind(Enum):
    DAMAGED = auto()
    CUT_OFF = auto()
    CLAIM = auto()
    """The header is wrong about the length."""
    DEAD_CHANNEL = auto()
    ANTI_PHASE = auto()
    CLIPPED = auto()
    VERY_QUIET = auto()
    SILENCE = auto()

    @property
    def warns(self) -> bool:
        """Whether something is wrong; silence is only good to know."""
        return self is not NoteKind.SILENCE


@dataclass(frozen=True, slots=True)
class Note:
    kind: NoteKind
    places: tuple[Region, ...] = ()
    """In the recording's frames, in order; an empty one is a point."""
    channels: tuple[int, ...] = ()
    """Counted from 0."""
    level_db: float = 0.0
    """What counts as silent."""

    @property
    def frames(self) -> int:
        """All its places together."""
        return sum(place.frames for place in self.places)


def notes_on(info: AudioInfo, report: SoundReport | None) -> tuple[Note, ...]:
    """The worst first; without a report only what was found when the file was opened."""
    return (*_on_file(info, report), *(_on_sound(report) if report is not None else ()))


def lost_places(info: AudioInfo, report: SoundReport | None) -> tuple[Region, ...]:
    """Where sound is missing: known from opening, and from the pass over all of it; not the cut-off end."""
    points = [Region(frame, frame) for at in info.damage if (frame := round(at * info.rate)) < info.frames]
    return nearby_joined([*points, *(report.lost if report is not None else ())], info.rate)


def within(places: Iterable[Region], span: Region) -> tuple[Region, ...]:
    """Those that touch the span."""
    return tuple(place for place in places if place.start < span.end and place.end >= span.start)


def _on_file(info: AudioInfo, report: SoundReport | None) -> list[Note]:
    notes = []
    places = lost_places(info, report)
    if places:
        notes.append(Note(NoteKind.DAMAGED, places))
    if info.broken_at and info.broken_at[-1] >= info.duration:
        notes.append(Note(NoteKind.CUT_OFF, (Region(info.frames, info.frames),)))
    elif info.claim_differs:
        notes.append(Note(NoteKind.CLAIM))
    return notes


def _on_sound(report: SoundReport) -> list[Note]:
    notes = []
    if report.dead_channels:
        notes.append(Note(NoteKind.DEAD_CHANNEL, channels=report.dead_channels))
    if report.anti_phase:
        notes.append(Note(NoteKind.ANTI_PHASE))
    if report.clipped:
        notes.append(Note(NoteKind.CLIPPED, report.clipped))
    if report.very_quiet:
        notes.append(Note(NoteKind.VERY_QUIET))
    silences = tuple(silence for silence in report.silences if not within(report.lost, silence))
    if silences:
        notes.append(Note(NoteKind.SILENCE, silences, level_db=report.silence_below_db))
    return notes
