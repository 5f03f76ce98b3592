"""Finds the times in an answer's text, so that they can be clicked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audio_desk.transcripts.times import BETWEEN, seconds_of, times_in

_GAP: Final = re.compile(rf"[\])]?{BETWEEN}[\[(]?")


@dataclass(frozen=True, slots=True)
class TimeLink:
    """Characters `begin` to `end` of the text name `seconds` of the recording, or a stretch `until` then."""

    begin: int
    end: int
    seconds: float
    until: float | None = None


def find_times(text: str) -> tuple[TimeLink, ...]:
    """Every time in the text, in order; the brackets around one belong to it. Ranges are one link."""
    links: list[TimeLink] = []
    offset = 0
    for line in text.split("\n"):
        links += (
            TimeLink(link.begin + offset, link.end + offset, link.seconds, link.until)
            for link in _in_line(line)
        )
        offset += len(line) + 1
    return tuple(links)


def _in_line(line: str) -> Iterator[TimeLink]:
    pending: TimeLink | None = None
    for match in times_in(line):
        seconds = seconds_of(match[0])
        if seconds is None:
            continue
        if pending and _joins(line, pending, match, seconds):
            yield _bracketed(line, TimeLink(pending.begin, match.end(), pending.seconds, seconds))
            pending = None
            continue
        if pending:
            yield _bracketed(line, pending)
        pending = TimeLink(match.start(), match.end(), seconds)
    if pending:
        yield _bracketed(line, pending)


def _joins(line: str, first: TimeLink, second: re.Match[str], seconds: float) -> bool:
    return seconds >= first.seconds and _GAP.fullmatch(line, first.end, second.start()) is not None


def _bracketed(line: str, link: TimeLink) -> TimeLink:
    around = line[max(0, link.begin - 1) : link.begin] + line[link.end : link.end + 1]
    if around in ("[]", "()"):
        return TimeLink(link.begin - 1, link.end + 1, link.seconds, link.until)
    return link
