"""Reads what the columns of a spectrogram need, and no more of it however long the stretch is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from audio_desk.audio.peaks.pyramid import PeakPyramid, drawn
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.spectrum import Levels, Spectrograph, fft_size

_IN_ONE_READ = 2**19
"""Frames; also what is computed before somebody is asked whether it is still wanted."""
_COLUMNS_AT_ONCE = 48
_SPARSE_FROM = 2**16
"""Frames in a column from which seeking to one window is quicker than decoding all between."""
_WINDOWS = 4
"""A column longer than its window is the mean of up to so many, evenly spread over it."""
_OVERLAP = 16
"""Columns never begin closer than this part of a window: they would all look the same."""
COARSEST = 8
"""Far columns come in passes: every 8th first, each standing for its neighbours until those come."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Column k shows frames k * step to (k + 1) * step, wherever the picture begins."""

    rate: int
    step: float
    rows: int

    @classmethod
    def for_scale(cls, frames_per_pixel: float, rate: int, rows: int) -> Grid:
        """One column a pixel, or fewer close up."""
        size = fft_size(frames_per_pixel, rate)
        return cls(rate, max(frames_per_pixel, size / _OVERLAP), rows)

    @property
    def size(self) -> int:
        """Frames in a window."""
        return fft_size(self.step, self.rate)

    @property
    def is_sparse(self) -> bool:
        return self.step >= _SPARSE_FROM

    @property
    def windows(self) -> int:
        """In a column: one from afar, where even four of hours would not tell more of them."""
        return 1 if self.is_sparse else max(1, min(_WINDOWS, round(self.step / self.size)))


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """`columns`, ascending, and their levels of shape (rows, columns); each stands for `stride` columns."""

    columns: NDArray[np.int64]
    stride: int
    levels: Levels


def spectrum_columns(
    source: AudioSource, grid: Grid, columns: NDArray[np.int64], wanted: Callable[[], bool]
) -> Iterator[Batch]:
    """The ascending `columns` in batches, until they are not `wanted` any more."""
    spectrograph = Spectrograph(grid.rate, grid.size, grid.rows)
    for chosen, stride in _batches(grid, columns):
        if not wanted():
            return
        read = _far if grid.is_sparse else _near
        yield Batch(chosen, stride, spectrograph.levels(read(source, grid, spectrograph, chosen)))


def _batches(grid: Grid, columns: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], int]]:
    """Near: neighbours from left to right, as many as one read holds. Far: every 8th first, then between."""
    if not grid.is_sparse:
        at_once = max(1, min(_COLUMNS_AT_ONCE, int(_IN_ONE_READ / grid.step)))
        for run in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1):
            yield from ((run[at : at + at_once], 1) for at in range(0, len(run), at_once))
        return
    strides = np.minimum(columns & -columns, COARSEST)
    strides[columns == 0] = COARSEST
    stride = COARSEST
    while stride:
        chosen = columns[strides == stride]
        at_once = _COLUMNS_AT_ONCE // 2
        yield from ((chosen[at : at + at_once], stride) for at in range(0, len(chosen), at_once))
        stride //= 2


def _near(
    source: AudioSource, grid: Grid, spectrograph: Spectrograph, columns: NDArray[np.int64]
) -> NDArray[np.float32]:
    """One read for all of them."""
    parts = (np.arange(grid.windows) + 0.5) / grid.windows
    starts = np.rint((columns[:, None] + parts) * grid.step).astype(np.int64) - grid.size // 2
    first, end = int(starts[0, 0]), int(starts[-1, -1]) + grid.size
    windows = sliding_window_view(_sound(source, first, end - first), grid.size, axis=1)
    powers = spectrograph.powers(windows[:, starts - first])
    return np.asarray(powers.mean(axis=(0, 2)), np.float32)


def _far(
    source: AudioSource, grid: Grid, spectrograph: Spectrograph, columns: NDArray[np.int64]
) -> NDArray[np.float32]:
    """A read for each: the window in its middle."""
    starts = np.rint((columns + 0.5) * grid.step).astype(np.int64) - grid.size // 2
    windows = np.stack([_sound(source, int(start), grid.size) for start in starts], axis=1)
    return np.asarray(spectrograph.powers(windows).mean(axis=0), np.float32)


def _sound(source: AudioSource, start: int, count: int) -> NDArray[np.float32]:
    """Shape (drawn channels, count); silence where there is no recording."""
    channels = PeakPyramid.drawn_channels(source.info.channels)
    sound = np.zeros((channels, count), np.float32)
    inside = max(0, start)
    frames = source.read(inside, start + count - inside) if start + count > inside else None
    if frames is not None and len(frames):
        sound[:, inside - start : inside - start + len(frames)] = drawn(frames, channels)
    return sound
