"""Decoding through libsndfile: PCM of every wrapper, FLAC, MP3. Exact after every seek."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from io import RawIOBase
from pathlib import Path
from typing import Any, Final, Protocol, Self

import numpy as np
import soundfile
from numpy.typing import NDArray
from typing_extensions import override

from audio_desk.audio import samples
from audio_desk.audio.decoding.lost_stretches import LostStretches
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource
from audio_desk.errors import AudioUnreadable
from audio_desk.region import Region

_MOST_FRAMES = 2**50
"""libsndfile says 2**63 - 1 for streams of unknown length."""
_LEAD_IN = {"MP3": 36_864}
"""Frames thrown away behind a seek: so many fill MP3's bit reservoir, and mpg123 takes only four packets."""
_16_BIT = ("PCM 16-bit", "FLAC 16-bit")
_FAR: Final = 2**20
"""Frames. Less far from the start libsndfile finds the place in no time."""
Rescue = Callable[[], AudioSource]
FAILURES = (soundfile.LibsndfileError, RuntimeError)


class _Handle(soundfile.SoundFile):  # type: ignore[misc]
    """Reads on where it is: soundfile seeks after every read of a file that can seek, and MP3 suffers."""

    @override
    def seekable(self) -> bool:
        return False


class Near(Protocol):
    """Finds a place in the middle of a file to decode from: libsndfile would walk there."""

    def __call__(self, wanted: int, *, told: bool) -> tuple[int | RawIOBase, int] | None:
        """A descriptor or view that gives the same sound from before `wanted` on, and from which frame.

        `told`: with its length, where libsndfile's guess of that was too short.
        """
        ...


