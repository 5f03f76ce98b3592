"""Reads a transcript out of a model's text while it streams in: the same segments however it is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from audio_desk.region import Region
from audio_desk.transcripts.json_segments import JsonSegments
from audio_desk.transcripts.lines import Piece, TimedLine, UntimedLine, read_line
from audio_desk.transcripts.segment import Flag, Segment
from audio_desk.transcripts.timeline import Timeline

_FENCE: Final = re.compile(r"\s*```\w*\s*")
_JSON_FENCE: Final = re.compile(r"\s*```json\s*", re.IGNORECASE)
_OPENING: Final = re.compile(r"[\s\ufeff]*(?:```\w*[ \t]*\n[\s]*)?(?P<json>\{|\[\s*[{\]])")
_UNDECIDED: Final = re.compile(r"[\s\ufeff]*(?:`{1,3}\w*[ \t]*(?:\n\s*)?)?(?:\[\s*)?")
_NUMBER: Final = re.compile(r"\d{1,5}")


@dataclass(slots=True)
class _Draft:
    """A segment that may still gain words and an end."""

    start: int
    end: int | None
    speaker: str | None
    text: str
    flags: frozenset[Flag]

    def until(self, end: int) -> Segment:
        return Segment(self.start, max(self.start, end), self.text, self.speaker, self.flags)


class TranscriptParser:
    """`feed` gives the segments that are finished, `flush` the rest.

    A line without an end lasts until the next later line, the last one until the region's end. A line is
    finished when a later one begins, because a line without a time goes on with the one before.
    """

    def __init__(self, rate: int, *, offset_frames: int, region: Region | None, frames: int) -> None:
        """`offset_frames` is added to every time: where the clip that was sent begins, or 0."""
        self._timeline = Timeline(rate, offset_frames, region, frames)
        self._buffer = ""
        self._json: JsonSegments | None = None
        self._decided = False
        self._drafts: list[_Draft] = []
        """Lines that wait for a later line to end them: all begin at the same frame."""
        self._early: list[UntimedLine] = []
        """Before the first time."""
        self._previous = 0
        self._after_blank = True

    @property
    def pending(self) -> str:
        """What has come of the line that is not finished."""
        return self._json.pending if self._json else self._buffer

    @property
    def reads_json(self) -> bool | None:
        """None while it cannot be told yet."""
        return self._json is not None if self._decided else None

    @property
    def is_cut(self) -> bool:
        """Whether it was JSON that ended within an object; known after `flush`."""
        return self._json is not None and self._json.is_cut

    def take(self, pieces: Iterable[Piece]) -> tuple[Segment, ...]:
        """Lines that came as such, and not within a text."""
        return tuple(self._finished(pieces))

    def feed(self, text: str) -> tuple[Segment, ...]:
        self._buffer += text
        if not self._decided and not self._decide():
            return ()
        return tuple(self._finished(self._read()))

    def flush(self) -> tuple[Segment, ...]:
        """The end of the text: a line that was being written counts as far as it came."""
        self._decided = True
        last = self._line(self._buffer) if self._json is None else self._json.flush()
        self._buffer = ""
        finished = [*self._finished(last), *self._close(self._timeline.last)]
        return tuple(finished)

    def _decide(self) -> bool:
        """Lines or JSON: the first characters tell, once there are enough of them."""
        if _OPENING.match(self._buffer):
            self._json = JsonSegments()
        elif _UNDECIDED.fullmatch(self._buffer):
            return False
        self._decided = True
        return True

    def _read(self) -> Iterator[Piece]:
        if self._json is not None:
            text, self._buffer = self._buffer, ""
            yield from self._json.feed(text)
            return
        while "\n" in self._buffer:
            line, self._buffer = self._buffer.split("\n", 1)
            if _JSON_FENCE.fullmatch(line):
                # JSON after a word of introduction.
                self._json = JsonSegments()
                yield from self._read()
                return
            yield from self._line(line)

    def _line(self, line: str) -> Iterator[Piece]:
        stripped = line.strip()
        # A number alone after an empty line counts subtitles; a fence only surrounds the text.
        counts = self._after_blank and _NUMBER.fullmatch(stripped)
        self._after_blank = not stripped
        if stripped and not counts and not _FENCE.fullmatch(line):
            yield from read_line(stripped)

    def _finished(self, pieces: Iterable[Piece]) -> Iterator[Segment]:
        for piece in pieces:
            if isinstance(piece, TimedLine):
                yield from self._begin(piece)
            elif isinstance(piece, UntimedLine):
                self._stand_beside(piece)
            elif self._drafts and piece:
                last = self._drafts[-1]
                last.text = f"{last.text} {piece}".strip()

    def _begin(self, line: TimedLine) -> Iterator[Segment]:
        start, flags = self._timeline.place(line.start)
        end = None
        if line.end is not None:
            end, end_flags = self._timeline.place(line.end)
            flags |= end_flags | ({Flag.BACKWARD} if end < start else frozenset())
        if start < self._previous:
            flags |= {Flag.BACKWARD}
        if self._drafts and start != self._drafts[-1].start:
            yield from self._close(start)
        self._previous = start
        early, self._early = self._early, []
        self._drafts += [_Draft(start, None, each.speaker, each.text, flags) for each in early]
        self._drafts.append(_Draft(start, end, line.speaker, line.text, flags))

    def _stand_beside(self, line: UntimedLine) -> None:
        """Where the line before it stands, or the first one with a time."""
        if not self._drafts:
            self._early.append(line)
            return
        last = self._drafts[-1]
        if line.speaker in (None, last.speaker):
            last.text = f"{last.text} {line.text}".strip()
        else:
            self._drafts.append(_Draft(last.start, None, line.speaker, line.text, last.flags))

    def _close(self, end: int) -> Iterator[Segment]:
        for draft in self._drafts:
            if draft.text:
                yield draft.until(self._end_of(draft, end))
        self._drafts = []

    def _end_of(self, draft: _Draft, end: int) -> int:
        """Its own, or `end`; when that is no later, the second that its start was rounded to."""
        if draft.end is not None:
            return draft.end
        return end if end > draft.start else min(draft.start + self._timeline.second, self._timeline.last)
