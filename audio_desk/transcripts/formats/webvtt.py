"""WebVTT (.vtt): cues with times to the millisecond, who speaks as a voice, the provenance as a note."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from audio_desk.timecode import stamp
from audio_desk.transcripts.formats.document import Document, Layout, Line, one_line
from audio_desk.transcripts.formats.provenance import provenance
from audio_desk.transcripts.formats.skipped import Skipped
from audio_desk.transcripts.formats.subtitles import Cue, cues_in, rows_of

_VOICE: Final = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG: Final = re.compile(r"<[^>]*>")


def write(document: Document, layout: Layout) -> bytes:
    """By W3C's rules: `&`, `<` and `>` are escaped, so no text can look like times or a tag."""
    named = layout.speakers is not False
    blocks = ["WEBVTT\n", *_note(document)]
    blocks += [_cue(number, line, named) for number, line in enumerate(document.lines, start=1)]
    return "\n".join(blocks).encode("utf-8", "replace")


def read(text: str) -> tuple[tuple[Line, ...], Skipped | None]:
    """Tags are dropped but for the voice, which is the speaker; of several each stands before their words."""
    cues, skipped = cues_in(text, gaps=False)
    return tuple(map(_line, cues)), skipped


def _note(document: Document) -> Iterator[str]:
    rows = [f"{name}: {_escaped(one_line(value))}" for name, value in provenance(document)]
    yield "NOTE\n" + "\n".join(filter(str.strip, rows)) + "\n"


def _cue(number: int, line: Line, named: bool) -> str:
    # A cue begins one millisecond before it ends at the latest: W3C's rules want it so.
    start = stamp(line.start)
    end = stamp(max(line.end, line.start + 0.001))
    voice = f"<v {_escaped(one_line(line.speaker))}>" if named and line.speaker else ""
    return f"{number}\n{start} --> {end}\n{voice}" + "\n".join(rows_of(_escaped(line.text))) + "\n"


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _line(cue: Cue) -> Line:
    names = {html.unescape(name).strip() for name in _VOICE.findall(cue.text)}
    text = _VOICE.sub(r"\1: ", cue.text) if len(names) > 1 else cue.text
    speaker = names.pop() if len(names) == 1 else ""
    return Line(cue.start, cue.end, html.unescape(_TAG.sub("", text)), speaker or None)
