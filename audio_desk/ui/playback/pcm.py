"""Turns decoded frames into the bytes that a sound device takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class PcmFormat:
    """Interleaved, native byte order: float32, or int16 for a device that takes nothing else."""

    rate: int
    channels: int
    floats: bool = True

    @property
    def frame_bytes(self) -> int:
        return self.channels * (4 if self.floats else 2)


def to_bytes(samples: NDArray[np.float32], form: PcmFormat) -> bytes:
    """Shape (frames, channels) to `form`; other channel counts are mixed or repeated. Clips, never wraps."""
    loud = np.clip(with_channels(samples, form.channels), -1.0, 1.0)
    if form.floats:
        return np.ascontiguousarray(loud, dtype=np.float32).tobytes()
    return np.rint(loud * 32767).astype(np.int16).tobytes()


def with_channels(samples: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    """Shape (frames, any) to (frames, channels), one or two."""
    have = samples.shape[1]
    if have == channels:
        return samples
    if channels == 1 or have == 1:
        mono = samples @ np.full(have, 1 / have, np.float32)
        return np.repeat(mono[:, np.newaxis], channels, axis=1)
    # Even channels to the left, odd ones to the right, silence beyond: nothing of the recording is lost.
    mixed = np.zeros((len(samples), channels), np.float32)
    for side in (0, 1):
        mixed[:, side] = samples[:, side::2].mean(axis=1)
    return mixed
