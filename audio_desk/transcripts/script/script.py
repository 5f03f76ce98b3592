"""The transcript of a recording as a value: its segments in time order, and its speakers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from audio_desk.transcripts.script.kept import KeptSegment, Speaker, order, with_speakers


@dataclass(frozen=True)
class Script:
    """`segments` are ordered by start, end and id; whoever speaks in them is among the `speakers`."""

    segments: tuple[KeptSegment, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    @classmethod
    def arranged(cls, segments: Iterable[KeptSegment], speakers: Iterable[Speaker] = ()) -> Script:
        """Out of segments in any order; speakers that are missing are added."""
        ordered = tuple(sorted(segments, key=order))
        return cls(ordered, with_speakers(tuple(speakers), (segment.speaker for segment in ordered)))

    def get(self, segment_id: str) -> KeptSegment | None:
        return self._by_id.get(segment_id)

    def index(self, segment_id: str) -> int:
        """Its row; -1 when it is not there."""
        segment = self._by_id.get(segment_id)
        return -1 if segment is None else bisect_left(self.segments, order(segment), key=order)

    def at(self, frame: int) -> KeptSegment | None:
        """The last one that starts at or before `frame` and still runs there."""
        row = bisect_right(self.segments, frame, key=lambda segment: segment.start_frame) - 1
        while row >= 0 and self._latest_ends[row] > frame:
            if self.segments[row].end_frame > frame:
                return self.segments[row]
            row -= 1
        return None

    def speaker(self, name: str | None) -> Speaker | None:
        return next((speaker for speaker in self.speakers if speaker.name == name), None)

    @cached_property
    def _by_id(self) -> dict[str, KeptSegment]:
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def _latest_ends(self) -> list[int]:
        """For each row the last frame that it or one before it reaches."""
        return list(accumulate((segment.end_frame for segment in self.segments), max))
