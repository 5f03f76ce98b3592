"""A recording as the engine on this computer hears it: mono, 16 kHz, read in any pieces."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.resampling import mono_piece
from audio_desk.audio.source import AudioSource, open_source
from audio_desk.limits import MODEL_RATE_HZ


class MonoSound:
    """Only the stretch that is read is decoded; neighbouring pieces join without a click."""

    def __init__(self, source: AudioSource) -> None:
        self._source = source

    @property
    def duration(self) -> float:
        """Seconds that really decode."""
        return self._source.info.duration

    def read(self, start: float, end: float) -> NDArray[np.float32]:
        """Shape (n,): the samples from `start` to `end` in seconds, clamped to the recording."""
        return mono_piece(
            self._source, round(max(0.0, start) * MODEL_RATE_HZ), round(max(0.0, end) * MODEL_RATE_HZ)
        )

    def close(self) -> None:
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_mono(path: Path) -> MonoSound:
    """Raises as `open_source` does."""
    return MonoSound(open_source(path))
