"""Where the packets of an Ogg lie and how many frames each holds, from its pages: no packet is taken out."""

from __future__ import annotations

import mmap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.decoding.crc import ogg_page_is_whole
from audio_desk.audio.heed import Heed, heedless

_PAGE: Final = np.dtype(
    [
        ("magic", "S4"),
        ("version", "u1"),
        ("flags", "u1"),
        ("granule", "<i8"),
        ("serial", "<u4"),
        ("number", "<u4"),
        ("checksum", "<u4"),
        ("segments", "u1"),
    ]
)
_OPUS_SILK: Final = np.array([480, 960, 1920, 2880])
_OPUS_HYBRID: Final = np.array([480, 960])
_OPUS_CELT: Final = np.array([120, 240, 480, 960])

_HEEDED: Final = 0xFFF
"""Between two calls of `heed` lie so many pages and one more."""

Integers = NDArray[np.int64]
Bytes = NDArray[np.uint8]
FramesOf = Callable[[Bytes, Bytes], Integers]
"""Tells the frames of all packets by their first two bytes."""


@dataclass(frozen=True, slots=True)
class OggPackets:
    """The packets of sound of one stream that has its file for itself, in order; none of them is empty."""

    offsets: Integers
    """Of its first byte in the file."""
    sizes: Integers
    """In bytes, without the headers of pages that it runs over."""
    frames: Integers
    """As each packet says."""
    stamps: Integers
    """Where each begins, by the granules of the pages."""


def read_packets(path: Path, frames_of: FramesOf, heads: int, heed: Heed = heedless) -> OggPackets | None:
    """None where pages are damaged, missing, or of several streams. The first `heads` packets hold no sound.

    Raises OSError.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        found = _pages(data, heed)
        if found is None:
            return None
        pages, lacing = found
        offsets, sizes, last_page = _packets(pages, lacing)
        offsets, sizes, last_page = offsets[heads:], sizes[heads:], last_page[heads:]
        there = sizes > 0
        offsets, sizes, last_page = offsets[there], sizes[there], last_page[there]
        if not len(sizes):
            return None
        content = np.frombuffer(data, np.uint8)
        first, second = content[offsets], content[np.minimum(offsets + 1, len(content) - 1)]
        del content
    frames = frames_of(first, second)
    return OggPackets(offsets, sizes, frames, _stamps(frames, last_page, pages["granule"]))


def _pages(data: mmap.mmap, heed: Heed) -> tuple[NDArray[np.void], Bytes] | None:
    """All headers, and all tables of segments behind each other."""
    headers: list[bytes] = []
    tables: list[bytes] = []
    at, size = 0, len(data)
    while at < size:
        header = data[at : at + 27]
        if header[:4] != b"OggS" or len(header) < 27:
            return None
        table = data[at + 27 : at + 27 + header[26]]
        headers.append(header)
        tables.append(table)
        end = at + 27 + header[26] + sum(table)
        # FFmpeg leaves out pages that are not.
        if not ogg_page_is_whole(data[at:end]):
            return None
        at = end
        if not len(headers) & _HEEDED:
            heed(min(1.0, at / size))
    pages = np.frombuffer(b"".join(headers), _PAGE)
    numbers = pages["number"].astype(np.int64)
    alone = bool((pages["serial"] == pages["serial"][:1]).all() and (np.diff(numbers) == 1).all())
    return (pages, np.frombuffer(b"".join(tables), np.uint8)) if at == size and alone else None


def _packets(pages: NDArray[np.void], lacing: Bytes) -> tuple[Integers, Integers, Integers]:
    """Offset of the first byte, size, and the page it ends in, of every whole packet."""
    segments = pages["segments"].astype(np.int64)
    page_of = np.repeat(np.arange(len(pages)), segments)
    behind = np.cumsum(lacing, dtype=np.int64)
    # Where each page's content begins: among all contents, and in the file.
    content = np.concatenate([[0], np.cumsum(np.bincount(page_of, lacing, len(pages)))[:-1]]).astype(np.int64)
    begin = content + np.cumsum(27 + segments)
    last = np.flatnonzero(lacing < 255)
    first = np.concatenate([[0], last[:-1] + 1])
    ends = behind[last]
    starts = np.concatenate([[0], ends[:-1]])
    pages_begun = page_of[first]
    return begin[pages_begun] + starts - content[pages_begun], ends - starts, page_of[last]


def _stamps(frames: Integers, last_page: Integers, granules: Integers) -> Integers:
    """Where packets begin by the granule of the page they end in; the last page may leave out some sound."""
    behind = np.cumsum(frames)
    final = np.flatnonzero(np.diff(last_page, append=-1) != 0)
    ahead = behind[final] - granules[last_page[final]]
    if len(ahead) > 1:
        ahead[-1] = ahead[-2]
    stamps = behind - frames - np.repeat(ahead, np.diff(final, prepend=-1))
    # They are searched: none may go back.
    count = np.arange(len(stamps))
    return np.asarray(np.maximum.accumulate(stamps - count) + count, np.int64)


def opus_frames(first: Bytes, second: Bytes) -> Integers:
    """At 48 kHz (RFC 6716, 3.1)."""
    config, code = (first >> 3).astype(np.int64), first & 3
    size = np.where(
        config < 12,
        _OPUS_SILK[config & 3],
        np.where(config < 16, _OPUS_HYBRID[config & 1], _OPUS_CELT[config & 3]),
    )
    return np.asarray(size * np.choose(code, [1, 2, 2, second & 63]), np.int64)


def vorbis_frames(short: int, long: int) -> FramesOf:
    """For blocks of these sizes: a packet gives what its block and the one before have in common."""

    def frames(first: Bytes, _second: Bytes) -> Integers:
        block = np.where(first & 2, long, short).astype(np.int64)
        return (np.concatenate([[short], block[:-1]]) + block) // 4

    return frames
