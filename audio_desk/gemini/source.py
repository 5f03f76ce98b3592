"""The bytes of an upload: a file read in pieces and watched for change, or bytes at hand."""

from __future__ import annotations

import asyncio
import io
import os
from pathlib import Path
from typing import BinaryIO

from audio_desk.errors import AudioChanged, AudioMissing, AudioUnreadable


class Source:
    """Reads block on the disk, so they run in a worker thread; raises AudioError."""

    def __init__(self, content: Path | bytes) -> None:
        self._path = content if isinstance(content, Path) else None
        self._bytes = content if isinstance(content, bytes) else b""
        self._stream: BinaryIO | None = None
        self._opened_as: tuple[int, int] = (0, 0)
        self.size = 0

    async def open(self) -> None:
        await asyncio.to_thread(self._open)

    async def read(self, offset: int, count: int) -> bytes:
        """Exactly `count` bytes. Raises AudioChanged when the file is no longer the one that was opened."""
        if self._path is None:
            return self._bytes[offset : offset + count]
        return await asyncio.to_thread(self._read, offset, count)

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def _open(self) -> None:
        if self._path is None:
            self._stream, self.size = io.BytesIO(self._bytes), len(self._bytes)
            return
        try:
            self._stream = self._path.open("rb")
            found = os.fstat(self._stream.fileno())
        except FileNotFoundError as error:
            raise AudioMissing(self._path) from error
        except OSError as error:
            raise AudioUnreadable(self._path, error.strerror or str(error)) from error
        self.size, self._opened_as = found.st_size, (found.st_size, found.st_mtime_ns)

    def _read(self, offset: int, count: int) -> bytes:
        assert self._path is not None
        assert self._stream is not None
        try:
            found = os.fstat(self._stream.fileno())
            self._stream.seek(offset)
            data = self._stream.read(count)
        except (OSError, ValueError) as error:
            raise AudioUnreadable(self._path, str(error)) from error
        if (found.st_size, found.st_mtime_ns) != self._opened_as or len(data) != count:
            raise AudioChanged(self._path)
        return data
