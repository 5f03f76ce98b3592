"""Walks the pages of an Ogg file and tells its links: streams chained one after the other."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_CAPTURE = b"OggS"
_PAGE = 27
_FIRST, _LAST = 2, 4


@dataclass(slots=True)
class OggLink:
    """The bytes of one link."""

    start: int
    end: int = 0
    first_granule: int = 0
    """Where the first page that ends a packet of sound ends, in frames; 0 when there is none."""
    last_granule: int = 0

    pieces: list[tuple[int, int]] = field(default_factory=list)
    """Its bytes without what lies between its pages and is none; more than one when it is damaged."""
    gap_after: int | None = None
    """The granule before the first place where pages are missing; None when none are."""
    cut_off: bool = False
    """It ends in a broken page, without having said that it ends."""

    @property
    def one_page(self) -> bool:
        """All the sound is in one page: FFmpeg then takes its end for its beginning."""
        return self.first_granule == self.last_granule


def scan_ogg(path: Path) -> list[OggLink]:
    """All links of a file, in order. Raises OSError."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _links(data)


def _links(data: mmap.mmap) -> list[OggLink]:
    links: list[OggLink] = []
    in_heads, flags = False, _LAST
    for at, end, flags, granule in _pages(data):
        if flags & _FIRST and not in_heads:
            links.append(OggLink(at))
        in_heads = bool(flags & _FIRST)
        if links:
            links[-1].end = end
            pieces = links[-1].pieces
            if pieces and pieces[-1][1] == at:
                pieces[-1] = (pieces[-1][0], end)
            else:
                if pieces and links[-1].gap_after is None:
                    links[-1].gap_after = links[-1].last_granule
                pieces.append((at, end))
            if granule > 0:
                links[-1].first_granule = links[-1].first_granule or granule
                links[-1].last_granule = granule
    if links:
        links[-1].cut_off = not flags & _LAST and links[-1].end < len(data)
    return links


def _pages(data: mmap.mmap) -> Iterator[tuple[int, int, int, int]]:
    """Offset, end, flags and granule of each whole page."""
    at, size = data.find(_CAPTURE), len(data)
    while 0 <= at <= size - _PAGE:
        head = data[at : at + _PAGE + 255]
        if head[:4] != _CAPTURE:
            at = data.find(_CAPTURE, at + 1)
            continue
        count = head[26]
        end = at + _PAGE + count + sum(head[_PAGE : _PAGE + count])
        if end > size:
            return
        yield at, end, head[5], int.from_bytes(head[6:14], "little", signed=True)
        at = end
