"""CSV: a row for each thing said, with a header; no cell is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from audio_desk import timecode
from audio_desk.transcripts.formats.document import Answer, Document, Layout, Line
from audio_desk.transcripts.formats.provenance import model_of, moment, span_of, tokens_of

_LINE: Final = ("start", "end", "speaker", "text", "corrected_by_hand")
_ANSWER: Final = ("model", "date", "prompt", "mode", "span", "tokens")
_RECORDING: Final = ("recording", "sha256")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a cell begins with when a spreadsheet reads it as a formula, or as what may hide one."""


def write(document: Document, layout: Layout) -> bytes:
    """In RFC 4180's form and UTF-8. Columns that are not wished for are left out."""
    left_out = {*(("start", "end") if layout.times is False else ())}
    left_out |= {"speaker"} if layout.speakers is False else set()
    names = [name for name in (*_LINE, *_ANSWER, *_RECORDING) if name not in left_out]
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, names, extrasaction="ignore")
    table.writeheader()
    table.writerows(_rows(document))
    return out.getvalue().encode("utf-8", "replace")


def _rows(document: Document) -> Iterator[dict[str, str]]:
    origins = {answer.id: _origin(answer) for answer in document.sources}
    recording = {"recording": _safe(document.name), "sha256": document.sha256}
    for line in document.lines:
        yield {**_line(line), **origins.get(line.answer or 0, {}), **recording}


def _line(line: Line) -> dict[str, str]:
    return {
        "start": _seconds(line.start),
        "end": _seconds(line.end),
        "speaker": _safe(line.speaker or ""),
        "text": _safe(line.text),
        "corrected_by_hand": "yes" if line.edited else "no",
    }


def _origin(answer: Answer) -> dict[str, str]:
    values = (
        model_of(answer),
        moment(answer.created),
        answer.prompt,
        answer.mode,
        span_of(answer),
        tokens_of(answer),
    )
    return dict(zip(_ANSWER, map(_safe, values), strict=True))


def _seconds(seconds: float) -> str:
    whole, thousandths = divmod(timecode.milliseconds(seconds), 1000)
    return f"{whole}.{thousandths:03d}"


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
