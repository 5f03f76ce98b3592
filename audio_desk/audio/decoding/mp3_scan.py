"""Counts the frames of an MP3 by walking from header to header, through every part joined in one file."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from audio_desk.audio.decoding.mp3_frames import (
    FrameHeader,
    XingFrame,
    header_at,
    looks_like_mp3,
    read_xing,
)
from audio_desk.audio.decoding.mp3_walk import opens_a_part, walk
from audio_desk.audio.heed import Heed, heedless

_TAG_SEARCH = 64 * 1024


@dataclass(frozen=True, slots=True)
class Mp3Part:
    """One stream: frames that follow each other without a gap."""

    start: int
    """Offset of its first frame of sound, after its Xing frame."""
    end: int
    frames: int
    first: bytes
    """The four bytes of its first frame's header."""
    header: FrameHeader
    xing: XingFrame | None
    whole: bool
    """What follows is another part, a tag or the file's end, and not damage."""

    @property
    def trim(self) -> tuple[int, int]:
        """Samples to leave out at the start and at the end; a part cut short has lost its end."""
        if self.xing is None:
            return 0, 0
        return self.xing.delay, self.xing.padding if self.xing.frames == self.frames else 0

    @property
    def samples(self) -> int:
        """Frames of sound, once trimmed."""
        return max(0, self.frames * self.header.samples - sum(self.trim))


def first_frame(path: Path, body: int) -> tuple[FrameHeader | None, XingFrame | None]:
    """The header at `body`, and what it says if it is a Xing frame. Raises OSError."""
    with path.open("rb") as file:
        file.seek(body)
        head = file.read(2048)
    return header_at(head, 0), read_xing(head)


def scan_mp3(path: Path, body: int, heed: Heed = heedless) -> list[Mp3Part]:
    """All parts of the file from `body` on. Raises OSError."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return list(_parts(data, body, heed))


def _parts(data: mmap.mmap, at: int, heed: Heed) -> Iterator[Mp3Part]:
    while True:
        start = _next_stream(data, at)
        if start is None:
            return
        part = _part(data, start, heed)
        at = max(part.end, start + 4)
        if part.frames:
            yield part


def _part(data: mmap.mmap, start: int, heed: Heed) -> Mp3Part:
    header = header_at(data[start : start + 4], 0)
    assert header is not None
    xing = read_xing(data[start : start + 2048])
    begin = start + (xing.length if xing else 0)
    end, frames = walk(data, begin, header, heed)
    first = data[begin : begin + 4]
    complete = xing is not None and xing.frames == frames
    whole = complete or opens_a_part(data, end) or _ends_well(data, end)
    return Mp3Part(begin, end, frames, first, header, xing, whole)


def _next_stream(data: mmap.mmap, at: int) -> int | None:
    while at < len(data):
        at = _behind_tags(data, at)
        offset = looks_like_mp3(data[at : at + _TAG_SEARCH])
        if offset is not None:
            return at + offset
        at += _TAG_SEARCH // 4
    return None


def _behind_tags(data: mmap.mmap, at: int) -> int:
    """Past an ID3v1, ID3v2 or APE tag that begins at `at`."""
    if data[at : at + 3] == b"TAG":
        return at + 128
    if data[at : at + 3] == b"ID3" and at + 10 <= len(data):
        a, b, c, d = data[at + 6 : at + 10]
        return at + 10 + (a << 21 | b << 14 | c << 7 | d)
    if data[at : at + 8] == b"APETAGEX" and at + 32 <= len(data):
        return at + 32 + int.from_bytes(data[at + 12 : at + 16], "little")
    return at


def _ends_well(data: mmap.mmap, end: int) -> bool:
    if end == len(data):
        return True
    rest = data[end : end + 4096]
    if rest[:3] in (b"TAG", b"ID3") or rest[:8] == b"APETAGEX" or rest[:11] == b"LYRICSBEGIN":
        return True
    # A frame cut off at the file's end, or what is no sound behind it all, loses nothing.
    header = header_at(rest, 0)
    cut_off = header is not None and end + header.length >= len(data)
    return cut_off or _next_stream(data, end) in (end, None)
