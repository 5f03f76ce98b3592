"""Sound at another rate: streamed, or any piece of it as the stream would give it."""

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

_BLOCK_SAMPLES = 2**16
"""glibc gives larger ones back to the system, and getting new pages takes longer than filling them."""
MARGIN_SECONDS = 0.05
"""Longer than soxr's HQ filter at any rate: a piece read with it joins its neighbours without a click."""


def resampled_length(frames: int, rate: int, target: int = MODEL_RATE_HZ) -> int:
    """How many frames at the rate `target` `frames` frames become."""
    return (frames * target + rate // 2) // rate


def mono_stream(
    source: AudioSource,
    start: int,
    end: int,
    *,
    channel: int | None = None,
    stop: threading.Event | None = None,
    on_progress: Callable[[float], None] | None = None,
) -> Iterator[NDArray[np.float32]]:
    """Frames `start` to `end` as mono blocks at the model's rate, nothing outside them heard.

    `channel`: that one alone instead of the mean of all.
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
        sound = samples.mono(frames, channel)
        piece: NDArray[np.float32] = resampler.resample_chunk(sound, last=at >= end)[:left]
        left -= len(piece)
        if len(piece):
            yield piece
        if on_progress is not None:
            on_progress((at - start) / (end - start))
    if left:
        yield np.zeros(left, np.float32)


def mono_piece(source: AudioSource, first: int, last: int) -> NDArray[np.float32]:
    """Samples `first` to `last` on the model's timeline, as one pass over the whole recording gives them."""
    return resampled_piece(source, first, last, MODEL_RATE_HZ, samples.mono)


def resampled_piece(
    source: AudioSource,
    first: int,
    last: int,
    target: int,
    mixed: Callable[[samples.Frames], NDArray[np.float32]] = lambda frames: frames,
) -> NDArray[np.float32]:
    """Frames `first` to `last` on the timeline of another rate, `mixed` before they are resampled."""
    rate, total = source.info.rate, resampled_length(source.info.frames, source.info.rate, target)
    first, last = max(0, min(first, total)), max(0, min(last, total))
    if last <= first:
        return mixed(samples.empty(source.info.channels))
    # Both timelines meet every `step` frames; a piece that begins there needs no fraction of a sample.
    step = rate // math.gcd(rate, target)
    margin = math.ceil(MARGIN_SECONDS * rate / step) * step
    begin = max(0, first * rate // target // step * step - margin)
    end = min(source.info.frames, -(-last * rate // target) + margin)
    sound = mixed(source.read(begin, end - begin))
    piece: NDArray[np.float32] = soxr.resample(sound, rate, target, quality="HQ")
    offset = first - begin * target // rate
    wanted = piece[offset : offset + last - first]
    missing = last - first - len(wanted)
    if missing:
        wanted = np.concatenate([wanted, np.zeros((missing, *wanted.shape[1:]), np.float32)])
    return np.ascontiguousarray(wanted, np.float32)
