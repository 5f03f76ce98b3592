"""What is handed over to other programs: a recording's transcript, regions and answers as plain values.

All times are in seconds of the recording: a file may be read where the recording is known at another rate.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from audio_desk import timecode

What = Literal["transcript", "regions", "answers", "all"]


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody says something. `answer` is the id of the answer that it came from."""

    start: float
    end: float
    text: str
    speaker: str | None = None
    flags: tuple[str, ...] = ()
    answer: int | None = None
    edited: bool = False
    """Corrected by hand."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A named stretch, or a marker where it ends as it starts."""

    start: float
    end: float
    name: str
    comment: str = ""
    colour: int = 0
    created: datetime | None = None

    @property
    def is_marker(self) -> bool:
        return self.end == self.start


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and what came back; the same for a transcript."""

    id: int
    task: str
    question: str
    text: str
    prompt: str
    mode: str
    span: tuple[float, float] | None
    """What was asked about; None for the whole recording."""
    account: str
    model: str
    model_version: str
    status: str
    finish: str
    problem: str
    created: datetime | None
    finished: datetime | None
    tokens: tuple[int | None, int | None, int | None] = (None, None, None)
    """Of the prompt, of the answer, in all."""
    lines: tuple[Line, ...] = ()
    channel: int | None = None
    """The one that was sent alone, counted from 0; None: all of them."""


@dataclass(frozen=True, slots=True)
class Media:
    """Where the recording lies, for programs that play it beside its transcript."""

    url: str
    """`file:///...`"""
    relative: str
    """From the written file's folder, with `/`; empty where no path leads there."""
    mime_type: str


@dataclass(frozen=True, slots=True)
class Document:
    """`lines` is the transcript as it is shown; `answers` has everything, what `lines` is made of as well."""

    name: str
    """The recording's file name."""
    sha256: str
    """Of the recording's file."""
    duration: float
    rate: int
    lines: tuple[Line, ...] = ()
    marks: tuple[Mark, ...] = ()
    answers: tuple[Answer, ...] = ()
    program: str = ""
    exported: datetime | None = None
    shows: frozenset[What] = field(default_factory=lambda: frozenset[What](("transcript",)))
    """What a format that can hold more than one list writes."""
    heading: str = "Transcript"
    """What the lines are."""
    media: Media | None = None

    @property
    def sources(self) -> tuple[Answer, ...]:
        """The answers that the lines come from, as they are numbered in `answers`."""
        used = {line.answer for line in self.lines}
        return tuple(answer for answer in self.answers if answer.id in used)

    @property
    def replies(self) -> tuple[Answer, ...]:
        """The answers that are no transcripts, the oldest first."""
        found = [answer for answer in self.answers if answer.task != "transcript" and answer.text.strip()]
        return tuple(sorted(found, key=lambda answer: answer.id))

    @property
    def edited(self) -> bool:
        return any(line.edited for line in self.lines)


@dataclass(frozen=True, slots=True)
class Layout:
    """How people want it; None: as is usual in the format."""

    times: bool | None = None
    speakers: bool | None = None


def showing(document: Document, what: What) -> Document:
    """The document with the list that is wanted as its lines, so that every format can hold each of them."""
    if what == "regions":
        return replace(document, lines=tuple(map(_mark_line, document.marks)), heading="Regions")
    if what == "answers":
        lines = (_answer_line(answer, document.duration) for answer in document.replies)
        ordered = tuple(sorted(lines, key=lambda line: line.start))
        return replace(document, lines=ordered, heading="Answers")
    wanted: frozenset[What] = frozenset(("transcript", "regions", "answers"))
    return replace(document, shows=wanted) if what == "all" else document


LATEST: Final = 1e9
"""Seconds: thirty years. What is said to be later is there, so that every time has a frame."""


def within_reach(seconds: float) -> float:
    return min(max(0.0, seconds), LATEST)


def one_line(text: str) -> str:
    """Where a format has one line for a text: every break and every tab is a space."""
    return " ".join(text.replace("\t", " ").splitlines())


def apart(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Rows in which no line overlaps another, in time order; the first has as many as fit."""
    left = sorted(lines, key=lambda line: (line.start, line.end))
    while left:
        row: list[Line] = []
        others: list[Line] = []
        for line in left:
            (others if row and line.start < row[-1].end else row).append(line)
        yield row
        left = others


def clocks(lines: Iterable[Line]) -> Callable[[float], str]:
    """How the starts of these lines are written for people: with thousandths only where one needs them."""
    whole = all(timecode.milliseconds(line.start) % 1000 == 0 for line in lines)
    return lambda seconds: timecode.clock(seconds, 0 if whole else 3)


def _mark_line(mark: Mark) -> Line:
    return Line(mark.start, mark.end, label(mark.name, mark.comment))


def label(name: str, comment: str) -> str:
    """A region where there is room for one text."""
    return ": ".join(part for part in (name, comment) if part)


def _answer_line(answer: Answer, duration: float) -> Line:
    start, end = answer.span or (0.0, duration)
    return Line(start, end, f"{title_of(answer)}\n{answer.text.strip()}", answer=answer.id)


_TITLES = {"summary": "Summary", "describe": "Description", "sounds": "Sounds", "transcript": "Transcript"}


def title_of(answer: Answer) -> str:
    return _TITLES.get(answer.task) or " ".join(answer.question.split())
