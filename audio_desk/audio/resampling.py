"""Mono at the model's rate, streamed: what is cut, converted and handed to the engine on this computer."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator

import numpy as np
import soxr
from numpy.typing import NDArray

from audio_desk.audio import samples
from audio_desk.audio.protocol import AudioSource
from audio_desk.errors import Stopped
from audio_desk.limits import MODEL_RATE_HZ

_BLOCK_SAMPLES = 2**19
_MARGIN_SECONDS = 0.05
"""Longer than soxr's HQ filter at any rate: a piece read with it joins its neighbours without a click."""


def resampled_length(frames: int, rate: int) -> int:
    """How many samples at the model's rate `frames` frames become."""
    return (frames * MODEL_RATE_HZ + rate // 2) // rate


def mono_stream(
    source: AudioSource,
    start: int,
    end: int,
    *,
    stop: threading.Event | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> Iterator[NDArray[np.float32]]:
    """Frames `start` to `end` as mono blocks at the model's rate, nothing outside them heard.

    Raises Stopped.
    """
    rate = source.info.rate
    resampler = soxr.ResampleStream(rate, MODEL_RATE_HZ, 1, dtype="float32", quality="HQ")
    block = max(4096, _BLOCK_SAMPLES // source.info.channels)
    left = resampled_length(end - start, rate)
    at = start
    while at < end:
        if stop is not None and stop.is_set():
            raise Stopped
        frames = source.read(at, min(block, end - at))
        at = min(end, at + len(frames)) if len(frames) else end
        piece: NDArray[np.float32] = resampler.resample_chunk(samples.mono(frames), last=at >= end)[:left]
        left -= len(piece)
        if len(piece):
            yield piece
        if on_progress is not None:
            on_progress((at - start) / (end - start))
    if left:
        yield np.zeros(left, np.float32)


def mono_piece(source: AudioSource, first: int, last: int) -> NDArray[np.float32]:
    """Samples `first` to `last` on the model's timeline, as one pass over the whole recording gives them."""
    rate, total = source.info.rate, resampled_length(source.info.frames, source.info.rate)
    first, last = max(0, min(first, total)), max(0, min(last, total))
    if last <= first:
        return np.zeros(0, np.float32)
    # Both timelines meet every `step` frames; a piece that begins there needs no fraction of a sample.
    step = rate // math.gcd(rate, MODEL_RATE_HZ)
    margin = math.ceil(_MARGIN_SECONDS * rate / step) * step
    begin = max(0, first * rate // MODEL_RATE_HZ // step * step - margin)
    end = min(source.info.frames, -(-last * rate // MODEL_RATE_HZ) + margin)
    sound = samples.mono(source.read(begin, end - begin))
    piece: NDArray[np.float32] = soxr.resample(sound, rate, MODEL_RATE_HZ, quality="HQ")
    offset = first - begin * MODEL_RATE_HZ // rate
    wanted = piece[offset : offset + last - first]
    if len(wanted) < last - first:
        wanted = np.concatenate([wanted, np.zeros(last - first - len(wanted), np.float32)])
    return np.ascontiguousarray(wanted, np.float32)
