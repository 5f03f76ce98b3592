"""The one door to sound: `open_source` finds a decoder by content and says how much really decodes."""

from __future__ import annotations

import stat
from pathlib import Path

from audio_desk.audio.decoding.decoders import decoder_for
from audio_desk.audio.heed import Heed, heedless
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource
from audio_desk.errors import AudioEmpty, AudioMissing, AudioUnreadable

__all__ = ["AudioSource", "open_source", "probe"]


def open_source(path: Path, heed: Heed = heedless, *, careful: bool = False) -> AudioSource:
    """Open a recording by what it holds; `heed` watches where all of it has to be walked through.

    `careful`: the longest MP3 is walked through too, which takes a second, and tells where it is damaged.
    Raises AudioMissing, AudioEmpty, AudioIncomplete, AudioUnreadable or AudioUnsupported.
    """
    return decoder_for(path, _size_of(path), heed, careful=careful)


def probe(path: Path, *, careful: bool = False) -> AudioInfo:
    """What a recording is. Raises as `open_source` does."""
    with open_source(path, careful=careful) as source:
        return source.info


def _size_of(path: Path) -> int:
    try:
        status = path.stat()
    except FileNotFoundError as error:
        raise AudioMissing(path) from error
    except OSError as error:
        raise AudioUnreadable(path, error.strerror or str(error)) from error
    except ValueError as error:
        raise AudioUnreadable(path, str(error)) from error
    if stat.S_ISDIR(status.st_mode):
        raise AudioUnreadable(path, "it is a folder")
    if not stat.S_ISREG(status.st_mode):
        raise AudioUnreadable(path, "it is not a regular file")
    if status.st_size == 0:
        raise AudioEmpty(path)
    return status.st_size
