"""Word documents (.docx), by way of python-docx, which is loaded only here."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx

from audio_desk.errors import Stopped
from audio_desk.transcripts.formats.document import Document, Layout, Line, Mark, clocks, title_of
from audio_desk.transcripts.formats.provenance import of_answer, provenance
from audio_desk.transcripts.formats.xml_text import xml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docx.document import Document as Word

_TITLE_CHARACTERS = 255
"""What the format allows a document's title to have."""


def write(document: Document, layout: Layout, is_stopped: Callable[[], bool] = lambda: False) -> bytes:
    """A heading, where it comes from, and a paragraph for each thing said. Raises Stopped."""
    word = docx.Document()
    word.core_properties.title = xml_text(document.name)[:_TITLE_CHARACTERS]
    word.core_properties.author = document.program
    word.add_heading(xml_text(document.name), level=1)
    _rows(word, provenance(document))
    if document.lines:
        word.add_heading(document.heading, level=2)
        _lines(word, document.lines, layout, is_stopped)
    if "regions" in document.shows and document.marks:
        word.add_heading("Regions", level=2)
        _lines(word, map(_mark, document.marks), Layout(speakers=True), is_stopped)
    if "answers" in document.shows and document.replies:
        word.add_heading("Answers", level=2)
        for answer in document.replies:
            word.add_heading(xml_text(title_of(answer)), level=3)
            word.add_paragraph(xml_text(answer.text))
            _rows(word, of_answer(answer))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _lines(word: Word, lines: Iterable[Line], layout: Layout, is_stopped: Callable[[], bool]) -> None:
    """The style is looked up once: by its name it would be for every paragraph."""
    wanted = tuple(lines)
    time_of = clocks(wanted)
    for line in wanted:
        if is_stopped():
            raise Stopped
        paragraph = word.add_paragraph()
        if layout.times is not False:
            paragraph.add_run(f"[{time_of(line.start)}]").bold = True
            paragraph.add_run(" ")
        if line.speaker and layout.speakers is not False:
            paragraph.add_run(xml_text(f"{line.speaker}:")).bold = True
            paragraph.add_run(" ")
        paragraph.add_run(xml_text(line.text))


def _mark(mark: Mark) -> Line:
    return Line(mark.start, mark.end, mark.comment, mark.name or None)


def _rows(word: Word, rows: Iterable[tuple[str, str]]) -> None:
    for name, value in rows:
        paragraph = word.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(xml_text(value))
