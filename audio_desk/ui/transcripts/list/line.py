"""A line as it is shown: one of the kept transcript, or one that is just arriving."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from audio_desk.region import Region
from audio_desk.transcripts.script.kept import KeptSegment
from audio_desk.transcripts.segment import Segment

Line = Segment | KeptSegment


def id_of(line: Line) -> str:
    """Empty for a line that is arriving."""
    return line.id if isinstance(line, KeptSegment) else ""


def span_of(line: Line) -> Region:
    """Empty where its times cannot be."""
    return Region(line.start_frame, max(line.start_frame, line.end_frame))


def speaker_numbers(lines: Iterable[Line], colours: Mapping[str, int]) -> dict[str, int]:
    """Colours by name: those that are known, and for each other name the next one as it first speaks."""
    numbers = dict(colours)
    free = iter(range(max(numbers.values(), default=-1) + 1, 1 << 30))
    for line in lines:
        if line.speaker and line.speaker not in numbers:
            numbers[line.speaker] = next(free)
    return numbers
