"""What the formats are called, what their files end with, and what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from audio_desk.transcripts.formats.writing import Format

_ENDINGS: Final = {Format.TEXTGRID: "TextGrid", Format.AUDACITY: "txt"}

READABLE_ENDINGS: Final = ("srt", "vtt", "txt", "json", "textgrid")
"""Of files that can be imported, in small letters."""


@dataclass(frozen=True, slots=True)
class FormatWords:
    name: str
    use: str


def ending_of(kind: Format) -> str:
    """`srt`, `TextGrid`"""
    return _ENDINGS.get(kind, kind.value)


def words_of(kind: Format) -> FormatWords:
    names = {
        Format.TXT: (_tr("Text"), _tr("For reading and pasting.")),
        Format.DOCX: (_tr("Word document"), _tr("For Word, LibreOffice and Pages.")),
        Format.MARKDOWN: (_tr("Markdown"), _tr("Text with headings and bold names.")),
        Format.SRT: (_tr("SubRip subtitles"), _tr("For nearly every video program.")),
        Format.VTT: (_tr("WebVTT subtitles"), _tr("For video on web pages.")),
        Format.CSV: (_tr("Table (CSV)"), _tr("For spreadsheets: a row for each line.")),
        Format.JSON: (_tr("JSON"), _tr("Everything that is kept; can be imported again.")),
        Format.TEXTGRID: (_tr("Praat TextGrid"), _tr("For phonetic work in Praat.")),
        Format.EAF: (_tr("ELAN"), _tr("For annotation in ELAN.")),
        Format.AUDACITY: (_tr("Audacity labels"), _tr("A label track for Audacity.")),
    }
    return FormatWords(*names[kind])


def in_order() -> tuple[Format, ...]:
    """As they are offered: what most people want first."""
    return (
        Format.TXT,
        Format.DOCX,
        Format.SRT,
        Format.VTT,
        Format.MARKDOWN,
        Format.CSV,
        Format.JSON,
        Format.TEXTGRID,
        Format.EAF,
        Format.AUDACITY,
    )


def filter_of(kind: Format) -> str:
    return f"{words_of(kind).name} (*.{ending_of(kind)})"


def import_filters() -> tuple[str, ...]:
    endings = " ".join(f"*.{ending}" for ending in (*READABLE_ENDINGS, "TextGrid"))
    return _tr("Transcripts and labels ({0})").format(endings), _tr("All files (*)")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Formats", text)
