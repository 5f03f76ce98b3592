"""The lowest and highest sample of every so many, counted as BBC's audiowaveform counts them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.decoding.plain_pcm import PlainPcm, open_plain_pcm

if TYPE_CHECKING:
    from audio_desk.audio.info import AudioInfo
    from audio_desk.audio.protocol import AudioSource

_BLOCK_SAMPLES = 2**18
_LEAST, _MOST = -32768, 32767
_WORTH_SECONDS = 300.0
"""Starting workers takes as long as decoding some minutes."""

Frames = NDArray[np.float32]
Lane = NDArray[Any]
"""One drawn channel's samples, or the sums of several's; what they are worth comes later."""


@dataclass(frozen=True, slots=True)
class PixelPeaks:
    """`values` has the shape (pixels, drawn channels, 2): lowest and highest, in 16 bits."""

    rate: int
    samples_per_pixel: int
    values: NDArray[np.int16]


def pixel_peaks(path: Path, samples_per_pixel: int, *, split_channels: bool = False) -> PixelPeaks:
    """Of the mean of all channels, or of each channel by itself. Raises as `open_source` does."""
    plain = open_plain_pcm(path)
    if plain is not None:
        with plain:
            return _of_plain(plain, samples_per_pixel, split_channels)
    return _of_any(path, samples_per_pixel, split_channels)


def _of_plain(plain: PlainPcm, samples_per_pixel: int, split: bool) -> PixelPeaks:
    lanes = plain.channels if split else 1
    collected = _Collector(plain.frames, samples_per_pixel, lanes, 1.0 if split else 1 / plain.channels)
    block_frames = _block_frames(plain.channels)
    summer = _Summer(block_frames)
    for block in plain.blocks(block_frames):
        collected.add(_columns(block) if split else [summer.sums(block)])
    return PixelPeaks(plain.rate, samples_per_pixel, collected.values)


def _of_any(path: Path, samples_per_pixel: int, split: bool) -> PixelPeaks:
    # Only here: the decoders take longer to import than a short PCM file takes to read.
    from audio_desk.audio.source import open_source

    # The lengths of jobs follow from where it is damaged, so that is found out first.
    with open_source(path, careful=True) as source:
        info = source.info
        if _worth_workers(info):
            from audio_desk.audio.peaks.pixel_jobs import by_workers

            values = by_workers(source, samples_per_pixel, split)
        else:
            values = pixels_of(source, 0, info.frames, samples_per_pixel, split)
        return PixelPeaks(info.rate, samples_per_pixel, values)


def _worth_workers(info: AudioInfo) -> bool:
    """PCM is read faster than workers start."""
    return info.duration > _WORTH_SECONDS and not info.codec.startswith("PCM")


def pixels_of(
    source: AudioSource,
    start: int,
    end: int,
    samples_per_pixel: int,
    split: bool,
    check: Callable[[], None] = lambda: None,
) -> NDArray[np.int16]:
    """Of frames `start` to `end`, where a pixel begins at `start`; `check` is called at every block."""
    channels = source.info.channels
    steps = _rounding(source.info.codec)
    scale = (1.0 if steps else 32768.0) / (1 if split else channels)
    collected = _Collector(end - start, samples_per_pixel, channels if split else 1, scale)
    ones = np.ones(channels, np.float32)
    for at, count in _spans(start, end, _block_frames(channels)):
        check()
        frames = source.read(at, count)
        if steps:
            frames = steps(frames)
        collected.add(_columns(frames) if split or channels == 1 else [frames @ ones])
    return collected.values


def _rounding(codec: str) -> Callable[[Frames], Frames] | None:
    """To the 16 bits in which audiowaveform sees samples of more; None where there are no more."""
    if codec.endswith("float"):
        return lambda frames: np.trunc(frames * np.float32(_MOST)).clip(_LEAST, _MOST)
    if codec.endswith(("24-bit", "32-bit")):
        return lambda frames: np.floor(frames * np.float32(-_LEAST)).clip(_LEAST, _MOST)
    return None


def _block_frames(channels: int) -> int:
    return max(1024, _BLOCK_SAMPLES // channels)


def _spans(start: int, end: int, block: int) -> Iterator[tuple[int, int]]:
    for at in range(start, end, block):
        yield at, min(block, end - at)


def _columns(block: NDArray[Any]) -> list[Lane]:
    return [np.ascontiguousarray(block[:, channel]) for channel in range(block.shape[1])]


class _Summer:
    """Sums of all channels, exactly, in memory that is used again: fresh pages cost more than the sums."""

    def __init__(self, frames: int) -> None:
        self._sums, self._other = np.empty(frames, np.int32), np.empty(frames, np.int32)

    def sums(self, block: NDArray[np.int16]) -> NDArray[np.int32]:
        """Until the next call."""
        count, channels = block.shape
        sums, other = self._sums[:count], self._other[:count]
        if channels != 2:
            np.sum(block, axis=1, dtype=np.int32, out=sums)
            return sums
        # Both halves of a 32-bit word: three times as quick as adding two columns.
        words = block.reshape(-1).view("<i4")
        np.left_shift(words, 16, out=sums)
        np.right_shift(sums, 16, out=sums)
        np.right_shift(words, 16, out=other)
        return np.add(sums, other, out=sums)


class _Collector:
    """Takes blocks of any length, one after the other, into pixels of any width."""

    def __init__(self, frames: int, samples_per_pixel: int, lanes: int, scale: float) -> None:
        self._width, self._scale, self._frames, self._at = samples_per_pixel, scale, frames, 0
        pixels = -(-frames // samples_per_pixel)
        self.values: NDArray[np.int16] = np.empty((pixels, lanes, 2), np.int16)
        self.values[:, :, 0], self.values[:, :, 1] = _MOST, _LEAST

    def add(self, lanes: list[Lane]) -> None:
        count = len(lanes[0])
        if not count:
            return
        first, inside = divmod(self._at, self._width)
        edges = np.arange(-inside, count, self._width)
        edges[0] = 0
        for number, lane in enumerate(lanes):
            low = self.values[first : first + len(edges), number, 0]
            high = self.values[first : first + len(edges), number, 1]
            np.minimum(low, self._steps(np.minimum.reduceat(lane, edges)), out=low)
            np.maximum(high, self._steps(np.maximum.reduceat(lane, edges)), out=high)
        self._at += count

    def _steps(self, sums: Lane) -> NDArray[np.int16]:
        """16-bit steps; what is left over is cut off, towards zero."""
        # The quotient of two whole numbers this small is exact wherever it is whole.
        scaled = np.trunc(sums.astype(np.float64) * self._scale)
        return scaled.clip(_LEAST, _MOST).astype(np.int16)
