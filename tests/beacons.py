"""Long recordings, silent but for a beacon at known times, each beacon different from all others."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import soundfile
from av.audio.stream import AudioStream
from numpy.typing import NDArray

from audio_desk.region import Region

RATE = 8_000
_BLOCK_SECONDS = 10
_LENGTH = RATE
"""Of a beacon: one second."""


@dataclass(frozen=True, slots=True)
class Beacons:
    """`path` holds one second of sound every `every` seconds, from the very start on."""

    path: Path
    every: int
    seconds: int

    @property
    def count(self) -> int:
        return -(-self.seconds // self.every)

    def region(self, number: int) -> Region:
        """Round a beacon, exactly."""
        start = number * self.every * RATE
        return Region(start, start + _LENGTH)


def beacon(number: int) -> NDArray[np.float32]:
    """Noise in which nothing repeats: it is like no other beacon, and like itself only where it lies."""
    return np.random.default_rng(1000 + number).uniform(-0.6, 0.6, _LENGTH).astype(np.float32)


def write_beacons(path: Path, every: int, seconds: int, **options: str) -> Beacons:
    """By libsndfile, in the format of the path's ending."""
    with soundfile.SoundFile(path, "w", RATE, 1, **options) as out:
        for block in _blocks(every, seconds):
            out.write(block)
    return Beacons(path, every, seconds)


def write_sparse_wav(path: Path, every: int, seconds: int) -> Beacons:
    """16-bit PCM whose silence takes no room on the disk."""
    size = seconds * RATE * 2
    form = struct.pack("<IHHIIHH", 16, 1, 1, RATE, RATE * 2, 2, 16)
    head = b"RIFF" + struct.pack("<I", size + 36) + b"WAVEfmt " + form + b"data" + struct.pack("<I", size)
    with path.open("wb") as file:
        file.write(head)
        for number in range(-(-seconds // every)):
            file.seek(len(head) + number * every * RATE * 2)
            file.write(np.rint(beacon(number) * 32768).astype("<i2").tobytes())
        file.truncate(len(head) + size)
    return Beacons(path, every, seconds)


def encode_beacons(path: Path, every: int, seconds: int, container: str, codec: str) -> Beacons:
    """By FFmpeg's libraries."""
    with av.open(str(path), "w", format=container) as out:
        stream = out.add_stream(codec, rate=RATE, layout="mono")
        assert isinstance(stream, AudioStream)
        context = stream.codec_context
        resampler = av.AudioResampler(context.format, "mono", RATE, frame_size=context.frame_size or 1024)
        at = 0
        for block in _blocks(every, seconds):
            frame = av.AudioFrame.from_ndarray(block[None, :], format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
            at += len(block)
            for piece in resampler.resample(frame):
                out.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            out.mux(stream.encode(piece))
        out.mux(stream.encode(None))
    return Beacons(path, every, seconds)


def _blocks(every: int, seconds: int) -> Iterator[NDArray[np.float32]]:
    silence = np.zeros(_BLOCK_SECONDS * RATE, np.float32)
    for start in range(0, seconds, _BLOCK_SECONDS):
        block = silence[: (min(seconds, start + _BLOCK_SECONDS) - start) * RATE]
        if start % every == 0:
            block = block.copy()
            block[:_LENGTH] = beacon(start // every)
        yield block
