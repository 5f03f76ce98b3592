"""What becomes of an edit when somebody else has changed the same transcript meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace

from audio_desk.transcripts.script.change import Change, apply, turning
from audio_desk.transcripts.script.script import Script


@dataclass(frozen=True, slots=True)
class Meeting:
    script: Script
    """As it is from now on."""
    replaces: bool
    """Whether what the others wrote is not all in it."""


def meet(known: Script, theirs: Script, change: Change) -> Meeting:
    """`change` was made of `known`, which others have made `theirs`.

    Both stand where they are about different stretches; else the edit counts, and what it was made in.
    """
    other = turning(known, theirs, change.kind)
    both = _beside(theirs, other, change)
    if both is not None and _are_apart(other, change):
        return Meeting(apply(theirs, both), False)
    mine = apply(known, change)
    return Meeting(mine, mine != theirs)


def _are_apart(other: Change, change: Change) -> bool:
    """Not one line of theirs begins, ends or lies within what the edit reaches over."""
    mine = (*change.removed, *change.added)
    if not mine:
        return True
    ids = {line.id for line in mine}
    start, end = min(line.start_frame for line in mine), max(line.end_frame for line in mine)
    return all(
        line.id not in ids and (line.end_frame <= start or end <= line.start_frame)
        for line in (*other.removed, *other.added)
    )


def _beside(theirs: Script, other: Change, change: Change) -> Change | None:
    """The edit with the speakers of both; None where each made something else of them."""
    if change.speakers_before == change.speakers_after:
        speakers = theirs.speakers
    elif other.speakers_before == other.speakers_after:
        speakers = change.speakers_after
    else:
        return None
    names = {None, *(speaker.name for speaker in speakers)}
    if any(line.speaker not in names for line in (*other.added, *change.added)):
        return None
    return replace(change, speakers_before=theirs.speakers, speakers_after=speakers)
