"""Writes lines of a transcript as text, in the form in which a model is asked for them."""

from __future__ import annotations

from audio_desk import timecode
from audio_desk.transcripts.segment import Segment


def written_line(segment: Segment, rate: int) -> str:
    """`[02:30] Maya: words`, on the recording's timeline; minutes go on counting past 59."""
    who = f"{segment.speaker}: " if segment.speaker else ""
    return f"[{timecode.mmss(segment.start_frame / rate)}] {who}{segment.text}"
