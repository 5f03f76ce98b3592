"""Reads a WAV's chunks and judges where its sound really ends."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import BinaryIO

_STREAMED = (0, 0xFFFFFFFF)
_MOST_CHUNKS = 1000
PLAIN_FORMATS = (1, 3)
"""PCM and float."""
_EXTENSIBLE = 0xFFFE


@dataclass(frozen=True, slots=True)
class WavHeader:
    """What the header says, and where the sound lies."""

    form: bytes
    """The `fmt ` chunk's body."""
    data_start: int
    data_bytes: int
    """Really there."""
    claimed_bytes: int | None
    """None when a stream's writer did not know."""

    @property
    def tag(self) -> int:
        """The format: 1 PCM, 3 float, 6 A-law, 7 mu-law, 2 and 17 ADPCM; looks inside the extensible form."""
        tag = int.from_bytes(self.form[:2], "little")
        if tag == _EXTENSIBLE and len(self.form) >= 26:
            return int.from_bytes(self.form[24:26], "little")
        return tag

    @property
    def channels(self) -> int:
        return int.from_bytes(self.form[2:4], "little")

    @property
    def rate(self) -> int:
        return int.from_bytes(self.form[4:8], "little")

    @property
    def block(self) -> int:
        """Bytes of one frame of PCM."""
        return int.from_bytes(self.form[12:14], "little")

    @property
    def truthful(self) -> bool:
        return self.claimed_bytes == self.data_bytes

    def rewritten(self) -> bytes:
        """A header that says what is there, to stand before the sound."""
        form = b"fmt " + len(self.form).to_bytes(4, "little") + self.form + b"\0" * (len(self.form) & 1)
        size = 4 + len(form) + 8 + self.data_bytes
        if size < 0xFFFFFFFF:
            start = b"RIFF" + size.to_bytes(4, "little") + b"WAVE" + form
            return start + b"data" + self.data_bytes.to_bytes(4, "little")
        frames = self.data_bytes // max(1, self.block)
        sizes = (size + 36, self.data_bytes, frames)
        ds64 = (
            b"ds64" + (28).to_bytes(4, "little") + b"".join(n.to_bytes(8, "little") for n in sizes) + bytes(4)
        )
        return b"RF64" + b"\xff" * 4 + b"WAVE" + ds64 + form + b"data" + b"\xff" * 4


def read_wav_header(file: BinaryIO, body: int) -> WavHeader | None:
    """The header of a little-endian RIFF or RF64 at `body`; None when it has no format or no data chunk."""
    total = file.seek(0, os.SEEK_END)
    at = body + 12
    form, long_data = b"", None
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return None
        name, size = head[:4], int.from_bytes(head[4:], "little")
        if name == b"ds64":
            long_data = int.from_bytes(file.read(16)[8:], "little")
        elif name == b"fmt ":
            form = file.read(min(size, 4096))
        elif name == b"data":
            return _judged(file, form, at + 8, size, long_data, total) if len(form) >= 16 else None
        at += 8 + size + (size & 1)
    return None


def _judged(
    file: BinaryIO, form: bytes, start: int, size: int, long_size: int | None, total: int
) -> WavHeader:
    if size == 0xFFFFFFFF and long_size not in (None, 0):
        size = long_size or 0
    left = total - start
    if size == 0 and left and _only_chunks_follow(file, start, total):
        return WavHeader(form, start, 0, 0)
    if size in _STREAMED:
        return WavHeader(form, start, left, None)
    if size >= left:
        return WavHeader(form, start, left, size)
    # The header of a recorder that lost its power is older than its sound: what follows is no chunk.
    really = size if _chunk_follows(file, start + size + (size & 1), total) else left
    return WavHeader(form, start, really, size)


def _chunk_follows(file: BinaryIO, at: int, total: int) -> bool:
    if total - at < 8:
        return True
    file.seek(at)
    head = file.read(8)
    printable = all(0x20 <= byte < 0x7F for byte in head[:4])
    return not any(head) or (printable and at + 8 + int.from_bytes(head[4:], "little") <= total + 1)


def _only_chunks_follow(file: BinaryIO, at: int, total: int) -> bool:
    """To the very end, one behind the other: then there is really no sound."""
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8 or not all(0x20 <= byte < 0x7F for byte in head[:4]):
            return False
        size = int.from_bytes(head[4:], "little")
        at += 8 + size + (size & 1)
        if at >= total:
            return at - total <= size & 1
    return False
