"""How long a FLAC really is: its last whole frame knows, whatever the header says."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from audio_desk.audio.decoding.crc import crc8, crc16, crc16_fits_somewhere

_TAIL_BYTES = 1 << 20
_REMEMBERED = 16
_STREAMINFO_END = 4 + 4 + 34
_BLOCK_SIZES = {1: 192, 2: 576, 3: 1152, 4: 2304, 5: 4608} | {8 + i: 256 << i for i in range(8)}


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """FLAC's own header."""

    block_size: int
    """The smallest; all but the last frame's when block sizes are fixed."""
    rate: int
    channels: int
    bits: int
    frames: int | None
    """None when the encoder did not know."""
    raw: bytes
    """The bytes up to the end of STREAMINFO."""

    def with_frames(self, frames: int) -> bytes:
        """`raw` with another length."""
        raw = bytearray(self.raw)
        packed = int.from_bytes(raw[18:26], "big") >> 36 << 36 | frames
        raw[18:26] = packed.to_bytes(8, "big")
        return bytes(raw)


@dataclass(frozen=True, slots=True)
class _Frame:
    offset: int
    start: int
    size: int
    """Frames of sound."""


def read_stream_info(file: BinaryIO, body: int) -> StreamInfo | None:
    """The header of a FLAC that begins at `body`, or None."""
    file.seek(body)
    raw = file.read(_STREAMINFO_END)
    if len(raw) < _STREAMINFO_END or raw[:4] != b"fLaC" or raw[4] & 0x7F != 0:
        return None
    packed = int.from_bytes(raw[18:26], "big")
    return StreamInfo(
        block_size=int.from_bytes(raw[8:10], "big"),
        rate=packed >> 44,
        channels=(packed >> 41 & 7) + 1,
        bits=(packed >> 36 & 31) + 1,
        frames=packed & (1 << 36) - 1 or None,
        raw=raw,
    )


def true_frames(file: BinaryIO, info: StreamInfo, start: int = 0, end: int | None = None) -> int | None:
    """Where the last whole frame between those bytes ends; None when the tail does not tell."""
    size = file.seek(0, os.SEEK_END) if end is None else end
    begin = max(start, size - _TAIL_BYTES)
    file.seek(begin)
    tail = file.read(size - begin)
    if tail[-128:-125] == b"TAG":
        tail = tail[:-128]
    later: deque[_Frame] = deque(maxlen=_REMEMBERED)
    for frame in _frames_backward(tail, info):
        if not later and crc16(tail[frame.offset :]) == 0:
            return frame.start + frame.size
        for next_one in later:
            # A frame that ends where the next begins, in bytes and in time: no chance likeness.
            fits = frame.start + frame.size == next_one.start
            if fits and crc16(tail[frame.offset : next_one.offset]) == 0:
                return _end_behind(tail, next_one, info)
        later.append(frame)
    return None


def first_frame_number(data: bytes, info: StreamInfo) -> int | None:
    """At which frame of sound the first block in these bytes begins, as far as a block's head can tell."""
    at = -1
    while (at := data.find(b"\xff", at + 1)) >= 0:
        if data[at + 1 : at + 2] in (b"\xf8", b"\xf9"):
            frame = _frame_at(data, at, info)
            if frame is not None:
                return frame.start
    return None


def _end_behind(tail: bytes, last: _Frame, info: StreamInfo) -> int:
    """Where the sound ends: the last frame whose header fits may be whole, with something behind it."""
    end = last.start + last.size
    return end if end == info.frames and crc16_fits_somewhere(tail[last.offset :]) else last.start


def _frames_backward(tail: bytes, info: StreamInfo) -> Iterator[_Frame]:
    at = len(tail)
    while (at := tail.rfind(b"\xff", 0, at)) >= 0:
        if tail[at + 1 : at + 2] in (b"\xf8", b"\xf9"):
            frame = _frame_at(tail, at, info)
            if frame is not None:
                yield frame


def _frame_at(tail: bytes, at: int, info: StreamInfo) -> _Frame | None:
    head = tail[at : at + 16]
    if len(head) < 6:
        return None
    number, used = _coded_number(head, 4)
    size_code, rate_code = head[2] >> 4, head[2] & 15
    extra_size = {6: 1, 7: 2}.get(size_code, 0)
    extra_rate = {12: 1, 13: 2, 14: 2}.get(rate_code, 0)
    end = 4 + used + extra_size + extra_rate + 1
    if not used or size_code == 0 or len(head) < end or crc8(head[:end]):
        return None
    if extra_size:
        size = int.from_bytes(head[4 + used : 4 + used + extra_size], "big") + 1
    else:
        size = _BLOCK_SIZES[size_code]
    fixed = head[1] == 0xF8
    return _Frame(at, number * info.block_size if fixed else number, size)


def _coded_number(head: bytes, at: int) -> tuple[int, int]:
    """A number in FLAC's stretched UTF-8, and its length; length 0 when it is none."""
    first = head[at]
    if first < 0x80:
        return first, 1
    length = 8 - (first ^ 0xFF).bit_length()
    if length < 2 or length > 7 or len(head) < at + length:
        return 0, 0
    value = first & (0x7F >> length)
    for byte in head[at + 1 : at + length]:
        if byte & 0xC0 != 0x80:
            return 0, 0
        value = value << 6 | byte & 0x3F
    return value, length
