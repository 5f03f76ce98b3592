"""Decoding through libsndfile: PCM of every wrapper, FLAC, MP3, Vorbis. Exact after every seek."""

from __future__ import annotations

import dataclasses
import os
from io import RawIOBase
from pathlib import Path
from typing import Any, Self

import numpy as np
import soundfile
from numpy.typing import NDArray

from audio_desk.audio import samples
from audio_desk.audio.info import AudioInfo

_MOST_FRAMES = 2**50
"""libsndfile says 2**63 - 1 for streams of unknown length."""


class SoundFileSource:
    """One file, or a view of one, open in libsndfile."""

    def __init__(self, opened: Any, info: AudioInfo) -> None:
        self._file = opened
        self._at = 0
        self.info = info

    def described(
        self, *, frames: int, claimed: int | None, container: str = "", mime_type: str = ""
    ) -> Self:
        """The same source with what we know better than its decoder."""
        self.info = dataclasses.replace(
            self.info,
            frames=frames,
            claimed_frames=claimed,
            container=container or self.info.container,
            mime_type=mime_type or self.info.mime_type,
        )
        return self

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        """See AudioSource.read."""
        count = min(count, self.info.frames - start)
        if start < 0 or count <= 0:
            return samples.empty(self.info.channels)
        try:
            if self._at != start:
                self._at = self._file.seek(start)
            frames: NDArray[np.float32] = self._file.read(count, dtype="float32", always_2d=True)
        except (soundfile.LibsndfileError, RuntimeError):
            self._at = -1
            return np.zeros((count, self.info.channels), np.float32)
        self._at += len(frames)
        if len(frames) < count:
            # A damaged stretch: what follows keeps its place.
            self._at = -1
            frames = np.concatenate([frames, np.zeros((count - len(frames), self.info.channels), np.float32)])
        return samples.finite(frames)

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_sound_file(
    path: Path, view: RawIOBase | None, *, container: str, mime_type: str, size: int
) -> SoundFileSource:
    """Open a path, or a view of it made by us. Raises soundfile.LibsndfileError."""
    # Absolute, so that "-" is a file and not standard input; bytes, so that any name will do.
    name: Any = str(path.absolute()) if os.name == "nt" else os.fsencode(path.absolute())
    opened = soundfile.SoundFile(view if view is not None else name)
    claimed = int(opened.frames)
    info = AudioInfo(
        path=path,
        container=container,
        codec=codec_name(str(opened.subtype)),
        mime_type=mime_type,
        rate=int(opened.samplerate),
        channels=int(opened.channels),
        frames=claimed if claimed < _MOST_FRAMES else 0,
        claimed_frames=claimed if claimed < _MOST_FRAMES else None,
        size_bytes=size,
    )
    return SoundFileSource(opened, info)


_CODECS = {
    "PCM_S8": "PCM 8-bit",
    "PCM_U8": "PCM 8-bit",
    "PCM_16": "PCM 16-bit",
    "PCM_24": "PCM 24-bit",
    "PCM_32": "PCM 32-bit",
    "FLOAT": "PCM 32-bit float",
    "DOUBLE": "PCM 64-bit float",
    "ULAW": "mu-law",
    "ALAW": "A-law",
    "IMA_ADPCM": "IMA ADPCM",
    "MS_ADPCM": "MS ADPCM",
    "VORBIS": "Vorbis",
    "MPEG_LAYER_III": "MP3",
    "MPEG_LAYER_II": "MP2",
    "MPEG_LAYER_I": "MP1",
}


def codec_name(subtype: str) -> str:
    """libsndfile's word as people say it."""
    return _CODECS.get(subtype, subtype.replace("_", " "))
