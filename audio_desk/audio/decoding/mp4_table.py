"""Where the packets of a track lie in an MP4, by its own tables: FFmpeg would have to be asked for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

_LARGEST: Final = 2**28
"""Bytes of a table that is read: a hundred hours take 62 MB."""
_MOST_PACKETS: Final = 2**25
_TO_THE_TABLES: Final = (b"mdia", b"minf", b"stbl")
FULL_BOX: Final = 4
"""A version and flags come before the fields of a box."""

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class PacketPlaces:
    """Of each packet, in order."""

    offsets: Integers
    """Bytes from the file's start."""
    sizes: Integers
    stamps: Integers
    """In the track's own unit, from 0."""

    def ends_of(self, first: int, count: int) -> Integers:
        """Where the bytes of packets `first` to `first + count` end."""
        return self.offsets[first : first + count] + self.sizes[first : first + count]


def read_places(path: Path, track: int) -> PacketPlaces | None:
    """None where the tables do not tell it all, or cannot be right. Raises OSError."""
    with path.open("rb") as file:
        moov = moov_of(file)
        size = path.stat().st_size
    boxes = list(boxes_in(moov))
    if any(kind == b"mvex" for kind, _ in boxes):
        return None  # the rest of the table is spread over the file
    for kind, box in boxes:
        if kind == b"trak" and _track_id(box) == track:
            try:
                places = _places(tables_of(box))
            except (KeyError, ValueError, IndexError):
                return None
            return places if places is not None and _fits(places, size) else None
    return None


def _fits(places: PacketPlaces, size: int) -> bool:
    count = len(places.sizes)
    return count > 0 and int(places.sizes.min()) > 0 and int(places.ends_of(0, count).max()) <= size


def moov_of(file: BinaryIO) -> memoryview:
    at = 0
    while len(head := file.read(16)) >= 8:
        size, kind, body = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, body = int.from_bytes(head[8:16], "big"), 16
        if kind == b"moov" and size <= _LARGEST:
            file.seek(at + body)
            return memoryview(file.read(max(0, size - body)))
        if size < 8:
            break
        at += size
        file.seek(at)
    return memoryview(b"")


def boxes_in(data: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    """Kind and content of each box in `data`."""
    at = 0
    while at + 8 <= len(data):
        size, body = int.from_bytes(data[at : at + 4], "big"), 8
        if size == 1:
            size, body = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if size < body:
            return
        yield bytes(data[at + 4 : at + 8]), data[at + body : at + size]
        at += size


def _track_id(track: memoryview) -> int:
    head = dict(boxes_in(track)).get(b"tkhd", memoryview(b""))
    at = 20 if len(head) and head[0] == 1 else 12
    return int.from_bytes(head[at : at + 4], "big")


def tables_of(track: memoryview) -> dict[bytes, memoryview]:
    """Raises KeyError."""
    for kind in _TO_THE_TABLES:
        track = dict(boxes_in(track))[kind]
    return dict(boxes_in(track))


def _places(tables: dict[bytes, memoryview]) -> PacketPlaces | None:
    """Raises KeyError, ValueError or IndexError where a table is missing or broken."""
    sizes = _sizes(tables[b"stsz"])
    chunks = (
        columns_of(tables[b"stco"], ">u4")[0] if b"stco" in tables else columns_of(tables[b"co64"], ">u8")[0]
    )
    first, per_chunk, description = columns_of(tables[b"stsc"], ">u4", 3)
    counts, steps = columns_of(tables[b"stts"], ">u4", 2)
    if counts.sum() != len(sizes) or first.max() > len(chunks):
        return None
    in_chunk = np.repeat(per_chunk, np.diff(first, append=len(chunks) + 1))
    if len(sizes) != in_chunk.sum() or len(set(description.tolist())) != 1:
        return None
    before = np.cumsum(sizes) - sizes
    begins = np.cumsum(in_chunk) - in_chunk
    chunks, begins = chunks[in_chunk > 0], begins[in_chunk > 0]
    offsets = before + np.repeat(chunks - before[begins], in_chunk[in_chunk > 0])
    step = np.repeat(steps, counts)
    return PacketPlaces(offsets, sizes, np.cumsum(step) - step)


def chunk_offsets(tables: dict[bytes, memoryview]) -> Integers:
    """Raises KeyError or ValueError."""
    wide = b"stco" not in tables
    offsets: Integers = columns_of(tables[b"co64" if wide else b"stco"], ">u8" if wide else ">u4")[0]
    return offsets


def _sizes(box: memoryview) -> Integers:
    same, count = (int.from_bytes(box[at : at + 4], "big") for at in (FULL_BOX, FULL_BOX + 4))
    if count > _MOST_PACKETS:
        raise ValueError("more packets than any decoder wants: single samples of PCM")
    if same:
        return np.full(count, same, np.int64)
    return np.frombuffer(box, ">u4", count, FULL_BOX + 8).astype(np.int64)


def columns_of(box: memoryview, kind: str, columns: int = 1) -> Integers:
    """A table's columns."""
    count = int.from_bytes(box[FULL_BOX : FULL_BOX + 4], "big")
    table = np.frombuffer(box, kind, count * columns, FULL_BOX + 4)
    return table.reshape(count, columns).T.astype(np.int64)
