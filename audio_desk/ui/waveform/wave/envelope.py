"""The envelope that is drawn: one lowest, highest and mean level for each column of pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.peaks.columns import PeakColumns

FULL_SCALE = 32768.0


@dataclass(frozen=True, slots=True)
class Envelope:
    """float32 arrays, one value a column, full scale 1.0; `rms` is never negative."""

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    rms: NDArray[np.float32]

    @property
    def columns(self) -> int:
        return len(self.low)

    def part(self, first: int, end: int) -> Envelope:
        """Columns `first` to `end`."""
        return Envelope(self.low[first:end], self.high[first:end], self.rms[first:end])


def from_peaks(columns: PeakColumns) -> Envelope:
    """All channels in one lane: the outermost of their extremes, the mean of their powers."""
    power = np.square(columns.rms, dtype=np.float32).mean(axis=0)
    return Envelope(
        low=columns.low.min(axis=0).astype(np.float32) / np.float32(FULL_SCALE),
        high=columns.high.max(axis=0).astype(np.float32) / np.float32(FULL_SCALE),
        rms=np.sqrt(power) / np.float32(FULL_SCALE),
    )


def channels_of(columns: PeakColumns) -> list[Envelope]:
    """Each channel in its own lane."""
    scaled = [
        values.astype(np.float32) / np.float32(FULL_SCALE)
        for values in (columns.low, columns.high, columns.rms)
    ]
    return [Envelope(low, high, rms) for low, high, rms in zip(*scaled, strict=True)]


def joined(envelope: Envelope) -> Envelope:
    """Each bar reaches to its left neighbour, so that a steep wave stays one line."""
    low, high = envelope.low.copy(), envelope.high.copy()
    low[1:] = np.minimum(low[1:], envelope.high[:-1])
    high[1:] = np.maximum(high[1:], envelope.low[:-1])
    return Envelope(low, high, envelope.rms)
