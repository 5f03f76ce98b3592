"""The columns of a picture of sound: lowest, highest and mean level of what each of them covers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FULL_SCALE = 32768

Int16s = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class PeakColumns:
    """What each column of a picture shows; all of shape (channels, columns), full scale 32767."""

    low: Int16s
    high: Int16s
    rms: Int16s


def as_int16(values: NDArray[np.float32]) -> Int16s:
    scaled = np.rint(values * np.float32(FULL_SCALE))
    return np.asarray(scaled.clip(-FULL_SCALE, FULL_SCALE - 1), np.int16)


def edges_between(start: float, end: float, columns: int) -> NDArray[np.int64]:
    """Where columns begin, and where the last one ends; those of an empty stretch lie before the sound."""
    if columns <= 0 or end <= start:
        return np.full(max(columns, 0) + 1, -1, np.int64)
    return np.asarray(np.floor(np.linspace(start, end, columns + 1)), np.int64)


def grid_edges(first: int, columns: int, step: float) -> NDArray[np.int64]:
    # Each edge is computed from its own number: the same wherever the picture begins.
    return np.asarray(np.floor(np.arange(first, first + max(columns, 0) + 1) * step), np.int64)


def columns_of(level: Int16s | Sequence[Int16s], edges: NDArray[np.int64]) -> PeakColumns:
    """`level`: low, high and rms, each of shape (channels, bins); `edges` count its bins, one more than
    there are columns. Columns outside are zero.
    """
    channels, count = level[0].shape
    result = np.zeros((3, channels, len(edges) - 1), np.int16)
    if len(edges) < 2 or count == 0:
        return PeakColumns(*result)
    shown = np.flatnonzero((edges[:-1] < count) & (np.maximum(edges[1:], edges[:-1] + 1) > 0))
    if not len(shown):
        return PeakColumns(*result)
    inside = slice(int(shown[0]), int(shown[-1]) + 1)
    firsts = np.clip(edges[:-1][inside], 0, count - 1)
    stop = min(count, max(int(edges[inside.stop]), int(firsts[-1]) + 1))
    low, high, rms = (values[:, firsts[0] : stop] for values in level)
    offsets = firsts - firsts[0]
    result[0, :, inside] = np.minimum.reduceat(low, offsets, axis=1)
    result[1, :, inside] = np.maximum.reduceat(high, offsets, axis=1)
    energy = np.add.reduceat(rms.astype(np.float64) ** 2, offsets, axis=1)
    counts = np.maximum(1, np.diff(offsets, append=rms.shape[1]))
    result[2, :, inside] = np.rint(np.sqrt(energy / counts)).clip(max=FULL_SCALE - 1)
    return PeakColumns(*result)
