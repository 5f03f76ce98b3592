"""A stretch of a file, with other bytes put in front, as a file of its own.

Decoders believe headers. Where a header is missing or wrong, they are given the true one and the rest of the
file behind it; nothing is copied.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class FileView(io.RawIOBase):
    """`head`, then bytes `start` to `end` of the file (None: to its end)."""

    def __init__(self, path: Path, start: int, end: int | None = None, head: bytes = b"") -> None:
        """Raises OSError."""
        super().__init__()
        self._file = path.open("rb")
        size = os.fstat(self._file.fileno()).st_size
        self._start, self._head = start, head
        self._length = len(head) + max(0, (size if end is None else min(end, size)) - start)
        self._at = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def tell(self) -> int:
        return self._at

    @override
    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        origin = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence]
        self._at = max(0, origin + offset)
        return self._at

    @override
    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        data = self.read(len(target))
        target[: len(data)] = data
        return len(data)

    @override
    def read(self, size: int = -1) -> bytes:
        left = max(0, self._length - self._at)
        size = left if size < 0 else min(size, left)
        parts = []
        if size and self._at < len(self._head):
            parts.append(self._head[self._at : self._at + size])
        rest = size - sum(map(len, parts))
        if rest:
            parts.append(self._read_file(self._start + max(0, self._at - len(self._head)), rest))
        data = parts[0] if len(parts) == 1 else b"".join(parts)
        self._at += len(data)
        return data

    def _read_file(self, at: int, count: int) -> bytes:
        try:
            self._file.seek(at)
            return self._file.read(count)
        except OSError:
            # The decoders' callbacks cannot pass it on; whoever asked finds too few frames and looks why.
            return b""

    @override
    def close(self) -> None:
        self._file.close()
        super().close()
