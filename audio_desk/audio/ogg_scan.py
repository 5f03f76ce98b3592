"""Walks the pages of an Ogg file and tells its links: streams chained one after the other."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_CAPTURE = b"OggS"
_PAGE = 27
_FIRST, _LAST_OF_STREAM = 2, 4
_UNKNOWN = 2**64 - 1


@dataclass(slots=True)
class OggLink:
    """The bytes of one link."""

    start: int
    end: int = 0
    streams: set[int] = field(default_factory=set)
    """Serial numbers; more than one: video, or several tracks."""
    whole: bool = True
    """No page is missing in the middle."""


def scan_ogg(path: Path) -> list[OggLink]:
    """All links of a file, in order. Raises OSError."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _links(data)


def _links(data: mmap.mmap) -> list[OggLink]:
    links: list[OggLink] = []
    numbers: dict[int, int] = {}
    in_heads, expected = False, 0
    for at, end, flags, serial, number in _pages(data):
        if flags & _FIRST:
            if not in_heads:
                links.append(OggLink(at))
                numbers.clear()
            links[-1].streams.add(serial)
        elif links and numbers.get(serial) != number - 1:
            links[-1].whole = False
        in_heads = bool(flags & _FIRST)
        numbers[serial] = number
        if links:
            links[-1].end = end
            links[-1].whole &= at == expected or in_heads
        expected = end
    return links


def _pages(data: mmap.mmap) -> Iterator[tuple[int, int, int, int, int]]:
    """Offset, end, flags, serial number and page number of each whole page."""
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
        yield at, end, head[5], int.from_bytes(head[14:18], "little"), int.from_bytes(head[18:22], "little")
        at = end
