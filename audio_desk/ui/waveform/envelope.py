"""The envelope that is drawn: one lowest, highest and mean level for each column of pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.peaks import PeakColumns

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


def from_peaks(columns: PeakColumns) -> Envelope:
    """All channels in one lane: the outermost of their extremes, the mean of their powers."""
    power = np.square(columns.rms, dtype=np.float32).mean(axis=0)
    return Envelope(
        low=columns.low.min(axis=0).astype(np.float32) / np.float32(FULL_SCALE),
        high=columns.high.max(axis=0).astype(np.float32) / np.float32(FULL_SCALE),
        rms=np.sqrt(power) / np.float32(FULL_SCALE),
    )


def from_samples(
    samples: NDArray[np.float32], first: int, start: float, end: float, columns: int
) -> Envelope:
    """Of decoded frames, shape (frames, channels), the first of which is frame `first`.

    Each column covers the frames that begin in it, and at least the one it lies in; outside is 0.
    """
    edges = np.linspace(start, end, columns + 1) - first
    begin = np.floor(edges[:-1]).astype(np.int64)
    stop = np.maximum(np.ceil(edges[1:]).astype(np.int64), begin + 1)
    inside = (stop > 0) & (begin < len(samples))
    low, high, rms = (np.zeros(columns, np.float32) for _ in range(3))
    if inside.any():
        reduced = _reduced(samples, begin[inside].clip(0), stop[inside].clip(None, len(samples)))
        low[inside], high[inside], rms[inside] = reduced
    return Envelope(low, high, rms)


def _reduced(
    samples: NDArray[np.float32], begin: NDArray[np.int64], stop: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Lowest, highest and root mean square of each [begin, stop); the stretches may overlap by a frame."""
    lowest, highest = samples.min(axis=1), samples.max(axis=1)
    # reduceat takes pairs of borders; what lies between a stop and the next begin is dropped by [::2].
    # It refuses a border at the very end, so one frame that is never part of a stretch is added there.
    borders = np.column_stack((begin, stop)).ravel()
    low = np.minimum.reduceat(np.append(lowest, np.float32(0)), borders)[::2]
    high = np.maximum.reduceat(np.append(highest, np.float32(0)), borders)[::2]
    total = np.concatenate(([0.0], np.cumsum(np.square(samples, dtype=np.float64).mean(axis=1))))
    power = (total[stop] - total[begin]) / (stop - begin)
    return low, high, np.sqrt(power.clip(0)).astype(np.float32)


def joined(envelope: Envelope) -> Envelope:
    """Each bar reaches to its left neighbour, so that a steep wave stays one line."""
    low, high = envelope.low.copy(), envelope.high.copy()
    low[1:] = np.minimum(low[1:], envelope.high[:-1])
    high[1:] = np.maximum(high[1:], envelope.low[:-1])
    return Envelope(low, high, envelope.rms)
