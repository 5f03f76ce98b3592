"""How an answer becomes part of the transcript: what it speaks for is replaced."""

from __future__ import annotations

from collections.abc import Iterable

from audio_desk.region import Region
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment, kept, order, with_speakers
from audio_desk.transcripts.script.partly import is_partly_in, left_of, without_said, words_in
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment


def take_answer(
    script: Script, segments: Iterable[Segment], answer_id: int, reach: Region, rate: int
) -> Change:
    """`reach` is the stretch that the answer speaks for; its own lines never stand there twice.

    Of a line that lies there with a part of its words, the others stay.
    """
    added = kept(segments, answer_id)
    own = {line.id for line in script.segments if line.answer_id == answer_id and not line.corrected}
    edges = [line for line in script.segments if is_partly_in(line, reach) and line.id not in own]
    for line in filter(lambda line: _stays(line, reach), edges):
        added = _without(added, line, rate)
    said = words_in(added, rate) if edges else []
    parts = {line.id: left_of(line, said, reach, rate) for line in edges if not _stays(line, reach)}
    gone = {line.id for line in script.segments if reach.contains(line.middle)} - {line.id for line in edges}
    gone |= own | {line_id for line_id, left in parts.items() if not left}
    gone |= _strays(script, gone)
    cut = {line.id for line in edges if parts.get(line.id, (line,)) != (line,)}
    removed = tuple(line for line in script.segments if line.id in gone | cut)
    left = (part for line in edges if line.id in cut for part in parts[line.id])
    arranged = tuple(sorted((*added, *left), key=order))
    speakers = with_speakers(script.speakers, (line.speaker for line in added))
    return Change(removed, arranged, script.speakers, speakers, "answer")


def _stays(line: KeptSegment, reach: Region) -> bool:
    """What a person wrote is not cut where most of it lies outside: there the answer gives way."""
    around = line.start_frame <= reach.start and line.end_frame >= reach.end
    return line.corrected and not around and not reach.contains(line.middle)


def _without(added: tuple[KeptSegment, ...], line: KeptSegment, rate: int) -> tuple[KeptSegment, ...]:
    """Lines of an answer without the words that this line says already."""
    said, place = words_in([line], rate), Region(line.start_frame, line.end_frame)
    left: list[KeptSegment] = []
    for new in added:
        meets = new.start_frame < line.end_frame and new.end_frame > line.start_frame and not new.flags
        left += without_said(new, said, place, rate) if meets else (new,)
    return tuple(left)


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