class SoundFileSource:
    """One file, or a view of one, open in libsndfile."""

    def __init__(
        self,
        reopen: Callable[[], Any],
        opened: Any,
        info: AudioInfo,
        rescue: Rescue | None,
    ) -> None:
        """`reopen` gives a new handle: after an error libsndfile's own stays unusable.

        `rescue` opens a decoder that can step over damage; it takes over when libsndfile meets some.
        """
        self._reopen = reopen
        self._whole = self._file = opened
        self._near: Near | None = None
        self._rescue = rescue
        self._rescuer: AudioSource | None = None
        self._lost = LostStretches()
        self._at = 0
        self._lead_in = _LEAD_IN.get(info.codec, 0)
        self.info = info

    def described(self, *, frames: int, claimed: int | None) -> Self:
        """The same source with what we know better than its decoder."""
        self.info = dataclasses.replace(self.info, frames=frames, claimed_frames=claimed)
        return self

    def reached_by(self, near: Near) -> Self:
        """The same source, which `near` helps to jump."""
        self._near = near
        return self

    def read(self, start: int, count: int) -> NDArray[np.float32]:
        """See AudioSource.read."""
        end = min(start + count, self.info.frames)
        if start < 0 or end <= start:
            return samples.empty(self.info.channels)
        frames = self._piece(start, end - start)
        return frames if self.info.codec in _16_BIT else samples.finite(frames)

    @property
    def lost(self) -> tuple[Region, ...]:
        """See AudioSource.lost."""
        for region in self._rescuer.lost if self._rescuer is not None else ():
            self._lost.add(region.start, min(region.end, self.info.frames))
        return self._lost.all()

    def close(self) -> None:
        self._leave()
        self._whole.close()
        if self._rescuer is not None:
            self._rescuer.close()

    def _piece(self, start: int, count: int) -> NDArray[np.float32]:
        frames = samples.empty(self.info.channels)
        if self._rescuer is None:
            try:
                frames = self._decode(start, count)
            except FAILURES:
                self._step_over()
            else:
                if len(frames) < count and self._rescue is not None:
                    # mpg123 gives up where it finds no frame for a while, and calls it the end.
                    self._check_still_there()
                    self._step_over()
        if self._rescuer is not None:
            frames = self._rescuer.read(start, count)
        missing = count - len(frames)
        if not missing:
            return frames
        if self._rescuer is None:
            self._check_still_there()
        self._lost.add(start + len(frames), start + count)
        return samples.lengthened(frames, missing)

    def _check_still_there(self) -> None:
        """libsndfile reads nothing, without a word, from a file that shrank or whose disk went away."""
        path = self.info.path
        try:
            shrunk = path.stat().st_size < self.info.size_bytes
        except OSError as error:
            raise AudioUnreadable(path, error.strerror or str(error)) from error
        if shrunk:
            raise AudioUnreadable(path, "it became shorter")

    def _decode(self, start: int, count: int) -> NDArray[np.float32]:
        if self._at != start:
            self._go_to(start)
        frames = self._read_on(count)
        if len(frames) < count and self._file is not self._whole:
            self._go_to(start, told=True)
            frames = self._read_on(count)
        self._at = start + len(frames) if len(frames) == count else -1
        return frames

    def _go_to(self, start: int, *, told: bool = False) -> None:
        self._leave()
        at = self._go_near(start, told) if start > _FAR else None
        if at is None:
            at = max(0, start - self._lead_in)
            self._file.seek(at)
        if start > at:
            self._file.read(start - at, dtype="float32")

    def _go_near(self, start: int, told: bool) -> int | None:
        found = self._near(start, told=told) if self._near is not None else None
        if found is None:
            return None
        try:
            handle = _Handle(found[0])
        except FAILURES:
            return None
        if (handle.samplerate, handle.channels) != (self.info.rate, self.info.channels):
            handle.close()
            return None
        self._file = handle
        return found[1]

    def _leave(self) -> None:
        """Close what is not the whole."""
        if self._file is not self._whole:
            self._file.close()
        self._file = self._whole

    def _read_on(self, count: int) -> NDArray[np.float32]:
        if self.info.codec not in _16_BIT:
            frames: NDArray[np.float32] = self._file.read(count, dtype="float32", always_2d=True)
            return frames
        # The same values: libsndfile takes three times as long to make them floats.
        whole = self._file.read(count, dtype="int16", always_2d=True)
        return np.asarray(np.multiply(whole, np.float32(1 / 32768), dtype=np.float32))

    def _step_over(self) -> None:
        """Damage: leave it to the rescuer, or give silence for the piece and go on behind it."""
        self._at = -1
        self._leave()
        self._whole.close()
        self._whole = self._file = self._reopen()
        self._rescuer = self._rescue() if self._rescue is not None else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_sound_file(
    path: Path,
    view: Callable[[], RawIOBase] | None = None,
    *,
    container: str,
    mime_type: str,
    size: int,
    rescue: Rescue | None = None,
) -> SoundFileSource | None:
    """Open a path, or a view of it made by us; None when libsndfile finds no sound in it."""

    def handle() -> Any:
        # Absolute, so that "-" is a file and not standard input; bytes, so that any name will do.
        name: Any = str(path.absolute()) if os.name == "nt" else os.fsencode(path.absolute())
        return _Handle(view() if view is not None else name)

    try:
        opened = handle()
    except FAILURES:
        return None
    known = 0 < int(opened.frames) < _MOST_FRAMES
    if not known or not opened.samplerate or not opened.channels:
        opened.close()
        return None
    info = AudioInfo(
        path=path,
        container=container or str(opened.format),
        codec=codec_name(str(opened.format), str(opened.subtype)),
        mime_type=mime_type,
        rate=int(opened.samplerate),
        channels=int(opened.channels),
        frames=int(opened.frames),
        claimed_frames=int(opened.frames),
        size_bytes=size,
    )
    return SoundFileSource(handle, opened, info, rescue)


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


def codec_name(container: str, subtype: str) -> str:
    """libsndfile's words as people say them."""
    name = _CODECS.get(subtype, subtype.replace("_", " "))
    return name.replace("PCM", "FLAC") if container == "FLAC" else name
