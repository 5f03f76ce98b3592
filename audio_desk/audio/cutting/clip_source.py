"""A clip that was cut, decoded again, as sound on the timeline of the recording that it was cut from."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import soundfile
from numpy.typing import NDArray
from typing_extensions import override

from audio_desk.audio import samples
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.resampling import resampled_piece
from audio_desk.limits import MODEL_RATE_HZ
from audio_desk.region import Region

_NOTHING_LOST: Final[tuple[Region, ...]] = ()


class ClipSource:
    """What a model hears of a stretch, at the recording's rate; nothing before and behind the clip."""

    def __init__(self, clip: bytes, recording: AudioInfo, start: int) -> None:
        """`clip` is FLAC at the model's rate that begins at the recording's frame `start`."""
        self._sound = _DecodedClip(clip)
        self._info = replace(recording, channels=1)
        self._start = start

    @property
    def info(self) -> AudioInfo:
        return self._info

    @property
    def lost(self) -> tuple[Region, ...]:
        return _NOTHING_LOST

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        """The clip's sound between these frames of the recording; fewer at its end."""
        first = start - self._start
        return resampled_piece(self._sound, max(0, first), first + count, self._info.rate)

    def close(self) -> None:
        """It holds no file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _DecodedClip(ClipSource):
    """The clip as it is, at the model's rate."""

    def __init__(self, clip: bytes) -> None:
        self._frames, _ = soundfile.read(io.BytesIO(clip), dtype="float32", always_2d=True)
        self._info = AudioInfo(
            Path(), "FLAC", "PCM 16-bit", "audio/flac", MODEL_RATE_HZ, 1, len(self._frames), None, len(clip)
        )

    @override
    def read(self, start: int, count: int) -> NDArray[np.float32]:
        piece = self._frames[start : start + count]
        return np.asarray(piece, np.float32) if len(piece) else samples.empty(1)
