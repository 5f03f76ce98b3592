"""Which lines the transcript shows: those that are kept, and those of an answer that is still arriving."""

from __future__ import annotations

from audio_desk.library.records import AnswerRecord
from audio_desk.operations.transcripts.assembly import reach
from audio_desk.region import Region
from audio_desk.transcripts.script.merging import in_the_way
from audio_desk.transcripts.script.script import Script
from audio_desk.ui.transcripts.list.line import Line


def shown_lines(script: Script, arriving: AnswerRecord | None) -> tuple[Line, ...]:
    """In time order. Arriving lines hide those that they will replace, and are not shown where a person's
    work is, or inside one line: there they will stand beside.
    """
    if arriving is None or not arriving.segments or stands_beside(script, arriving):
        return script.segments
    hidden = reach(arriving)
    kept: list[Line] = [line for line in script.segments if not hidden.contains(line.middle)]
    return tuple(sorted((*kept, *arriving.segments), key=lambda line: (line.start_frame, line.end_frame)))


def stands_beside(script: Script, answer: AnswerRecord) -> bool:
    """Whether something stands in the way of what the answer speaks for."""
    asked = answer.region
    spoken_for = reach(answer)
    if asked is not None:
        spoken_for = Region(min(spoken_for.start, asked.start), max(spoken_for.end, asked.end))
    return bool(in_the_way(script, spoken_for))
