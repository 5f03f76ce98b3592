"""Keeps finished pyramids on disk, by content; it may be emptied at any time."""

from __future__ import annotations

import contextlib
import os
import struct
import tempfile
import zlib
from pathlib import Path

import numpy as np

from audio_desk.audio.peaks import Int16s, PeakPyramid

_MAGIC = b"ADPEAKS1"
_HEADER = struct.Struct("<8sIIQQII")
"""Magic, rate, channels, frames, values, checksum of the values, checksum of the header before it."""
_SUFFIX = ".peaks"


class PeakCache:
    """A folder of pyramids, the least recently used dropped when it grows past its limit."""

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit = limit_bytes

    def load(self, fingerprint: str) -> PeakPyramid | None:
        """The pyramid, mapped from its file; None when there is none. A damaged one is dropped."""
        path = self._path(fingerprint)
        try:
            pyramid = _read(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, struct.error):
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return pyramid

    def store(self, fingerprint: str, pyramid: PeakPyramid) -> None:
        """Keep a complete pyramid. A full disk costs only the cache, so it is not told."""
        if not pyramid.complete:
            raise ValueError("an unfinished pyramid")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(self._path(fingerprint), pyramid)
            self._shrink(keep=self._path(fingerprint))

    def _path(self, fingerprint: str) -> Path:
        return self._folder / (fingerprint + _SUFFIX)

    def _shrink(self, keep: Path) -> None:
        entries = []
        for path in self._folder.glob("*" + _SUFFIX):
            with contextlib.suppress(OSError):
                status = path.stat()
                entries.append((path == keep, status.st_mtime_ns, status.st_size, path))
        total = sum(size for _, _, size, _ in entries)
        for kept, _, size, path in sorted(entries):
            if total <= self._limit or kept:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size


def _header(pyramid: PeakPyramid, checksum: int) -> bytes:
    fields = (_MAGIC, pyramid.rate, pyramid.channels, pyramid.frames, len(pyramid.values), checksum)
    bare = _HEADER.pack(*fields, 0)
    return _HEADER.pack(*fields, zlib.crc32(bare))


def _checksum(values: Int16s) -> int:
    return zlib.crc32(values.data)


def _write(path: Path, pyramid: PeakPyramid) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_header(pyramid, _checksum(pyramid.values)))
            file.write(pyramid.values.data)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _read(path: Path) -> PeakPyramid:
    """Raises ValueError when anything in it is not as it was written."""
    with path.open("rb") as file:
        head = file.read(_HEADER.size)
    magic, rate, channels, frames, count, checksum, _ = _HEADER.unpack(head)
    if magic != _MAGIC or not rate or channels not in (1, 2):
        raise ValueError("not a pyramid")
    if count != PeakPyramid.size_of(channels, frames) or path.stat().st_size != _HEADER.size + 2 * count:
        raise ValueError("wrong length")
    values = (
        np.memmap(path, np.int16, "r", offset=_HEADER.size, shape=(count,))
        if count
        else np.zeros(0, np.int16)
    )
    pyramid = PeakPyramid(rate, channels, frames, values)
    if _header(pyramid, checksum) != head or _checksum(values) != checksum:
        raise ValueError("wrong checksum")
    return pyramid
