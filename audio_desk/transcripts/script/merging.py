"""How an answer becomes part of the transcript: what it speaks for is replaced."""

from __future__ import annotations

from collections.abc import Iterable

from audio_desk.region import Region
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment, kept, with_speakers
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment


def take_answer(script: Script, segments: Iterable[Segment], answer_id: int, reach: Region) -> Change:
    """`reach` is the stretch that the answer speaks for; its own lines never stand there twice."""
    added = kept(segments, answer_id)
    gone = {
        segment.id
        for segment in script.segments
        if reach.contains(segment.middle) or (segment.answer_id == answer_id and not segment.corrected)
    }
    gone |= _strays(script, gone)
    removed = tuple(segment for segment in script.segments if segment.id in gone)
    speakers = with_speakers(script.speakers, (segment.speaker for segment in added))
    return Change(removed, added, script.speakers, speakers, "answer")


def _strays(script: Script, gone: set[str]) -> set[str]:
    """Lines whose place nobody trusts, of answers of which nothing else is left: they go with the rest."""
    replaced = {segment.answer_id for segment in script.segments if segment.id in gone}
    left = [segment for segment in script.segments if segment.id not in gone]
    trusted = {segment.answer_id for segment in left if not segment.flags}
    return {
        segment.id
        for segment in left
        if segment.flags and not segment.corrected and segment.answer_id in replaced - trusted - {None}
    }


def in_the_way(script: Script, reach: Region) -> tuple[KeptSegment, ...]:
    """What an answer for this stretch leaves alone unasked: lines that a person worked on, and a line that
    goes on beyond the stretch, whose words would else stand there twice.
    """
    last = script.segments[-1] if script.segments else None
    return tuple(
        line
        for line in script.segments
        if (line.corrected and reach.contains(line.middle))
        or (_goes_on_beyond(line, reach) and (line.corrected or line is not last))
    )


def _goes_on_beyond(line: KeptSegment, reach: Region) -> bool:
    """Whether the stretch is only a part of the line. Where the last line of all ends is often not known."""
    around = line.start_frame <= reach.start < reach.end <= line.end_frame
    longer = 2 * (line.end_frame - line.start_frame) > 3 * reach.frames
    return around and longer and not line.flags and bool(line.text.strip())
