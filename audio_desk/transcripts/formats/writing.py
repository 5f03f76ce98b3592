"""Every format that a document can be written in, by its name; its module is loaded when it is used."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import Final

from audio_desk.transcripts.formats.document import Document, Layout


class Format(StrEnum):
    SRT = "srt"
    VTT = "vtt"
    TXT = "txt"
    MARKDOWN = "md"
    DOCX = "docx"
    CSV = "csv"
    JSON = "json"
    TEXTGRID = "textgrid"
    AUDACITY = "audacity"
    EAF = "eaf"


HOLD_ALL: Final = frozenset((Format.MARKDOWN, Format.DOCX, Format.JSON, Format.TEXTGRID, Format.EAF))
"""Those that have a place for more than one list."""

TIMES_OPTIONAL: Final = frozenset((Format.TXT, Format.MARKDOWN, Format.DOCX, Format.CSV))
"""Those that can do without; the others are made of times."""

SPEAKERS_UNUSUAL: Final = frozenset((Format.SRT, Format.TEXTGRID, Format.AUDACITY))
"""Those without a place for who speaks: names stand before the words, and only when they are wished for."""

_MODULES: Final = {
    Format.SRT: "subrip",
    Format.VTT: "webvtt",
    Format.TXT: "plain_text",
    Format.MARKDOWN: "markdown",
    Format.DOCX: "word",
    Format.CSV: "table",
    Format.JSON: "json_file",
    Format.TEXTGRID: "textgrid",
    Format.AUDACITY: "audacity",
    Format.EAF: "elan",
}


def written(
    document: Document, kind: Format, layout: Layout, is_stopped: Callable[[], bool] = lambda: False
) -> bytes:
    """The whole file. Raises Stopped where that takes seconds, as with long Word documents."""
    # By its name: python-docx alone takes a tenth of a second, and most sessions never need it.
    module = import_module(f"audio_desk.transcripts.formats.{_MODULES[kind]}")
    if kind == Format.DOCX:
        made: bytes = module.write(document, layout, is_stopped)
        return made
    write: Callable[[Document, Layout], bytes] = module.write
    return write(document, layout)
