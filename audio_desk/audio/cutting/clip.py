"""Cuts what is sent: a region, or a whole recording, to mono 16 kHz 16-bit FLAC."""

from __future__ import annotations

import contextlib
import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from audio_desk.audio.cutting.encoder_target import EncoderTarget
from audio_desk.audio.cutting.whole_conversion import convert_whole, pcm16
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.resampling import mono_stream, resampled_length
from audio_desk.audio.source import open_source
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.errors import AudioNotWritten, RegionOutside
from audio_desk.limits import MODEL_RATE_HZ
from audio_desk.region import Region

_FLAC_BYTES_PER_SECOND = 20_000
"""Speech in a quiet room takes 14,000, a street 20,000; noise at full scale 32,000."""
_LONG_FRAMES = 2**24
"""Six minutes."""
_FLAC_HEADER_BYTES = 8_300


@dataclass(frozen=True, slots=True)
class Clip:
    """A finished FLAC file in memory."""

    data: bytes
    seconds: float


def cut_flac(
    path: Path,
    region: Region | None,
    *,
    channel: int | None = None,
    stop: threading.Event | None = None,
    opener: Callable[[Path], AudioSource] = open_source,
) -> Clip:
    """The region (None: everything), exact at both ends: its first sample is the region's first frame.

    `channel`: that one alone instead of the mean of all.
    Raises RegionOutside, Stopped, or as `open_source` does.
    """
    with opener(path) as source:
        start, end = _span(region, source.info.frames, source.info.rate)
        target = io.BytesIO()
        _encode(mono_stream(source, start, end, channel=channel, stop=stop), EncoderTarget(target))
        return Clip(target.getvalue(), resampled_length(end - start, source.info.rate) / MODEL_RATE_HZ)


def write_flac(
    path: Path,
    target: Path,
    *,
    channel: int | None = None,
    stop: threading.Event,
    on_progress: Callable[[float], None],
    pool: WorkerPool | None = None,
    opener: Callable[[Path], AudioSource] = open_source,
) -> None:
    """The whole recording into the file `target`, which appears only when it is whole; memory stays flat.

    `channel`: that one alone instead of the mean of all. `pool`: a long one is decoded by its workers.
    `on_progress` gets 0..1.
    Raises AudioNotWritten, Stopped, or as `open_source` does.
    """
    unfinished = target.with_name(target.name + ".part")
    with opener(path) as source:
        try:
            with unfinished.open("wb+", buffering=0) as file:
                if pool is not None and source.info.frames >= _LONG_FRAMES:
                    _encode_beside(pool, source, EncoderTarget(file), channel, stop, on_progress)
                else:
                    blocks = mono_stream(
                        source, 0, source.info.frames, channel=channel, stop=stop, on_progress=on_progress
                    )
                    _encode(blocks, EncoderTarget(file))
            unfinished.replace(target)
        except (OSError, soundfile.LibsndfileError) as error:
            raise AudioNotWritten(target, getattr(error, "strerror", None) or str(error)) from error
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)


def estimate_flac_bytes(seconds: float) -> int:
    """About how large a cut of that length becomes."""
    return _FLAC_HEADER_BYTES + round(seconds * _FLAC_BYTES_PER_SECOND)


def _span(region: Region | None, frames: int, rate: int) -> tuple[int, int]:
    if region is None:
        return 0, frames
    if region.is_empty or region.end > frames:
        start, end = region.seconds(rate)
        raise RegionOutside(start, end, frames / rate)
    return region.start, region.end


def _encode(blocks: Iterator[NDArray[np.float32]], target: EncoderTarget) -> None:
    """Raises OSError."""
    with soundfile.SoundFile(target, "w", MODEL_RATE_HZ, 1, subtype="PCM_16", format="FLAC") as out:
        for block in blocks:
            out.write(pcm16(block))
            target.check()
    target.check()


def _encode_beside(
    pool: WorkerPool,
    source: AudioSource,
    target: EncoderTarget,
    channel: int | None,
    stop: threading.Event,
    on_progress: Callable[[float], None],
) -> None:
    """Encode what the workers decode. Raises OSError, Stopped, AudioError."""
    with soundfile.SoundFile(target, "w", MODEL_RATE_HZ, 1, subtype="PCM_16", format="FLAC") as out:

        def on_part(part: NDArray[np.int16], done: float) -> None:
            out.write(part)
            target.check()
            on_progress(done)

        convert_whole(pool, source, stop=stop, on_part=on_part, channel=channel)
    target.check()
