"""Peaks in the data format of BBC's audiowaveform, version 2: binary (.dat) and JSON."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.peaks.pixel_peaks import PixelPeaks
from audio_desk.errors import OutputUnsupported

Bits = Literal[8, 16]
_VERSION = 2
_EIGHT_BITS = 1


def writer_for(target: Path) -> Callable[[PixelPeaks, Bits], bytes]:
    """By the name's ending. Raises OutputUnsupported."""
    writer = {".dat": dat_bytes, ".json": json_bytes}.get(target.suffix.lower())
    if writer is None:
        raise OutputUnsupported(target, "its ending is neither .dat nor .json")
    return writer


def dat_bytes(peaks: PixelPeaks, bits: Bits) -> bytes:
    """Version, flags, rate, samples per pixel, length, channels; then lowest and highest, interleaved."""
    pixels, channels, _ = peaks.values.shape
    flags = _EIGHT_BITS if bits == 8 else 0
    header = struct.pack("<iIiiIi", _VERSION, flags, peaks.rate, peaks.samples_per_pixel, pixels, channels)
    values = _in_bits(peaks.values, bits)
    return header + values.astype("<i2" if bits == 16 else "i1", copy=False).tobytes()


def json_bytes(peaks: PixelPeaks, bits: Bits) -> bytes:
    """The same as one JSON object on one line."""
    pixels, channels, _ = peaks.values.shape
    values = ",".join(map(str, _in_bits(peaks.values, bits).reshape(-1).tolist()))
    text = (
        f'{{"version":{_VERSION},"channels":{channels},"sample_rate":{peaks.rate},'
        f'"samples_per_pixel":{peaks.samples_per_pixel},"bits":{bits},"length":{pixels},"data":[{values}]}}\n'
    )
    return text.encode("ascii")


def _in_bits(values: NDArray[np.int16], bits: Bits) -> NDArray[np.int16]:
    if bits == 16:
        return values
    # Divided by 256, and what is left over cut off towards zero: a shift alone would round down.
    return np.asarray((values + (values < 0) * np.int16(255)) >> 8, np.int16)
