"""Begins to decode an MP3 near any of its frames: libsndfile itself would walk there from the start."""

from __future__ import annotations

import mmap
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audio_desk.audio.decoding.file_view import FileView
from audio_desk.audio.decoding.mp3_frames import FrameHeader, header_at, make_xing
from audio_desk.audio.decoding.mp3_walk import lengths

_LEAD: Final = 32
"""Frames decoded before the wanted one: they fill the bit reservoir."""
_ALIGNED: Final = 4
"""The decoder's filter is in the same position every four frames: only then it rounds alike."""
_DELAY: Final = 576
DECODER_DELAY: Final = 529
_LOOKED_AT: Final = 64
_CHAIN: Final = 6
_LARGEST_DRIFT: Final = 100
"""Bytes. A frame has some hundred: within so few there is only one that can be meant."""
_STEP: Final = 256

Opened = tuple[int | FileView, int]
"""A descriptor or a view to be decoded, and the frame of sound that comes out first."""


@dataclass(frozen=True, slots=True)
class Mp3Stretch:
    """Frames of one stream that follow each other without a gap."""

    start: int
    end: int
    frames: int
    header: FrameHeader
    skipped: int
    """Samples that the decoder gives before the recording's first."""


class NearMp3:
    """One stretch of a file; called with a frame of sound."""

    def __init__(self, path: Path, stretch: Mp3Stretch) -> None:
        self._path, self._stretch = path, stretch
        self._find: Callable[[mmap.mmap, int], int | None] | None = None

    def __call__(self, wanted: int, *, told: bool) -> Opened | None:
        """See sound_file_source.Near."""
        stretch = self._stretch
        number = (wanted + stretch.skipped) // stretch.header.samples
        number = max(0, number - _LEAD) // _ALIGNED * _ALIGNED
        try:
            with self._path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                self._find = self._find or self._finder(data)
                offset = self._find(data, number)
                first = data[offset : offset + 4] if offset is not None else b""
            return self._open(number, offset, first, told) if offset is not None else None
        except (OSError, ValueError):
            return None

    def _open(self, number: int, offset: int, first: bytes, told: bool) -> Opened:
        """Raises OSError."""
        stretch = self._stretch
        at = number * stretch.header.samples - stretch.skipped
        if told or os.name == "nt":
            left = stretch.frames - number
            head = make_xing(first, stretch.header, left, stretch.end - offset, _DELAY, DECODER_DELAY)
            return FileView(self._path, offset, stretch.end, head), at + _DELAY + DECODER_DELAY
        file = os.open(self._path, os.O_RDONLY)
        os.lseek(file, offset, os.SEEK_SET)
        return file, at

    def _finder(self, data: mmap.mmap) -> Callable[[mmap.mmap, int], int | None]:
        """Frames of one size are found where they must be; others have to be counted."""
        numbers = range(0, self._stretch.frames - _CHAIN, max(1, self._stretch.frames // _LOOKED_AT))
        if all(self._evenly(data, number) is not None for number in numbers):
            return self._evenly
        return _Counted(data, self._stretch).find

    def _evenly(self, data: mmap.mmap, number: int) -> int | None:
        """Where frame `number` begins, if all are of the mean size but for a byte of padding."""
        stretch = self._stretch
        about = stretch.start + (stretch.end - stretch.start) * number // stretch.frames
        begin = max(stretch.start, about - _LARGEST_DRIFT)
        near = data[begin : min(stretch.end, about + _LARGEST_DRIFT)]
        at = near.find(b"\xff")
        while at >= 0:
            if self._chain_fits(data, begin + at):
                return begin + at
            at = near.find(b"\xff", at + 1)
        return None

    def _chain_fits(self, data: mmap.mmap, at: int) -> bool:
        like = self._stretch.header
        for _ in range(_CHAIN):
            header = header_at(data[at : at + 4], 0)
            if header is None or header.kind != like.kind or header.bitrate != like.bitrate:
                return False
            at += header.length
            if at >= self._stretch.end:
                break
        return True


class _Counted:
    """Where every so many frames begin, found by walking from header to header once."""

    def __init__(self, data: mmap.mmap, stretch: Mp3Stretch) -> None:
        self._length = lengths(stretch.header).get
        self._places: list[int] = []
        at: int | None = stretch.start
        while at is not None and at < stretch.end and len(self._places) * _STEP < stretch.frames:
            self._places.append(at)
            at = self._walk(data, at, _STEP)

    def find(self, data: mmap.mmap, number: int) -> int | None:
        place = number // _STEP
        return self._walk(data, self._places[place], number % _STEP) if place < len(self._places) else None

    def _walk(self, data: mmap.mmap, at: int, frames: int) -> int | None:
        length_of = self._length
        for _ in range(frames):
            length = length_of(data[at : at + 3])
            if length is None:
                return None
            at += length
        return at
