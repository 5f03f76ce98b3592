"""Maps the times a model wrote to frames of the recording, and flags those that cannot be true."""

from __future__ import annotations

from typing import Final

from audio_desk.region import Region
from audio_desk.transcripts.segment import Flag

ROUNDING_SECONDS: Final = 1.0
"""A time written as MM:SS may lie this far outside the exact edges of what was asked about."""


class Timeline:
    """`offset_frames` is where the sound that was sent begins; 0 when the whole recording was sent."""

    def __init__(self, rate: int, offset_frames: int, region: Region | None, frames: int) -> None:
        self._rate = rate
        self._offset = offset_frames
        self._frames = frames
        self._region = region or Region(0, frames)
        self._tolerance = round(ROUNDING_SECONDS * rate)
        self.second = rate

    @property
    def last(self) -> int:
        """The frame at which the last line ends when it does not say so itself."""
        return self._region.end

    def place(self, seconds: float) -> tuple[int, frozenset[Flag]]:
        """The frame of a time, and what is wrong with it.

        Up to a second outside the region it is the region's edge, rounded. In a clip nothing lies outside:
        a time there is moved to the clip's edge, and flagged.
        """
        frame = round(seconds * self._rate) + self._offset
        edge = min(max(frame, self._region.start), self._region.end)
        if abs(frame - edge) <= self._tolerance:
            return edge, frozenset()
        past_end = frame > self._frames + self._tolerance
        flags = {Flag.OUTSIDE} | ({Flag.PAST_END} if past_end else set())
        return (edge if self._offset else frame), frozenset(flags)
