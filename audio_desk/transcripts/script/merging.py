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
    removed = tuple(
        segment
        for segment in script.segments
        if reach.contains(segment.middle) or (segment.answer_id == answer_id and not segment.corrected)
    )
    speakers = with_speakers(script.speakers, (segment.speaker for segment in added))
    return Change(removed, added, script.speakers, speakers, "answer")


def corrected_within(script: Script, reach: Region) -> tuple[KeptSegment, ...]:
    """What a person worked on, of what an answer for this stretch would replace."""
    return tuple(
        segment for segment in script.segments if segment.corrected and reach.contains(segment.middle)
    )
