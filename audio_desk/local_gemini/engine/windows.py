"""Packs pieces of speech into windows that Whisper hears at once, each remembering where it came from.

Long silences and other sounds between the pieces are left out: Whisper invents words there, and it hears
words better the more speech a window holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from audio_desk.local_gemini.engine.frames import FRAME_SAMPLES, RATE, Block, Floats
from audio_desk.local_gemini.engine.speech import Piece, SpeechFinder

WINDOW_SAMPLES: Final = 28 * RATE
"""Whisper hears 30 s; the rest is margin."""
MARGIN_SAMPLES: Final = round(0.35 * RATE)
"""Kept around each piece: soft first and last consonants are no speech to the detector."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and where it lies in its window; in seconds."""

    piece: Piece
    at: float
    """Of the piece itself, without its margin."""

    @property
    def until(self) -> float:
        return self.at + self.piece.end - self.piece.start

    @property
    def shift(self) -> float:
        """Added to a time in the window it gives the time from the span's start."""
        return self.piece.start - self.at


@dataclass(frozen=True, slots=True)
class Window:
    """Samples for the recogniser, and the pieces in them in order."""

    samples: Floats
    placed: tuple[Placed, ...]

    def alone(self, place: Placed) -> Window:
        """One of its pieces with what lies around it, as a window of its own."""
        first = max(0, round(place.at * RATE) - MARGIN_SAMPLES)
        last = round(place.until * RATE) + MARGIN_SAMPLES
        return Window(self.samples[first:last], (Placed(place.piece, place.at - first / RATE),))


def windows(blocks: Iterable[Block]) -> Iterator[Window | None]:
    """Windows as soon as each is full, and None after every block without one (a sign of life)."""
    packer, finder = _Packer(), SpeechFinder()
    for block in blocks:
        packer.keep(block)
        full = packer.add(finder.feed(block))
        if full:
            yield from full
        else:
            yield None
        packer.forget(finder)
    yield from packer.add(finder.flush())
    yield from packer.close()


@dataclass(slots=True)
class _Packer:
    """Holds the samples that may still be needed."""

    _held: Floats = field(default_factory=lambda: np.zeros(0, dtype=np.float32))
    _held_from: int = 0
    """The sample, from the span's start, that `_held` begins with."""
    _parts: list[Floats] = field(default_factory=list)
    _placed: list[Placed] = field(default_factory=list)
    _length: int = 0
    _used_to: int = 0
    """The sample up to which the last part reached."""
    _waiting: Piece | None = None
    """The newest piece: its margin may reach into samples still to come."""

    def keep(self, block: Block) -> None:
        self._held = np.concatenate([self._held, block.samples])

    def add(self, pieces: list[Piece]) -> list[Window]:
        full = []
        for piece in pieces:
            full += self._place(until=piece.first)
            self._waiting = piece
        return full

    def close(self) -> list[Window]:
        full = self._place(until=None)
        return full + ([self._window()] if self._placed else [])

    def forget(self, finder: SpeechFinder) -> None:
        """Drop samples before the earliest that a margin or a piece can still ask for."""
        begins = [self._held_from + len(self._held)]
        begins += [finder.begun * FRAME_SAMPLES] if finder.begun is not None else []
        begins += [self._waiting.first * FRAME_SAMPLES] if self._waiting else []
        drop = max(0, min(begins) - 2 * MARGIN_SAMPLES - self._held_from)
        self._held, self._held_from = self._held[drop:], self._held_from + drop

    def _place(self, until: int | None) -> list[Window]:
        """Put the waiting piece, now that what follows it (a piece at frame `until`, or nothing) is known."""
        if self._waiting is None:
            return []
        piece, self._waiting = self._waiting, None
        first, last = piece.first * FRAME_SAMPLES, piece.last * FRAME_SAMPLES
        begin = max(self._used_to, first - MARGIN_SAMPLES)
        room = self._held_from + len(self._held) if until is None else until * FRAME_SAMPLES
        end = min(last + MARGIN_SAMPLES, (last + room) // 2 if until is not None else room)
        full = [self._window()] if self._placed and self._length + end - begin > WINDOW_SAMPLES else []
        self._placed.append(Placed(piece, (self._length + first - begin) / RATE))
        self._parts.append(self._held[begin - self._held_from : end - self._held_from])
        self._length += end - begin
        self._used_to = end
        return full

    def _window(self) -> Window:
        window = Window(np.concatenate(self._parts), tuple(self._placed))
        self._parts, self._placed, self._length = [], [], 0
        return window
