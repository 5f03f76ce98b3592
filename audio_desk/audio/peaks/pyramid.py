"""What a waveform is drawn from: lowest, highest and mean level of every 256 frames, of 1024, and so on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio import samples
from audio_desk.audio.peaks.columns import (
    Int16s,
    PeakColumns,
    as_int16,
    columns_of,
    edges_between,
    grid_edges,
)

BASE_BIN = 256
"""Frames in a bin of the finest level; closer than that the caller draws decoded samples."""
_STEP = 4
_COARSEST_BINS = 2048
_SKETCHED_BINS = 32_768


class PeakPyramid:
    """All levels of one recording, in one flat array that may be memory or a mapped file.

    One thread or process fills while others query; `frames_done` counts what is there, wherever it lies.
    """

    def __init__(
        self,
        rate: int,
        channels: int,
        frames: int,
        values: Int16s | None = None,
        frames_done: int | None = None,
    ) -> None:
        """`values`: the flat array, `size_of` long, already filled unless `frames_done` says less; None
        makes an empty one.
        """
        self.rate = rate
        self.channels = channels
        self.frames = frames
        self.frames_done = (0 if values is None else frames) if frames_done is None else frames_done
        self.filled: tuple[tuple[int, int], ...] | None = None
        """First frame and end of what is there while several fill it; None: `frames_done` from the start."""
        self._sketched = False
        self.values: Int16s = np.zeros(self.size_of(channels, frames), np.int16) if values is None else values
        self._bins: list[int] = []
        self._levels: list[Int16s] = []
        self._finest = 0
        at = 0
        for size, count in _levels(frames):
            self._bins.append(size)
            length = 3 * channels * count
            self._levels.append(self.values[at : at + length].reshape(3, channels, count))
            at += length

    @staticmethod
    def size_of(channels: int, frames: int) -> int:
        """How many int16 values all levels take."""
        return sum(3 * channels * count for _, count in _levels(frames))

    @staticmethod
    def drawn_channels(channels: int) -> int:
        """One or two are drawn as they are, more as their mean."""
        return channels if channels <= 2 else 1

    @property
    def complete(self) -> bool:
        return self.frames_done >= self.frames

    @property
    def coarsest_bin(self) -> int:
        """Frames in a bin of the last level: stretches cut at its multiples may be filled independently."""
        return self._bins[-1]

    def append(self, frames: NDArray[np.float32]) -> None:
        """The frames that follow `frames_done`, shape (n, channels of the recording).

        All but the last call give a whole number of bins.
        """
        self.frames_done = self.write(self.frames_done, frames)

    def write(self, start: int, frames: NDArray[np.float32]) -> int:
        """Frames from `start` on, shape (n, channels of the recording); the frame after the last.

        Whole bins, but at the recording's end; what lies before in the same coarsest bin was written before.
        `frames_done` is left to the caller.
        """
        end = self.write_finest(start, frames)
        self.summarise(start, end)
        return end

    def write_finest(self, start: int, frames: NDArray[np.float32]) -> int:
        """As `write`, for who writes blocks that are too small to summarise after each."""
        frames = frames[: max(0, self.frames - start)]
        if start % BASE_BIN or not len(frames):
            raise ValueError(f"nothing to write at frame {start}")
        first, end = start // BASE_BIN, start + len(frames)
        self._levels[0][:, :, first : -(-end // BASE_BIN)] = base_bins(drawn(frames, self.channels))
        return end

    def summarise(self, start: int, end: int) -> None:
        """Draw up the coarser levels of what was written into the finest from frame `start` to `end`."""
        for level in range(1, len(self._levels)):
            self._summarise(level, start, end)

    def sketch(self, places: NDArray[np.int64], bins: Int16s) -> None:
        """A first picture, until the true one is written over it: `bins`, shape (3, channels, n), stand for
        the stretches round the frames `places`, in the levels that are drawn from far away.
        """
        self._sketched = True
        for size, level in zip(self._bins, self._levels, strict=True):
            if level.shape[2] <= _SKETCHED_BINS:
                middles = np.arange(level.shape[2]) * size + size // 2
                borders = (places[1:] + places[:-1]) // 2
                level[...] = bins[:, :, np.searchsorted(borders, middles)]

    def show_sketch_alone(self) -> None:
        """However close it is looked at, draw from the levels that are sketched: the others stay empty."""
        self._finest = next(
            (i for i, level in enumerate(self._levels) if level.shape[2] <= _SKETCHED_BINS), 0
        )

    def query(self, start: float, end: float, columns: int) -> PeakColumns:
        """Columns over frames `start` to `end`, each bin in exactly one column or, zoomed in, in several.

        Columns outside the recording, or of what is not computed yet, are zero.
        """
        size, bins = self._level_for((end - start) / max(columns, 1))
        return columns_of(bins, edges_between(start / size, end / size, columns))

    def query_grid(self, first: int, columns: int, step: float) -> PeakColumns:
        """Columns `first` on, each `step` frames wide, column k from frame k * step: a column is the same
        in whichever query it lies, so that a picture can be continued at its edge.
        """
        size, bins = self._level_for(step)
        return columns_of(bins, grid_edges(first, columns, step / size))

    def unread(self, first: int, columns: int, step: float) -> NDArray[np.bool_]:
        """Which columns of `query_grid` begin in the recording where nothing is known: neither filled in nor
        sketched. They are zero, and that is no silence.
        """
        size, bins = self._level_for(step)
        if self.complete or (self._sketched and bins.shape[2] <= _SKETCHED_BINS):
            return np.zeros(max(columns, 0), np.bool_)
        at = grid_edges(first, columns, step / size)[:-1] * size
        missing = (at >= 0) & (at < self.frames)
        for start, end in ((0, self.frames_done),) if self.filled is None else self.filled:
            # A coarse bin is there when all of it is.
            missing &= (at < start) | (at >= (end if end >= self.frames else end // size * size))
        return missing

    def _level_for(self, frames_per_column: float) -> tuple[int, Int16s]:
        """The coarsest level that is fine enough: frames in a bin, and the bins."""
        fine_enough = (i for i, size in enumerate(self._bins) if size <= frames_per_column)
        level = max(self._finest, *fine_enough, 0)
        return self._bins[level], self._levels[level]

    def _summarise(self, level: int, start: int, end: int) -> None:
        """Compute the bins of `level` that frames `start` to `end` complete, from the level below."""
        finer_size, size = self._bins[level - 1], self._bins[level]
        first = start // size
        last = -(-end // size) if end == self.frames else end // size
        if last <= first:
            return
        end = min(end, last * size)
        finer = self._levels[level - 1][:, :, first * _STEP : -(-end // finer_size)]
        edges = np.arange(0, finer.shape[2], _STEP)
        into = self._levels[level][:, :, first:last]
        into[0] = np.minimum.reduceat(finer[0], edges, axis=1)
        into[1] = np.maximum.reduceat(finer[1], edges, axis=1)
        # The last bin of a recording holds fewer frames and counts for as many.
        weights = np.full(finer.shape[2], finer_size, np.float64)
        weights[-1] = end - (first * _STEP + finer.shape[2] - 1) * finer_size
        energy = np.add.reduceat(finer[2].astype(np.float64) ** 2 * weights, edges, axis=1)
        into[2] = np.rint(np.sqrt(energy / np.add.reduceat(weights, edges)))


def drawn(frames: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    """Frames of shape (n, any) as the (channels, n) that are drawn."""
    if frames.shape[1] == channels:
        return np.ascontiguousarray(frames.T)
    return samples.mono(frames)[None, :]


def base_bins(sound: NDArray[np.float32]) -> Int16s:
    """(channels, n) samples as (3, channels, bins): low, high, rms of every 256, fewer in the last."""
    channels, count = sound.shape
    edges = np.arange(0, count, BASE_BIN)
    whole = count // BASE_BIN
    bins = np.empty((3, channels, len(edges)), np.float32)
    low, high, energy = bins
    np.minimum.reduceat(sound, edges, axis=1, out=low)
    np.maximum.reduceat(sound, edges, axis=1, out=high)
    blocks = sound[:, : whole * BASE_BIN].reshape(channels, whole, BASE_BIN)
    energy[:, :whole] = (blocks[..., None, :] @ blocks[..., :, None])[..., 0, 0] / BASE_BIN
    if whole < len(edges):
        energy[:, whole] = np.mean(np.square(sound[:, whole * BASE_BIN :]), axis=1)
    np.sqrt(energy, out=energy)
    return as_int16(bins)


def _levels(frames: int) -> list[tuple[int, int]]:
    """Bin sizes in frames and bin counts, finest first."""
    sizes = [BASE_BIN]
    while -(-frames // sizes[-1]) > _COARSEST_BINS:
        sizes.append(sizes[-1] * _STEP)
    return [(size, -(-frames // size)) for size in sizes]
