"""Viewport: which stretch of the recording is on the screen, as a frozen value with pure functions."""

from __future__ import annotations

from dataclasses import dataclass, replace

CLOSEST = 1 / 32
"""Frames per pixel at the deepest zoom: one sample is 32 pixels wide."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """`start` in frames, a float, or zooming would drift; `scale` in frames per pixel.

    `width` in pixels and `frames`, the recording's length, are what it is clamped to.
    """

    start: float
    scale: float
    width: int
    frames: int

    @classmethod
    def fitted(cls, frames: int, width: int) -> Viewport:
        """The whole recording, edge to edge."""
        width = max(1, width)
        return cls(0.0, max(1, frames) / width, width, frames)

    @property
    def end(self) -> float:
        """The frame at the right edge, not included."""
        return self.start + self.scale * self.width

    @property
    def widest(self) -> float:
        """Frames per pixel when all of the recording is shown."""
        return max(1, self.frames) / self.width

    @property
    def shows_all(self) -> bool:
        return self.scale >= self.widest * (1 - 1e-9)

    def frame_at(self, x: float) -> float:
        return self.start + x * self.scale

    def nearest_frame(self, x: float) -> int:
        """The frame boundary nearest to `x`, inside the recording."""
        return max(0, min(round(self.frame_at(x)), self.frames))

    def x_of(self, frame: float) -> float:
        return (frame - self.start) / self.scale

    def contains(self, frame: float) -> bool:
        return self.start <= frame < self.end

    def clamped(self) -> Viewport:
        """The nearest viewport that shows nothing outside the recording and no less than it may."""
        scale = max(min(self.scale, self.widest), min(CLOSEST, self.widest))
        start = max(0.0, min(self.start, self.frames - scale * self.width))
        return replace(self, start=start, scale=scale)

    def zoomed_at(self, x: float, factor: float) -> Viewport:
        """`factor` times closer; the frame under `x` stays under `x` unless an edge is reached."""
        wished = replace(self, scale=self.scale / factor)
        scale = wished.clamped().scale
        return replace(self, start=self.frame_at(x) - x * scale, scale=scale).clamped()

    def panned(self, pixels: float) -> Viewport:
        """`pixels` later (or earlier, when negative)."""
        return replace(self, start=self.start + pixels * self.scale).clamped()

    def starting_at(self, frame: float) -> Viewport:
        return replace(self, start=frame).clamped()

    def centred_on(self, frame: float) -> Viewport:
        return self.starting_at(frame - self.scale * self.width / 2)

    def showing(self, start: float, end: float, margin: float = 0.0) -> Viewport:
        """Just `start` to `end`, with `margin` of the width free at either side."""
        scale = max(end - start, 1) / (self.width * (1 - 2 * margin))
        return replace(self, start=start - scale * self.width * margin, scale=scale).clamped()

    def stretched(self, frames: int) -> Viewport:
        """The same part of a recording that turned out to have so many frames."""
        factor = frames / max(1, self.frames)
        return replace(self, start=self.start * factor, scale=self.scale * factor, frames=frames).clamped()

    def resized(self, width: int) -> Viewport:
        """Another width: all stays all; otherwise the start and the scale stay."""
        width = max(1, width)
        if self.shows_all:
            return Viewport.fitted(self.frames, width)
        return replace(self, width=width).clamped()
