"""Levels of sound by frequency: Hann windows on a log axis, in half decibels below full scale. Pure numpy."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LOWEST_HERTZ = 30.0
"""Of the axis; what lies below is rumble, and one octave more of it would take room from the rest."""
FLOOR_DB = -120.0
"""The level that is written as 0."""
STEP_DB = 0.5
"""Between neighbouring written levels: 255 is 7.5 dB over full scale, for float files that go beyond it."""
_SHORTEST = 256
_LONGEST_SECONDS = 0.08
"""Frames longer than this would smear a bird's call without telling two tones better apart."""
_TINY = 1e-20

Levels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class FrequencyAxis:
    """From `lowest` to `highest` hertz, each octave as long as the other."""

    lowest: float
    highest: float

    @classmethod
    def of(cls, rate: int) -> FrequencyAxis:
        """Up to Nyquist; at very low rates at least four octaves."""
        return cls(min(LOWEST_HERTZ, rate / 32), rate / 2)

    def hertz(self, part: float) -> float:
        """At `part` of the way up, 0 to 1."""
        return self.lowest * math.pow(self.highest / self.lowest, part)

    def part(self, hertz: float) -> float:
        return math.log(hertz / self.lowest) / math.log(self.highest / self.lowest)


def fft_size(frames_per_column: float, rate: int) -> int:
    """A power of two: short close up, where time is looked at, and long from afar, where pitch is."""
    longest = 1 << math.ceil(math.log2(max(rate * _LONGEST_SECONDS, _SHORTEST)))
    wished = 1 << round(math.log2(max(16 * frames_per_column, 1)))
    return max(_SHORTEST, min(wished, longest))


def decibels(level: int) -> float:
    """What a written level means, against a sine of full scale."""
    return FLOOR_DB + level * STEP_DB


class Spectrograph:
    """Turns windows of `size` frames at `rate` into columns of `rows` levels, lowest frequency first."""

    def __init__(self, rate: int, size: int, rows: int) -> None:
        self.size, self.rows = size, rows
        self.axis = FrequencyAxis.of(rate)
        window = np.hanning(size + 1)[:-1]
        self._window = window.astype(np.float32)
        self._scale = np.float32((2 / window.sum()) ** 2)
        edges = self.axis.lowest * (self.axis.highest / self.axis.lowest) ** (np.arange(rows + 1) / rows)
        self._bins = edges * size / rate
        wide = np.flatnonzero(np.diff(self._bins) >= 1)
        self._split = int(wide[0]) if len(wide) else rows
        """The first row that holds a whole bin: it and those above show their loudest one."""

    def powers(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Windows (..., size) as (..., size / 2 + 1) powers; a sine of full scale has 1 in its bin."""
        spectrum = np.fft.rfft(windows * self._window, axis=-1)
        powers = np.asarray(np.square(spectrum.real) + np.square(spectrum.imag), np.float32)
        return np.asarray(powers * self._scale, np.float32)

    def levels(self, powers: NDArray[np.float32]) -> Levels:
        """Powers of shape (columns, size / 2 + 1) as written levels, shape (rows, columns)."""
        db = 10 * np.log10(powers + np.float32(_TINY))
        rows = np.concatenate([self._between(db), self._loudest(db)], axis=1)
        written = np.rint((rows.T - FLOOR_DB) / STEP_DB)
        return np.asarray(np.clip(written, 0, 255), np.uint8)

    def _between(self, db: NDArray[np.float32]) -> NDArray[np.float32]:
        """Rows narrower than a bin: between the two bins that they lie between."""
        middles = (self._bins[: self._split] + self._bins[1 : self._split + 1]) / 2
        lower = np.minimum(middles.astype(np.int64), db.shape[1] - 2)
        share = (middles - lower).astype(np.float32)
        return np.asarray(db[:, lower] * (1 - share) + db[:, lower + 1] * share, np.float32)

    def _loudest(self, db: NDArray[np.float32]) -> NDArray[np.float32]:
        if self._split == self.rows:
            return np.zeros((len(db), 0), np.float32)
        starts = np.floor(self._bins[self._split : -1] + 0.5).astype(np.int64)
        return np.asarray(np.maximum.reduceat(db, np.minimum(starts, db.shape[1] - 1), axis=1), np.float32)
