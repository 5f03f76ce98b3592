"""Reads a sound in blocks and measures each frame of 32 ms: its level, and how likely it is to be speech."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.local_gemini.engine.protocol import Sound

RATE: Final = 16_000
FRAME_SAMPLES: Final = 512
"""The frame of the Silero detector at 16 kHz."""
FRAME_SECONDS: Final = FRAME_SAMPLES / RATE
BLOCK_FRAMES: Final = 900
"""28.8 s in memory at a time."""
LEAD_FRAMES: Final = 32
"""The detector remembers; it hears a second of the block before, so that a cut does not show."""
SILENT_DB: Final = -120.0

Floats = NDArray[np.float32]
VoiceDetector = Callable[[Floats], Floats]
"""From samples (a whole number of frames) to one probability of speech a frame."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a sound in seconds, half open."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Block:
    """Frames that follow each other; `first` counts frames from the span's start."""

    first: int
    samples: Floats
    level_db: Floats
    """RMS of each frame in dB of full scale."""
    voice: Floats


def blocks(sound: Sound, span: Span, detect: VoiceDetector, stop: threading.Event) -> Iterator[Block]:
    """The span's frames in order, ending early once `stop` is set; silence fills the last up."""
    total = round(span.seconds * RATE)
    lead = np.zeros(0, dtype=np.float32)
    for at in range(0, total, BLOCK_FRAMES * FRAME_SAMPLES):
        if stop.is_set():
            return
        count = min(BLOCK_FRAMES * FRAME_SAMPLES, total - at)
        samples = _whole_frames(_exactly(sound, span.start + at / RATE, count))
        voice = detect(np.concatenate([lead, samples]))[len(lead) // FRAME_SAMPLES :]
        yield Block(at // FRAME_SAMPLES, samples, level_db(samples), voice)
        lead = samples[-LEAD_FRAMES * FRAME_SAMPLES :]


def level_db(samples: Floats) -> Floats:
    """RMS in dB of full scale of each frame; `samples` is a whole number of frames."""
    power = np.square(samples.reshape(-1, FRAME_SAMPLES), dtype=np.float32).mean(axis=1)
    return np.asarray(np.maximum(SILENT_DB, 10 * np.log10(power + 1e-12)), dtype=np.float32)


def _exactly(sound: Sound, start: float, count: int) -> Floats:
    """`count` samples, whatever the source's own rounding does."""
    samples = np.zeros(count, dtype=np.float32)
    heard = sound.read(start, start + count / RATE)[:count]
    samples[: len(heard)] = heard
    return samples


def _whole_frames(samples: Floats) -> Floats:
    return np.pad(samples, (0, -len(samples) % FRAME_SAMPLES)).astype(np.float32, copy=False)
