"""SubRip (.srt): numbered cues with times to the millisecond, nothing else."""

from __future__ import annotations

from audio_desk.timecode import stamp
from audio_desk.transcripts.formats.document import Document, Layout, Line
from audio_desk.transcripts.formats.skipped import Skipped
from audio_desk.transcripts.formats.subtitles import cues_in, rows_of


def write(document: Document, layout: Layout) -> bytes:
    """The text as it is: SubRip has no way to escape anything. Speakers only where they are wished for."""
    named = bool(layout.speakers)
    cues = (_cue(number, line, named) for number, line in enumerate(document.lines, start=1))
    return "\n".join(cues).encode("utf-8", "replace")


def read(text: str) -> tuple[tuple[Line, ...], Skipped | None]:
    cues, skipped = cues_in(text, gaps=True)
    return tuple(Line(cue.start, cue.end, cue.text) for cue in cues), skipped


def _cue(number: int, line: Line, named: bool) -> str:
    words = f"{line.speaker}: {line.text}" if named and line.speaker else line.text
    body = "\n".join(rows_of(words))
    return f"{number}\n{stamp(line.start, ',')} --> {stamp(line.end, ',')}\n{body}\n"
