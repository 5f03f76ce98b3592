"""Templates of questions: their fields filled in, and a file of them that people can pass on."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from audio_desk.errors import TemplatesUnreadable
from audio_desk.timecode import clock, mmss

FORMAT: Final = "audio-desk-templates"
VERSION: Final = 1
_FIELD: Final = re.compile(r"\{(start|end|file|duration|speakers|names)\}")


@dataclass(frozen=True, slots=True)
class Template:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TemplateFields:
    """What stands for the fields. Seconds are those of the sound that is sent."""

    start: float
    end: float
    file: str
    speakers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


BUILT_IN: Final = (
    Template("Key moments", "List the key moments from {start} to {end}, each with its time, in a sentence."),
    Template("Quotes", "Quote the three most telling sentences word for word, each with time and speaker."),
    Template("Questions and answers", "List each question that is asked, its time, and the answer in short."),
    Template("Who speaks", "How many people speak? Call them {speakers}; when does each begin?"),
    Template("Names", "Which people, places and organisations are named, and when? Spellings: {names}."),
    Template("Chapters", "Divide {file} ({duration}) into chapters, each with its time and a title."),
)


def fill(text: str, fields: TemplateFields) -> str:
    """Other words in braces stay as they are."""
    values = {
        "start": mmss(fields.start),
        "end": mmss(fields.end),
        "file": fields.file,
        "duration": clock(fields.end - fields.start),
        "speakers": ", ".join(fields.speakers) or "Speaker 1, Speaker 2",
        "names": ", ".join(fields.names) or "none",
    }
    return _FIELD.sub(lambda match: values[match[1]], text)


def templates_out(templates: tuple[Template, ...]) -> str:
    """The file's text: JSON, documented in the README."""
    rows = [{"name": template.name, "text": template.text} for template in templates]
    stored = {"format": FORMAT, "version": VERSION, "templates": rows}
    return json.dumps(stored, indent=2, ensure_ascii=False) + "\n"


def templates_in(text: str) -> tuple[Template, ...]:
    """Raises TemplatesUnreadable, with the reason, when it is no such file."""
    try:
        stored = json.loads(text)
    except ValueError as error:
        raise TemplatesUnreadable(str(error)) from None
    if not isinstance(stored, dict) or stored.get("format") != FORMAT:
        raise TemplatesUnreadable(f'it has no "format": "{FORMAT}"')
    if stored.get("version") != VERSION:
        raise TemplatesUnreadable(f"its version is {stored.get('version')}, not {VERSION}")
    rows = stored.get("templates")
    if not isinstance(rows, list):
        raise TemplatesUnreadable('it has no list "templates"')
    return tuple(_template(row, number) for number, row in enumerate(rows, start=1))


def joined(known: tuple[Template, ...], new: tuple[Template, ...]) -> tuple[Template, ...]:
    """A new one takes the place of a known one of its name; the others come last."""
    by_name = {template.name: template for template in (*known, *new)}
    return tuple(by_name.values())


def _template(row: Any, number: int) -> Template:
    name, text = (row.get("name"), row.get("text")) if isinstance(row, dict) else (None, None)
    if not isinstance(name, str) or not isinstance(text, str) or not name.strip() or not text.strip():
        raise TemplatesUnreadable(f'template {number} has no "name" and "text"')
    return Template(name.strip(), text.strip())
