"""Praat's TextGrid: writes its long form; reads its long and its short form, by Praat's own rules.

The lines are the first tier. Lines that overlap come to a further tier, because the intervals of one cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from audio_desk.errors import TranscriptUnreadable
from audio_desk.transcripts.formats.document import (
    Document,
    Layout,
    Line,
    Mark,
    apart,
    one_line,
    within_reach,
)

_SEGMENTS: Final = "segments"
_SPEAKERS: Final = "speakers"
_REGIONS: Final = "regions"
_MARKERS: Final = "markers"
_SHORTEST: Final = 0.001
"""Seconds: Praat has no interval without a length."""

# Praat reads only what stands by itself: texts in quotes, numbers, and flags; the rest is for people.
_TOKEN: Final = re.compile(
    r'"(?P<text>(?:[^"]|"")*)"|(?:(?<=\s)|^)(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?=\s|$)'
    r"|(?:(?<=\s)|^)![^\n]*|<(?P<flag>\w+)>|[^\s\"]+"
)


def write(document: Document, layout: Layout) -> bytes:
    """UTF-8. With speakers wished for, a tier beside each row of lines names them."""
    tiers: list[tuple[str, list[Line]]] = []
    rows = list(apart(_with_length(document.lines))) or [[]]
    for number, row in enumerate(rows, start=1):
        tiers.append((_numbered(_SEGMENTS, number), row))
    if layout.speakers:
        for number, row in enumerate(rows, start=1):
            names = [Line(line.start, line.end, line.speaker or "") for line in row]
            tiers.append((_numbered(_SPEAKERS, number), names))
    markers: list[Mark] = []
    if "regions" in document.shows:
        spans = [Line(mark.start, mark.end, mark.name) for mark in document.marks if not mark.is_marker]
        tiers += [(_numbered(_REGIONS, n), row) for n, row in enumerate(apart(spans), start=1)]
        markers = [mark for mark in document.marks if mark.is_marker]
    last = max([document.duration, *(line.end for _, row in tiers for line in row)])
    return _grid(tiers, markers, last).encode("utf-8", "replace")


def read(text: str) -> tuple[tuple[Line, ...], tuple[Mark, ...], tuple[str, ...]]:
    """The lines of the first interval tier with any, and of those that go on with it; our regions, markers.

    And the names of the other tiers with texts: nobody knows what they are. Raises TranscriptUnreadable.
    """
    tokens = _tokens(text)
    try:
        tiers = list(_tiers(tokens))
    except (StopIteration, RuntimeError, ValueError, TypeError, OverflowError) as error:
        raise TranscriptUnreadable("it is no whole TextGrid") from error
    grids = [(name, row) for name, points, row in tiers if not points]
    # One in which nobody says anything, as for remarks, may stand before the one with the words.
    first = next((name for name, row in grids if row), grids[0][0] if grids else None)
    if first is None:
        raise TranscriptUnreadable("it has no tier of intervals")
    lines = [line for name, points, row in tiers if not points and _belongs(name, first) for line in row]
    named = {
        (line.start, line.end): line.text for name, _, row in tiers if _is(name, _SPEAKERS) for line in row
    }
    lines = [replace(line, speaker=named.get((line.start, line.end))) for line in lines]
    marks = [
        Mark(line.start, line.end, line.text)
        for name, points, row in tiers
        if name != first and (_is(name, _REGIONS) or (points and name == _MARKERS))
        for line in row
    ]
    other = (name for name, row in grids if row and not _belongs(name, first) and not _is_ours(name))
    return tuple(sorted(lines, key=lambda line: line.start)), tuple(marks), tuple(other)


def _with_length(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        end = max(line.end, line.start + _SHORTEST)
        yield Line(line.start, end, line.text, line.speaker)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} {number}"


def _is(name: str, kind: str) -> bool:
    return re.fullmatch(rf"{re.escape(kind)}(?: \d+)?", name) is not None


def _is_ours(name: str) -> bool:
    return _is(name, _SPEAKERS) or _is(name, _REGIONS)


def _belongs(name: str, first: str) -> bool:
    return name == first or (first == _SEGMENTS and _is(name, _SEGMENTS))


# --- writing -----------------------------------------------------------------------------------------------


def _grid(tiers: list[tuple[str, list[Line]]], markers: list[Mark], last: float) -> str:
    rows = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "xmin = 0",
        f"xmax = {_number(last)}",
    ]
    rows += ["tiers? <exists>", f"size = {len(tiers) + bool(markers)}", "item []:"]
    for number, (name, lines) in enumerate(tiers, start=1):
        rows += _tier_head(number, "IntervalTier", name, last)
        rows += _intervals(list(_filled(lines, last)))
    if markers:
        rows += _tier_head(len(tiers) + 1, "TextTier", _MARKERS, last)
        rows.append(f"        points: size = {len(markers)}")
        for number, mark in enumerate(markers, start=1):
            rows += [f"        points [{number}]:", f"            number = {_number(mark.start)}"]
            rows.append(f"            mark = {_quoted(mark.name)}")
    return "\n".join([*rows, ""])


def _tier_head(number: int, kind: str, name: str, last: float) -> list[str]:
    return [
        f"    item [{number}]:",
        f'        class = "{kind}"',
        f"        name = {_quoted(name)}",
        "        xmin = 0",
        f"        xmax = {_number(last)}",
    ]


def _intervals(lines: list[Line]) -> Iterator[str]:
    yield f"        intervals: size = {len(lines)}"
    for number, line in enumerate(lines, start=1):
        yield f"        intervals [{number}]:"
        yield f"            xmin = {_number(line.start)}"
        yield f"            xmax = {_number(line.end)}"
        yield f"            text = {_quoted(line.text)}"


def _filled(lines: Iterable[Line], last: float) -> Iterator[Line]:
    """An interval tier has no gaps: what nobody says has an interval without a text."""
    at = 0.0
    for line in lines:
        if _number(at) != _number(line.start):
            yield Line(at, line.start, "")
        yield line
        at = line.end
    if _number(at) != _number(last) or at == 0.0:
        yield Line(at, last, "")


def _number(seconds: float) -> str:
    return f"{seconds:.6f}".rstrip("0").rstrip(".")


def _quoted(text: str) -> str:
    return '"' + one_line(text).replace('"', '""') + '"'


# --- reading -----------------------------------------------------------------------------------------------


def _tokens(text: str) -> Iterator[str | float | bool]:
    """Texts, numbers, and True or False for the flag of existence."""
    for match in _TOKEN.finditer(text):
        if match["text"] is not None:
            yield match["text"].replace('""', '"')
        elif match["number"] is not None:
            yield float(match["number"])
        elif match["flag"] is not None:
            yield match["flag"] == "exists"


def _tiers(tokens: Iterator[str | float | bool]) -> Iterator[tuple[str, bool, list[Line]]]:
    """Name, whether it is of points, and what it holds but for intervals without a text."""
    if not _text_of(tokens).startswith("ooTextFile") or next(tokens) != "TextGrid":
        raise ValueError("no TextGrid")
    _number_of(tokens), _number_of(tokens), next(tokens)
    for _ in range(int(_number_of(tokens))):
        points = _text_of(tokens) == "TextTier"
        name = _text_of(tokens)
        _number_of(tokens), _number_of(tokens)
        lines = []
        for _ in range(int(_number_of(tokens))):
            start = _number_of(tokens)
            end = start if points else _number_of(tokens)
            lines.append(Line(within_reach(start), within_reach(end), _text_of(tokens)))
        yield name, points, [line for line in lines if line.text.strip() or points]


def _number_of(tokens: Iterator[str | float | bool]) -> float:
    found = next(tokens)
    if not isinstance(found, float):
        raise ValueError(f"no number: {found!r}")
    return found


def _text_of(tokens: Iterator[str | float | bool]) -> str:
    found = next(tokens)
    if not isinstance(found, str):
        raise ValueError(f"no text: {found!r}")
    return found
