"""Audacity's label tracks (.txt): start, end and text in seconds, between tabs."""

from __future__ import annotations

from audio_desk.transcripts.formats.document import Document, Layout, Line, one_line, within_reach
from audio_desk.transcripts.formats.skipped import Skipped


def write(document: Document, layout: Layout) -> bytes:
    """A label has one line. Speakers only where they are wished for."""
    rows = (f"{line.start:.6f}\t{line.end:.6f}\t{_words(line, layout)}\n" for line in document.lines)
    return "".join(rows).encode("utf-8", "replace")


def read(text: str) -> tuple[tuple[Line, ...], Skipped | None]:
    """The frequencies beneath a label are left out unsaid."""
    rows = text.splitlines()
    labels = [_label(row) for row in rows]
    pairs = enumerate(zip(rows, labels, strict=True))
    wrong = (at for at, (row, label) in pairs if not label and row.strip() and not row.startswith("\\"))
    return tuple(filter(None, labels)), Skipped.of(wrong)


def _words(line: Line, layout: Layout) -> str:
    return one_line(f"{line.speaker}: {line.text}" if layout.speakers and line.speaker else line.text)


def _label(row: str) -> Line | None:
    start, _, rest = row.partition("\t")
    end, _, text = rest.partition("\t")
    try:
        edges = sorted((_seconds(start), _seconds(end)))
    except ValueError:
        return None
    return Line(edges[0], edges[1], text)


def _seconds(written: str) -> float:
    """Some systems write a comma. Raises ValueError."""
    seconds = float(written.replace(",", "."))
    if not 0 <= seconds < float("inf"):
        raise ValueError(written)
    return within_reach(seconds)
