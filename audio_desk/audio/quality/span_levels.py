"""How loud each channel of a stretch is, and what is left when they are mixed, as a model would hear it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio import samples
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.quality.analysis import clipped_runs
from audio_desk.errors import Stopped
from audio_desk.region import Region

ALL_SECONDS: Final = 60.0
"""So much is listened to at most, in a fifth of a second; of more, pieces that lie evenly in it."""
_PIECE_SECONDS: Final = 2.0
_WINDOW_SECONDS: Final = 0.25
"""Powers are taken of stretches that long: a moment's clap is not lost in an hour of silence."""
_LEAST_POWER: Final = 1e-15

Powers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SpanLevels:
    """Mean squares, full scale 1, of every quarter of a second that was listened to."""

    powers: Powers
    """Shape (windows, channels)."""
    mixed: Powers
    """Shape (windows,): of the mean of all channels."""
    clipped_runs: tuple[int, ...]
    """Of each channel: how often it stayed at full scale for some samples."""
    heard_seconds: float
    seconds: float
    """Of the stretch; more than `heard_seconds` where not all of it was listened to."""

    @property
    def channels(self) -> int:
        return len(self.clipped_runs)

    @property
    def is_all(self) -> bool:
        return self.heard_seconds >= self.seconds - 1e-3

    def loudest_db(self, channel: int | None = None) -> float:
        """Of the loudest quarter of a second of a channel, or of the loudest channel; -150 for nothing."""
        powers = self.powers if channel is None else self.powers[:, channel]
        return float(10 * np.log10(max(_LEAST_POWER, powers.max(initial=0.0))))


def span_levels(source: AudioSource, span: Region, stop: threading.Event | None = None) -> SpanLevels:
    """Listen to a stretch. Raises Stopped and AudioError."""
    rate, channels = source.info.rate, source.info.channels
    window = max(1, round(rate * _WINDOW_SECONDS))
    powers, mixed = [np.zeros((0, channels))], [np.zeros(0)]
    runs = np.zeros(channels, np.int64)
    heard = 0
    for piece in _pieces(span.clamped(source.info.frames), rate):
        if stop is not None and stop.is_set():
            raise Stopped
        frames = source.read(piece.start, piece.frames)
        heard += len(frames)
        powers.append(_mean_squares(frames, window))
        mixed.append(_mean_squares(samples.mono(frames)[:, None], window)[:, 0])
        planes = np.ascontiguousarray(frames.T)
        runs += [len(clipped_runs(planes[n : n + 1])) for n in range(channels)]
    return SpanLevels(
        powers=np.concatenate(powers),
        mixed=np.concatenate(mixed),
        clipped_runs=tuple(runs.tolist()),
        heard_seconds=heard / rate,
        seconds=span.frames / rate,
    )


def _pieces(span: Region, rate: int) -> Iterator[Region]:
    """All of it, or so many of its parts that they are enough, the first and the last among them."""
    length = max(1, round(_PIECE_SECONDS * rate))
    if span.frames <= ALL_SECONDS * rate:
        starts = list(range(span.start, span.end, length))
    else:
        count = round(ALL_SECONDS / _PIECE_SECONDS)
        starts = np.linspace(span.start, span.end - length, count).astype(int).tolist()
    yield from (Region(start, min(start + length, span.end)) for start in starts)


def _mean_squares(frames: NDArray[np.float32], window: int) -> Powers:
    """Of (n, channels) as (windows, channels); the last window may be shorter."""
    edges = np.arange(0, len(frames), window)
    if not len(edges):
        return np.zeros((0, frames.shape[1]))
    # Files of floats may hold anything: a sum that is too large for them is infinite, and loud.
    with np.errstate(over="ignore", invalid="ignore"):
        sums = np.add.reduceat(np.square(frames, dtype=np.float64), edges, axis=0)
    lengths = np.diff(np.append(edges, len(frames)))
    return np.asarray(sums / lengths[:, None], np.float64)
