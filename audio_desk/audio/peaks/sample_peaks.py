"""What is drawn nearer than the pyramid goes: a stretch of samples, and their levels in bins of 16."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.peaks.columns import FULL_SCALE, Int16s, PeakColumns, as_int16, columns_of, grid_edges
from audio_desk.audio.peaks.pyramid import PeakPyramid, drawn

NEAR_BIN = 16
"""Frames: columns that are wider are drawn from the bins, so that a picture never goes through them all."""


class SamplePeaks:
    """At most `count` frames of a recording with so many `channels`, from frame `first`, a multiple of
    NEAR_BIN, on.

    One thread fills it, a block after the other; others look at it when it is whole.
    """

    def __init__(self, channels: int, first: int, count: int) -> None:
        if first % NEAR_BIN:
            raise ValueError(f"no bin begins at frame {first}")
        self.first = self.end = first
        self._samples = np.zeros((PeakPyramid.drawn_channels(channels), count), np.int16)
        self._bins = np.zeros((3, len(self._samples), -(-count // NEAR_BIN)), np.int16)

    @classmethod
    def of(cls, frames: NDArray[np.float32], first: int = 0) -> SamplePeaks:
        """Of frames of shape (n, channels) in one go."""
        peaks = cls(frames.shape[1], first, len(frames))
        peaks.append(frames)
        return peaks

    def append(self, frames: NDArray[np.float32]) -> None:
        """The frames that follow, shape (n, channels of the recording): a multiple of NEAR_BIN, but at the
        end.
        """
        at = self.end - self.first
        frames = frames[: self._samples.shape[1] - at]
        if not len(frames):
            return
        values = as_int16(drawn(frames, len(self._samples)))
        self._samples[:, at : at + len(frames)] = values
        self._bins[:, :, at // NEAR_BIN : -(-(at + len(frames)) // NEAR_BIN)] = _binned(values)
        self.end += len(frames)

    def grid(self, first: int, columns: int, step: float) -> PeakColumns:
        """As `PeakPyramid.query_grid`, for less than 256 frames a column.

        Closer than one sample a column, each column shows the sample that sounds there.
        """
        if step < NEAR_BIN:
            samples = self._samples[:, : self.end - self.first]
            return columns_of([samples] * 3, grid_edges(first, columns, step) - self.first)
        bins = self._bins[:, :, : -(-(self.end - self.first) // NEAR_BIN)]
        edges = grid_edges(first, columns, step / NEAR_BIN) - self.first // NEAR_BIN
        return columns_of(bins, edges)

    def samples(self, start: int, end: int) -> NDArray[np.float32]:
        """Frames `start` to `end`, as far as they are here: shape (channels drawn, n), full scale 1."""
        begin, stop = (max(0, min(frame, self.end) - self.first) for frame in (start, end))
        return self._samples[:, begin:stop] * np.float32(1 / FULL_SCALE)


def _binned(values: Int16s) -> Int16s:
    edges = np.arange(0, values.shape[1], NEAR_BIN)
    energy = np.add.reduceat(np.square(values, dtype=np.float32), edges, axis=1)
    mean = energy / np.diff(edges, append=values.shape[1]).astype(np.float32)
    return np.stack(
        [
            np.minimum.reduceat(values, edges, axis=1),
            np.maximum.reduceat(values, edges, axis=1),
            np.rint(np.sqrt(mean)).clip(max=FULL_SCALE - 1).astype(np.int16),
        ]
    )
