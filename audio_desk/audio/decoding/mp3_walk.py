"""Walks from header to header through one stream of an MP3, many frames at a time where they repeat."""

from __future__ import annotations

import math
import mmap
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.decoding.mp3_frames import FrameHeader, header_at, read_header
from audio_desk.audio.heed import Heed

_AT_ONCE: Final = 4096
"""Frames."""
_SIDE_INFOS: Final = (32, 17, 9)
_WORDS: Final = (b"Xing", b"Info")
_TRIES: Final = 3
"""So often frames are taken to repeat: a stream in which they do not goes frame by frame."""

Integers = NDArray[np.int64]


def walk(data: mmap.mmap, at: int, header: FrameHeader, heed: Heed) -> tuple[int, int]:
    """From header to header as far as they fit, and not past a Xing frame: the end, and how many frames.

    A frame cut off is not counted.
    """
    walker = _Walker(data, header)
    try:
        return _walked(walker, at, heed)
    finally:
        walker.let_go()


def opens_a_part(data: mmap.mmap, at: int) -> bool:
    """Whether a Xing frame begins at `at`."""
    header = header_at(data[at : at + 4], 0)
    if header is None or header.layer != 3:
        return False
    word = at + 4 + header.side_info
    return data[word : word + 4] in _WORDS


def lengths(header: FrameHeader) -> dict[bytes, int]:
    """A frame's length by the first three bytes of its header, for headers of the same kind of stream."""
    found = {}
    for second in range(0xE0, 0x100):
        if (second >> 3 & 3, 4 - (second >> 1 & 3)) == (header.version, header.layer):
            for third in range(256):
                made = read_header(0xFF << 24 | second << 16 | third << 8)
                if made is not None and made.kind == header.kind:
                    found[bytes((0xFF, second, third))] = made.length
    return found


def _walked(walker: _Walker, at: int, heed: Heed) -> tuple[int, int]:
    frames, size = 0, len(walker.data)
    while True:
        places, ended = walker.go_on(at)
        border = walker.first_border(places)
        if border is not None:
            return int(places[border]), frames + border
        at, frames = int(places[-1]), frames + len(places) - 1
        if ended:
            return (at, frames) if at <= size else (int(places[-2]), frames - 1)
        heed(at / size)


class _Walker:
    """Looks at the bytes where they lie; `let_go` before the file is closed."""

    def __init__(self, data: mmap.mmap, header: FrameHeader) -> None:
        self.data = data
        self._content = np.frombuffer(data, np.uint8)
        self._lengths = lengths(header)
        self._table = np.zeros((256, 256), np.int64)
        for (_, second, third), length in self._lengths.items():
            self._table[second, third] = length
        # With a constant bitrate the bytes of padding come back after so many frames.
        self._period = header.rate // math.gcd(header.samples // 8 * header.bitrate, header.rate)
        self._tries = _TRIES if self._period < _AT_ONCE else 0

    def let_go(self) -> None:
        self._content = np.zeros(0, np.uint8)

    def go_on(self, at: int) -> tuple[Integers, bool]:
        """Where frames begin from `at` on, and the last of them ends; whether nothing follows."""
        places, ended = self._one_by_one(at, self._period if self._tries else _AT_ONCE)
        if ended or not self._tries:
            return places, ended
        repeated = self._repeated(places)
        if len(repeated) <= 2 * len(places):
            self._tries -= 1
        return repeated, False

    def first_border(self, places: Integers) -> int | None:
        """The number of the first frame among them that opens a part of its own."""
        found: list[int] = []
        # A frame that ends with the file may be shorter than that, and is no Xing frame then.
        within = places[:-1][places[:-1] < len(self.data) - 64]
        for side_info in _SIDE_INFOS:
            for first, second, *_ in _WORDS:
                like = np.flatnonzero(self._content[within + (4 + side_info)] == first)
                found += like[self._content[within[like] + (5 + side_info)] == second].tolist()
        return next((one for one in sorted(found) if opens_a_part(self.data, int(places[one]))), None)

    def _one_by_one(self, at: int, count: int) -> tuple[Integers, bool]:
        data, length_of, places = self.data, self._lengths.get, [at]
        while len(places) <= count:
            length = length_of(data[at : at + 3])
            if length is None:
                break
            at += length
            places.append(at)
        return np.array(places, np.int64), len(places) <= count or at >= len(data)

    def _repeated(self, places: Integers) -> Integers:
        """Those places again and again, as far as there are such frames."""
        begin, cycle = int(places[0]), int(places[-1] - places[0])
        times = max(1, min((len(self.data) - begin) // cycle, _AT_ONCE // self._period))
        steps = np.arange(times, dtype=np.int64)[:, None] * cycle
        supposed = np.append((places[:-1] + steps).reshape(-1), begin + times * cycle)
        heads = supposed[:-1]
        told = self._table[self._content[heads + 1], self._content[heads + 2]]
        fits = (self._content[heads] == 0xFF) & (told == np.diff(supposed))
        return supposed if fits.all() else supposed[: int(np.argmin(fits)) + 1]
