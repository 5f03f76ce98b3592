"""Documents that make trouble: what the tests of every format write and read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from audio_desk.transcripts.formats.document import Answer, Document, Line, Mark

TEXTS: Final = {
    "plain": "We came down to the harbour.",
    "arrow": "from here --> to there",
    "times": "look\n12\n00:00:01,000 --> 00:00:02,000\nthere",
    "markup": 'R&D <b>bold</b> & <v Ann> "quoted" &amp; &lt;',
    "tabs": "one\ttwo\tthree",
    "rows": "first row\nsecond row\r\nthird row",
    "emoji": "😀 👩‍👩‍👧 ok",
    "right to left": "שלום עולם, مرحبا",
    "equals": "=1+1",
    "plus": "+41 79",
    "minus": "-3 degrees",
    "at": "@SUM(A1)",
    "stars": "*not* _emphasis_ # 1. `code` [link](x) | ~~gone~~",
    "number": "1. first\n- second\n# third",
    "quotes": 'say ""this"" and "that"',
    "back": "\\N and \\h and {\\an8}",
    "brackets": "[12:30] is a time, so is 4:30",
}
"""What one segment says, by what is odd about it."""

ANSWER: Final = Answer(
    id=7,
    task="transcript",
    question="",
    text="[00:01] words",
    prompt="Provide a transcript of the speech from 02:30 to 03:29.\nWrite --> lines.",
    mode="whole",
    span=(150.0, 209.0),
    account="gemini",
    model="gemini-3.8-flash",
    model_version="gemini-3.8-flash-001",
    status="complete",
    finish="STOP",
    problem="",
    created=datetime(2026, 11, 22, 16, 30, tzinfo=UTC),
    finished=datetime(2026, 11, 22, 16, 31, tzinfo=UTC),
    tokens=(1920, 80, 2000),
)
REPLY: Final = replace(
    ANSWER, id=8, task="ask", question="How much <was> he paid?", text="Forty & two [01:20]", span=None
)
MARKS: Final = (
    Mark(1.0, 2.5, "The bell & the <boat>", "heard twice", 2, datetime(2026, 11, 22, tzinfo=UTC)),
    Mark(4.25, 4.25, "Here", created=datetime(2026, 11, 22, tzinfo=UTC)),
)


def document(*lines: Line, **more: Any) -> Document:
    values: dict[str, Any] = {
        "name": "Töne & <co> [final].wav",
        "sha256": "ab" * 32,
        "duration": 3600.0,
        "rate": 44_100,
        "program": "Audio Desk 0.1.0",
        "exported": datetime(2026, 11, 23, tzinfo=UTC),
        "answers": (ANSWER, REPLY),
        "marks": MARKS,
    }
    return Document(lines=lines, **{**values, **more})


def said(text: str, start: float = 1.25, end: float = 2.5, speaker: str | None = None) -> Line:
    return Line(start, end, text, speaker, answer=ANSWER.id)


def every_text() -> Document:
    lines = [said(text, 10.0 * n, 10.0 * n + 9.999) for n, text in enumerate(TEXTS.values(), start=1)]
    return document(*lines)


LATE: Final = 99 * 3600 + 59 * 60 + 59.999
"""The last millisecond of two digits of hours."""


def past_99_hours() -> Document:
    return document(
        said("before", LATE - 1, LATE), said("after", LATE + 0.001, 123 * 3600 + 4.5), duration=450_000.0
    )


def ten_thousand() -> Document:
    lines = [said(f"line {n} says", n * 1.5, n * 1.5 + 1.25, f"Speaker {n % 3}") for n in range(10_000)]
    return document(*lines, duration=15_001.0)
