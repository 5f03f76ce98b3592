"""Walks the pages of an Ogg file and tells its links: streams chained one after the other."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_CAPTURE = b"OggS"
_PAGE = 27
_FIRST = 2


@dataclass(slots=True)
class OggLink:
    """The bytes of one link."""

    start: int
    end: int = 0


def scan_ogg(path: Path) -> list[OggLink]:
    """All links of a file, in order. Raises OSError."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _links(data)


def _links(data: mmap.mmap) -> list[OggLink]:
    links: list[OggLink] = []
    in_heads = False
    for at, end, flags in _pages(data):
        if flags & _FIRST and not in_heads:
            links.append(OggLink(at))
        in_heads = bool(flags & _FIRST)
        if links:
            links[-1].end = end
    return links


def _pages(data: mmap.mmap) -> Iterator[tuple[int, int, int]]:
    """Offset, end and flags of each whole page."""
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
        yield at, end, head[5]
        at = end
