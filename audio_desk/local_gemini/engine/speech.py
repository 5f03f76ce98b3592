"""Finds the pieces of speech in a stream of frames."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from audio_desk.local_gemini.engine.frames import FRAME_SECONDS, Block, Floats

ON: Final = 0.5
OFF: Final = 0.35
"""Silero's own thresholds: speech begins above the first and ends below the second."""
PAUSE_FRAMES: Final = round(0.26 / FRAME_SECONDS)
"""A pause this long ends a piece."""
SHORTEST_FRAMES: Final = round(0.16 / FRAME_SECONDS)
"""Less is a click, not a word."""
LONGEST_FRAMES: Final = round(24 / FRAME_SECONDS)
"""More than this does not fit a Whisper window together with its margins."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Speech without a pause, in frames from the span's start, half open."""

    first: int
    last: int

    @property
    def start(self) -> float:
        return self.first * FRAME_SECONDS

    @property
    def end(self) -> float:
        return self.last * FRAME_SECONDS


@dataclass(slots=True)
class SpeechFinder:
    """Feed it blocks in order; it hands over each piece as soon as its end is known."""

    _begin: int | None = None
    _quiet: int = 0
    """Frames below `OFF` since speech was last heard."""
    _voice: list[float] = field(default_factory=list)
    """The probabilities since `_begin`."""

    @property
    def begun(self) -> int | None:
        """The first frame of a piece whose end is still to come."""
        return self._begin

    def feed(self, block: Block) -> list[Piece]:
        return self.feed_voice(block.first, block.voice)

    def feed_voice(self, first: int, voice: Floats) -> list[Piece]:
        found: list[Piece] = []
        for frame, value in enumerate(voice.tolist(), first):
            self._step(frame, value, found)
        return found

    def flush(self) -> list[Piece]:
        """The piece that the sound's end cuts off."""
        if self._begin is None:
            return []
        return self._close(self._begin + len(self._voice) - self._quiet)

    def _step(self, frame: int, value: float, found: list[Piece]) -> None:
        if self._begin is None:
            if value < ON:
                return
            self._begin, self._quiet, self._voice = frame, 0, []
        self._voice.append(value)
        self._quiet = self._quiet + 1 if value < OFF or (self._quiet and value < ON) else 0
        if self._quiet >= PAUSE_FRAMES:
            found += self._close(frame + 1 - self._quiet)
        elif len(self._voice) >= LONGEST_FRAMES:
            found.append(self._cut())

    def _close(self, last: int) -> list[Piece]:
        first, self._begin = self._begin, None
        assert first is not None
        return [Piece(first, last)] if last - first >= SHORTEST_FRAMES else []

    def _cut(self) -> Piece:
        """Cut speech that goes on and on where it is least like speech, in its second half."""
        assert self._begin is not None
        half = len(self._voice) // 2
        at = half + int(np.argmin(self._voice[half:-1]))
        piece = Piece(self._begin, self._begin + at)
        self._begin, self._voice = piece.last, self._voice[at:]
        self._quiet = min(self._quiet, len(self._voice))
        return piece
