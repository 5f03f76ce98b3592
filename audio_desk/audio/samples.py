"""Small arithmetic on decoded frames."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.float32]
"""Shape (n, channels), in -1..1 (float files may go beyond)."""

_FULL_SCALE = {"u1": 128.0, "i2": 32768.0, "i4": 2147483648.0}


def finite(frames: Frames) -> Frames:
    """The same frames with NaN and infinities turned into silence."""
    flat = frames.reshape(-1)
    # One dot product tells at memory speed whether anything needs repair (overflow only costs the repair).
    with np.errstate(over="ignore", invalid="ignore"):
        if math.isfinite(float(np.dot(flat, flat))):
            return frames
    return np.where(np.isfinite(frames), frames, np.float32(0)).astype(np.float32, copy=False)


def as_float(samples: NDArray[Any]) -> NDArray[np.float32]:
    """Integers of any width as -1..1."""
    if samples.dtype.kind == "f":
        return samples.astype(np.float32, copy=False)
    scale = _FULL_SCALE[samples.dtype.str[1:]]
    centred = samples.astype(np.float32)
    if samples.dtype.kind == "u":
        centred -= np.float32(scale)
    centred *= np.float32(1 / scale)
    return centred


def mono(frames: Frames, channel: int | None = None) -> NDArray[np.float32]:
    """The mean of all channels, or one of them, shape (n,)."""
    channels = frames.shape[1]
    if channel is not None or channels == 1:
        return np.ascontiguousarray(frames[:, channel or 0])
    if channels == 2:
        # The same values as the product, which NumPy's BLAS would share out among threads that wait busily.
        return np.asarray((frames[:, 0] + frames[:, 1]) * np.float32(0.5))
    # A matrix product is 30 times quicker than mean().
    return np.asarray(frames @ np.full(channels, 1 / channels, np.float32), np.float32)


def empty(channels: int) -> Frames:
    return np.zeros((0, channels), np.float32)


def fit_channels(frames: Frames, channels: int) -> Frames:
    """Frames of a stream that changed its channel count midway, as the recording's count."""
    if frames.shape[1] == channels:
        return frames
    return np.repeat(mono(frames)[:, None], channels, axis=1)


def lengthened(frames: Frames, missing: int) -> Frames:
    """Silence in place of frames that could not be decoded, so that what follows keeps its place."""
    return np.concatenate([frames, np.zeros((missing, frames.shape[1]), np.float32)])
