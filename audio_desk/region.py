"""A stretch of a recording: half-open, in integer frames."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """Frames `start` (included) to `end` (excluded); empty when they are equal.

    Raises ValueError when it would be backward or begin before the recording.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"no region: {self.start}..{self.end}")

    @classmethod
    def spanning(cls, one: int, other: int) -> Region:
        """The region between two frames, in whichever order they come."""
        return cls(min(one, other), max(one, other))

    @classmethod
    def of_seconds(cls, start: float, end: float, rate: int) -> Region:
        """The region between two times in seconds, at `rate` frames per second, rounded to frames."""
        return cls(round(start * rate), round(end * rate))

    @property
    def frames(self) -> int:
        return self.end - self.start

    @property
    def is_empty(self) -> bool:
        return self.end == self.start

    def seconds(self, rate: int) -> tuple[float, float]:
        """Start and end in seconds."""
        return self.start / rate, self.end / rate

    def contains(self, frame: int) -> bool:
        return self.start <= frame < self.end

    def clamped(self, frames: int) -> Region:
        """What of it lies inside a recording of `frames` frames; may be empty."""
        return Region(min(self.start, frames), min(self.end, frames))

    def moved(self, by: int, frames: int) -> Region:
        """The same length, `by` frames later, kept inside a recording of `frames` frames."""
        start = max(0, min(self.start + by, frames - self.frames))
        return Region(start, start + self.frames)
