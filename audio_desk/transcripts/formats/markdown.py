"""Markdown (.md): a paragraph for each thing said, in CommonMark that shows the very text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from audio_desk.transcripts.formats.document import Document, Layout, Line, Mark, clocks, one_line, title_of
from audio_desk.transcripts.formats.provenance import of_answer, provenance

_MARKUP: Final = re.compile(r"[\\`*_\[\]<>&~|#]")
_LEADING: Final = re.compile(r"^(\s*|\s*\d{1,9}(?=[.)]))([-+=.)])")
_BREAK: Final = re.compile(r"\r\n|\r|\n")


def write(document: Document, layout: Layout) -> bytes:
    blocks = [f"# {_plain(document.name)}", _rows(provenance(document))]
    blocks += _transcript(document, layout)
    if "regions" in document.shows and document.marks:
        blocks += ["## Regions", *_marks(document.marks)]
    if "answers" in document.shows and document.replies:
        blocks.append("## Answers")
        for answer in document.replies:
            blocks += [f"### {_plain(title_of(answer))}", _text(answer.text), _rows(of_answer(answer))]
    return ("\n\n".join(filter(None, blocks)) + "\n").encode("utf-8", "replace")


def _transcript(document: Document, layout: Layout) -> Iterator[str]:
    if document.lines:
        yield f"## {document.heading}"
    time_of = clocks(document.lines)
    for line in document.lines:
        time = f"**\\[{time_of(line.start)}\\]** " if layout.times is not False else ""
        yield f"{time}{_name(line, layout)}{_text(line.text)}"


def _name(line: Line, layout: Layout) -> str:
    return f"**{_plain(line.speaker)}:** " if line.speaker and layout.speakers is not False else ""


def _marks(marks: tuple[Mark, ...]) -> Iterator[str]:
    time_of = clocks([Line(edge, edge, "") for mark in marks for edge in (mark.start, mark.end)])
    for mark in marks:
        edges = [mark.start] if mark.is_marker else [mark.start, mark.end]
        span = " - ".join(map(time_of, edges))
        comment = f": {_plain(mark.comment)}" if mark.comment else ""
        yield f"**\\[{span}\\]** {_plain(mark.name)}{comment}"


def _rows(rows: Iterator[tuple[str, str]]) -> str:
    return "\n".join(f"- {name}: {_plain(value)}" for name, value in rows)


def _plain(text: str) -> str:
    return _escaped(one_line(text))


def _text(text: str) -> str:
    """Every row of it on a row of its own; an empty row would begin another paragraph."""
    return "\\\n".join(_escaped(row) for row in _BREAK.split(text) if row.strip())


def _escaped(row: str) -> str:
    return _LEADING.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", row.strip(" ")))
