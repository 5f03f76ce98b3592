"""What an edit does to a transcript: a value that can be applied, undone and saved."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from audio_desk.transcripts.script.kept import KeptSegment, Speaker, order
from audio_desk.transcripts.script.script import Script

Kind = Literal[
    "text",
    "split",
    "merge",
    "insert",
    "delete",
    "retime",
    "replace",
    "speaker",
    "rename-speaker",
    "merge-speakers",
    "recolour",
    "answer",
    "restore",
    "import",
]
BY_HAND: Final[frozenset[str]] = frozenset(get_args(Kind)) - {"answer", "restore", "import"}
"""What a person does in the transcript itself."""
_FEW: Final = 30
"""So many segments are put in their places one by one; for more, sorting all of them is quicker."""


@dataclass(frozen=True, slots=True)
class Change:
    """A segment that was changed is in both, under the same id."""

    removed: tuple[KeptSegment, ...]
    added: tuple[KeptSegment, ...]
    speakers_before: tuple[Speaker, ...]
    speakers_after: tuple[Speaker, ...]
    kind: Kind

    @property
    def inverse(self) -> Change:
        return Change(self.added, self.removed, self.speakers_after, self.speakers_before, self.kind)

    @property
    def is_nothing(self) -> bool:
        return self.removed == self.added and self.speakers_before == self.speakers_after


def nothing(script: Script, kind: Kind) -> Change:
    return Change((), (), script.speakers, script.speakers, kind)


def altered(
    script: Script, segments: Iterable[KeptSegment], kind: Kind, speakers: tuple[Speaker, ...] | None = None
) -> Change:
    """These segments in the place of those with their ids; the ones that stay as they are do not count."""
    removed: list[KeptSegment] = []
    added: list[KeptSegment] = []
    for after in segments:
        before = script.get(after.id)
        if before is not None and before != after:
            removed.append(before)
            added.append(after)
    then = script.speakers if speakers is None else speakers
    return Change(tuple(removed), tuple(added), script.speakers, then, kind)


def turning(old: Script, new: Script, kind: Kind) -> Change:
    """What makes the one out of the other."""
    removed = tuple(segment for segment in old.segments if new.get(segment.id) != segment)
    added = tuple(segment for segment in new.segments if old.get(segment.id) != segment)
    return Change(removed, added, old.speakers, new.speakers, kind)


def apply(script: Script, change: Change) -> Script:
    """Goes by ids: what is to be removed and is gone already, or was changed meanwhile, is no mistake."""
    gone = {segment.id for segment in (*change.removed, *change.added)}
    if len(gone) <= _FEW:
        segments = list(script.segments)
        for segment_id in gone:
            segment = script.get(segment_id)
            if segment is not None:
                del segments[bisect_left(segments, order(segment), key=order)]
        for segment in change.added:
            insort(segments, segment, key=order)
    elif _stay_in_place(script, change):
        after = {segment.id: segment for segment in change.added}
        segments = [after.get(segment.id, segment) for segment in script.segments]
    else:
        segments = [segment for segment in script.segments if segment.id not in gone]
        segments = sorted((*segments, *change.added), key=order)
    return Script(tuple(segments), change.speakers_after)


def _stay_in_place(script: Script, change: Change) -> bool:
    """Whether lines only say something else, or somebody else says them."""
    if len(change.removed) != len(change.added):
        return False
    return all(
        before.id == after.id
        and before.start_frame == after.start_frame
        and before.end_frame == after.end_frame
        and script.get(before.id) is before
        for before, after in zip(change.removed, change.added, strict=True)
    )
