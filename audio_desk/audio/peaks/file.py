"""A pyramid in a file: mapped while it fills in, checked when it is read again."""

from __future__ import annotations

import contextlib
import os
import struct
import tempfile
import zlib
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np

from audio_desk.audio.peaks.columns import Int16s
from audio_desk.audio.peaks.pyramid import PeakPyramid

_MAGIC = b"ADPEAKS1"
_HEADER = struct.Struct("<8sIIQQII")
"""Magic, rate, channels, frames, values, checksum of the values, checksum of the header before it."""
_BLOCK = 1 << 20
UNFINISHED: Final = ".part"


def mapped(path: Path, channels: int, frames: int, mode: str = "r") -> Int16s:
    """The flat array of a pyramid in the file `path`. Raises OSError or ValueError."""
    count = PeakPyramid.size_of(channels, frames)
    if not count:
        return np.zeros(0, np.int16)
    # A bare view: memmap's own class makes every slice of it slower.
    whole = np.memmap(path, np.int16, "r+" if mode == "r+" else "r", offset=_HEADER.size, shape=(count,))
    return whole.view(np.ndarray)


class UnfinishedPeaks:
    """A pyramid that several processes fill, in a file with a temporary name."""

    def __init__(self, folder: Path, rate: int, channels: int, frames: int) -> None:
        """Takes the whole room on the disk. Raises OSError when there is none."""
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=UNFINISHED)
        self.path = Path(name)
        size = _HEADER.size + 2 * PeakPyramid.size_of(channels, frames)
        try:
            with os.fdopen(handle, "wb") as file:
                # On a full disk, writing to a mapped hole would kill the process.
                if hasattr(os, "posix_fallocate"):
                    os.posix_fallocate(file.fileno(), 0, size)
                else:
                    file.truncate(size)
            values = mapped(self.path, channels, frames, "r+")
        except BaseException:
            self.discard()
            raise
        self.pyramid = PeakPyramid(rate, channels, frames, values, frames_done=0)

    def finish(self, target: Path) -> None:
        """Under its own name from now on. Raises OSError."""
        with self.path.open("rb+") as file:
            file.seek(_HEADER.size)
            checksum = _checksum(file)
            file.seek(0)
            file.write(_header(self.pyramid, checksum))
        self.path.replace(target)

    def discard(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()


def write_peaks(path: Path, pyramid: PeakPyramid) -> None:
    """Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_header(pyramid, zlib.crc32(pyramid.values.data)))
            file.write(pyramid.values.data)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def read_peaks(path: Path) -> PeakPyramid:
    """Mapped, its header checked. Raises OSError, and ValueError when anything is not as it was written."""
    with path.open("rb") as file:
        rate, channels, frames, _ = _read_header(file)
    return PeakPyramid(rate, channels, frames, mapped(path, channels, frames))


def check_peaks(path: Path) -> None:
    """Compare all of it with its checksum, without keeping it in memory. Raises OSError or ValueError."""
    with path.open("rb") as file:
        *_, checksum = _read_header(file)
        if _checksum(file) != checksum:
            raise ValueError("wrong checksum")


def _read_header(file: BinaryIO) -> tuple[int, int, int, int]:
    """Rate, channels, frames, checksum of the values. Raises ValueError."""
    head = file.read(_HEADER.size)
    if len(head) != _HEADER.size:
        raise ValueError("too short")
    magic, rate, channels, frames, count, checksum, own = _HEADER.unpack(head)
    if magic != _MAGIC or own != _own_checksum(head) or not rate or channels not in (1, 2):
        raise ValueError("not a pyramid")
    size = os.fstat(file.fileno()).st_size
    if count != PeakPyramid.size_of(channels, frames) or size != _HEADER.size + 2 * count:
        raise ValueError("wrong length")
    return rate, channels, frames, checksum


def _header(pyramid: PeakPyramid, checksum: int) -> bytes:
    fields = (_MAGIC, pyramid.rate, pyramid.channels, pyramid.frames, len(pyramid.values), checksum)
    return _HEADER.pack(*fields, _own_checksum(_HEADER.pack(*fields, 0)))


def _own_checksum(head: bytes) -> int:
    return zlib.crc32(head[:-4] + bytes(4))


def _checksum(file: BinaryIO) -> int:
    """Of what follows in the file."""
    checksum = 0
    while block := file.read(_BLOCK):
        checksum = zlib.crc32(block, checksum)
    return checksum
