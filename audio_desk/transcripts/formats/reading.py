"""Reads transcripts that other programs, or people, wrote: which format, which encoding, what it holds."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from audio_desk.errors import TranscriptUnreadable
from audio_desk.transcripts.formats import audacity, json_file, plain_text, subrip, textgrid, webvtt
from audio_desk.transcripts.formats.document import Answer, Line, Mark
from audio_desk.transcripts.formats.skipped import Skipped
from audio_desk.transcripts.formats.writing import Format

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL: Final = re.compile(r"\d+(?:[.,]\d+)?\t\d+(?:[.,]\d+)?(?:\t.*)?")
_CUE: Final = re.compile(r"(?:\d+:)?\d\d:\d\d,\d{1,3}\s*-->")

_OTHERS: Final = (
    (("pk\x03\x04",), "it is a packed file, as a Word document or a project is"),
    (("%pdf-",), "it is a PDF"),
    (("{\\rtf",), "it is a text with formatting (RTF)"),
    (("<?xml", "<!doctype", "<html", "<annotation_document"), "it is XML or HTML"),
    (("start,end,", "speaker,text,"), "it is a table (CSV)"),
    (("[script info]", '"praat chronological'), "it is a file of another kind"),
)
"""What would be a page of signs, taken for plain text: by its beginning, in small letters."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x19\x7f]")
"""Characters that nobody writes; of anything that is no text every tenth is one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. `answers` only in our own JSON."""

    kind: Format
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    answers: tuple[Answer, ...] = ()
    skipped: Skipped | None = None
    """What was left out, because its times are none."""
    tiers: tuple[str, ...] = ()
    """Of a TextGrid: those with texts that were left out, by name."""


def read(data: bytes, duration: float, kind: Format | None = None) -> Found:
    """`duration` is the recording's, in seconds; `kind` None: told by its content.

    Raises TranscriptUnreadable.
    """
    text = decoded(data)
    if not text.strip():
        raise TranscriptUnreadable("it is empty")
    kind = kind or kind_of(text)
    if kind == Format.JSON:
        return Found(kind, *json_file.read(text))
    if kind == Format.TEXTGRID:
        lines, marks, tiers = textgrid.read(text)
        return Found(kind, lines, marks, tiers=tiers)
    readers = {Format.SRT: subrip.read, Format.VTT: webvtt.read, Format.AUDACITY: audacity.read}
    if kind in readers:
        lines, skipped = readers[kind](text)
        return _unless_empty(Found(kind, lines, skipped=skipped))
    if kind == Format.TXT:
        return _unless_empty(Found(kind, plain_text.read(text, duration)))
    raise TranscriptUnreadable(f"{kind} cannot be read back: srt, vtt, txt, json, textgrid and audacity can")


def kind_of(text: str) -> Format:
    """By what it begins with; plain text when it is nothing else. Raises TranscriptUnreadable."""
    head = text.lstrip()
    _refuse(head[:100].lower())
    if "\0" in text[:1000]:
        raise TranscriptUnreadable("it is no text")
    if head.startswith("WEBVTT"):
        return Format.VTT
    if head.startswith(("{", "[{", "[\n", "[\r")) or re.match(r"\[\s*(?:[{\]]|\[\s*\d)", head):
        return Format.JSON
    if re.match(r'(?:File type = )?"ooTextFile', head):
        return Format.TEXTGRID
    rows = head.splitlines()
    if rows and _LABEL.fullmatch(rows[0]):
        return Format.AUDACITY
    if any(_CUE.match(row.strip()) for row in rows[:3]):
        return Format.SRT
    if len(_CONTROL.findall(text, 0, 4000)) > 5:
        raise TranscriptUnreadable("it is no text")
    return Format.TXT


def decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 by their marks or without one, else what Windows programs write."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _wide(data[:400]):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _wide(head: bytes) -> str:
    """UTF-16 without its mark: of every two bytes of Latin text one is zero, always the same."""
    if len(head) >= 8 and not any(head[1::2]) and all(head[0::2]):
        return "utf-16-le"
    return "utf-16-be" if len(head) >= 8 and not any(head[0::2]) and all(head[1::2]) else ""


def _unless_empty(found: Found) -> Found:
    """A file with something in it of which nothing could be read is no empty transcript."""
    if not found.lines:
        raise TranscriptUnreadable("it has no lines with times")
    return found


def _refuse(head: str) -> None:
    """What is text for a program and not for people."""
    for beginnings, reason in _OTHERS:
        if head.startswith(beginnings):
            raise TranscriptUnreadable(f"{reason}: srt, vtt, txt, json, textgrid and audacity can be read")
