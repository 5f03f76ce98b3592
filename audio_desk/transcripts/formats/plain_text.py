"""Plain text (.txt): a line for each thing said, with times and speakers or without."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from audio_desk.transcripts.formats.document import Document, Layout, Line, clocks
from audio_desk.transcripts.formats.provenance import provenance
from audio_desk.transcripts.parse import TranscriptParser

_HEAD: Final = "# Audio Desk"
_THOUSAND: Final = 1000


def write(document: Document, layout: Layout) -> bytes:
    """Where it comes from stands first, in lines that begin with `#`, then an empty line."""
    head = [_HEAD, *(f"# {name}: {value}" for name, value in provenance(document)), ""]
    return "\n".join([*head, *rows(document, layout), ""]).encode("utf-8", "replace")


def rows(document: Document, layout: Layout) -> Iterator[str]:
    """The lines alone."""
    time_of = clocks(document.lines)
    for line in document.lines:
        time = f"[{time_of(line.start)}] " if layout.times is not False else ""
        name = f"{line.speaker}: " if line.speaker and layout.speakers is not False else ""
        yield f"{time}{name}{line.text}"


def read(text: str, duration: float) -> tuple[Line, ...]:
    """As a model's answer is read; a text without any time is one line for all of the recording."""
    body = list(_without_head(text.splitlines()))
    parser = TranscriptParser(_THOUSAND, offset_frames=0, region=None, frames=round(duration * _THOUSAND))
    found = [*parser.feed("\n".join(body)), *parser.flush()]
    if found:
        return tuple(_line(s.start_frame, s.end_frame, s.text, s.speaker) for s in found)
    words = "\n".join(body).strip()
    return (Line(0.0, duration, words),) if words else ()


def _line(start: int, end: int, text: str, speaker: str | None) -> Line:
    return Line(start / _THOUSAND, end / _THOUSAND, text, speaker)


def _without_head(rows: list[str]) -> Iterator[str]:
    inside = bool(rows) and rows[0] == _HEAD
    for row in rows:
        inside = inside and row.startswith("#")
        if not inside:
            yield row
