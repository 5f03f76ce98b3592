"""Writes a region to a sound file of its own, exact to the frame."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from audio_desk.audio.cutting.encoder_target import EncoderTarget
from audio_desk.audio.cutting.whole_file import whole_file
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.resampling import mono_stream
from audio_desk.errors import OutputUnsupported
from audio_desk.limits import MODEL_RATE_HZ
from audio_desk.region import Region

_BLOCK_SAMPLES = 2**16
_LARGEST_WAV = 0xFFFF0000


class CutKind(StrEnum):
    """By a file name's ending."""

    FLAC = ".flac"
    WAV = ".wav"
    MP3 = ".mp3"
    OGG = ".ogg"


def kind_of(target: Path) -> CutKind:
    """Raises OutputUnsupported."""
    try:
        return CutKind(target.suffix.lower())
    except ValueError:
        raise OutputUnsupported(target, f"its ending is none of {' '.join(CutKind)}") from None


def write_cut(
    source: AudioSource, region: Region, target: Path, *, original_rate: bool, replace: bool
) -> None:
    """The region as Gemini would get it, or at its own rate with all its channels.

    FLAC and WAV hold the very samples.
    Raises OutputExists, OutputUnsupported, AudioNotWritten, AudioUnreadable.
    """
    kind, info = kind_of(target), source.info
    subtype = _subtype(kind, info, original_rate)
    shape = (info.rate, info.channels) if original_rate else (MODEL_RATE_HZ, 1)
    blocks = _own(source, region) if original_rate else _mono(source, region)
    with (
        whole_file(target, replace=replace, source=info.path) as unfinished,
        unfinished.open("wb+", buffering=0) as file,
    ):
        checked = EncoderTarget(file)
        form = _form(kind, region.frames, info.channels)
        try:
            out = soundfile.SoundFile(checked, "w", *shape, subtype=subtype, format=form)
        except soundfile.LibsndfileError:
            raise OutputUnsupported(target, _misfit(kind, *shape)) from None
        with out:
            for block in blocks:
                out.write(_as_stored(block, subtype))
                checked.check()
        checked.check()


def _own(source: AudioSource, region: Region) -> Iterator[NDArray[np.float32]]:
    most = max(1, _BLOCK_SAMPLES // source.info.channels)
    for start in range(region.start, region.end, most):
        yield source.read(start, min(most, region.end - start))


def _mono(source: AudioSource, region: Region) -> Iterator[NDArray[np.float32]]:
    for block in mono_stream(source, region.start, region.end):
        # Vorbis's encoder keeps what it is given at once on its stack.
        for at in range(0, len(block), _BLOCK_SAMPLES):
            yield block[at : at + _BLOCK_SAMPLES]


def _form(kind: CutKind, frames: int, channels: int) -> str:
    if kind is CutKind.WAV and frames * channels * 4 > _LARGEST_WAV:
        return "RF64"
    return kind.name


def _subtype(kind: CutKind, info: AudioInfo, original_rate: bool) -> str:
    """As many bits as the recording has, where it goes as it is."""
    if kind is CutKind.MP3:
        return "MPEG_LAYER_III"
    if kind is CutKind.OGG:
        return "VORBIS"
    if not original_rate:
        return "PCM_16"
    if info.codec.endswith("float") and kind is CutKind.WAV:
        return "FLOAT"
    # Of ALAC, and of FLAC in another container, it is not known.
    deep = info.codec in ("ALAC", "FLAC") or any(
        bits in info.codec for bits in ("24-bit", "32-bit", "64-bit")
    )
    return "PCM_24" if deep else "PCM_16"


def _as_stored(block: NDArray[np.float32], subtype: str) -> NDArray[Any]:
    """Numbers that libsndfile stores as they are: it would scale floats by one step too few."""
    if subtype == "PCM_16":
        return np.asarray(np.rint(block * np.float32(2**15)).clip(-(2**15), 2**15 - 1), np.int16)
    if subtype == "PCM_24":
        return np.asarray(np.rint(block * np.float32(2**23)).clip(-(2**23), 2**23 - 1), np.int32) << 8
    return block if subtype == "FLOAT" else block.clip(-1.0, 1.0)


def _misfit(kind: CutKind, rate: int, channels: int) -> str:
    return f"{kind.name} does not take {channels} channel{'s' * (channels > 1)} at {rate:,} Hz"
