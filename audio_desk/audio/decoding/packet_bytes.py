"""Reads the bytes of many packets at once, for decoders that take several in one piece."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final, cast

import numpy as np
from av.packet import Packet

from audio_desk.audio.decoding.mp4_table import PacketPlaces, read_places
from audio_desk.audio.decoding.packet_feed import AudioPacket, PacketFeed, Places

IN_ONE_PIECE: Final = ("aac",)
"""FFmpeg's decoder reads one packet after the other from what it is given, each to its own end."""
_IN_PAGES: Final = ("vorbis", "opus")
_CAPTURE: Final = b"OggS"
_TABLED: Final = frozenset(("mov", "mp4"))
_COMPARED: Final = 4


class PacketBytes:
    """An open file and the places of its packets."""

    def __init__(self, path: Path, places: Places) -> None:
        """Raises OSError."""
        self._offsets, self._sizes = places
        self._file = path.open("rb", buffering=0)

    def piece(self, index: int, count: int) -> AudioPacket | None:
        """Packets `index` to `index + count` as one; None when they cannot be read."""
        offsets, sizes = self._offsets[index : index + count], self._sizes[index : index + count]
        ends = offsets + sizes
        breaks = np.flatnonzero(offsets[1:] != ends[:-1]) + 1
        pieces = [
            self._read(int(offsets[first]), int(ends[last - 1]))
            for first, last in pairwise([0, *breaks.tolist(), len(offsets)])
        ]
        whole = b"".join(pieces)
        return _packet(whole) if len(whole) == sizes.sum() else None

    def packets(self, index: int, count: int) -> list[AudioPacket] | None:
        """Packets of an Ogg, without the headers of the pages that they run over; None if it cannot be."""
        count = min(count, len(self._sizes) - 1 - index)  # the last one's end is not told by a next one
        if count <= 0:
            return None
        offsets = self._offsets[index : index + count + 1]
        places = (offsets - offsets[0]).tolist()
        raw = self._read(int(offsets[0]), int(offsets[-1]))
        view = memoryview(raw)
        found: list[AudioPacket] = []
        for size, (at, behind) in zip(
            self._sizes[index : index + count].tolist(), pairwise(places), strict=True
        ):
            whole = at + size
            if whole < behind and raw[whole : whole + 4] != _CAPTURE:
                content = memoryview(_without_headers(raw[at:behind], size))
            else:
                content = view[at:whole]
            if len(content) != size:
                return None
            found.append(_packet(content))
        return found

    def close(self) -> None:
        self._file.close()

    def _read(self, start: int, end: int) -> bytes:
        try:
            self._file.seek(start)
            return self._file.read(end - start)
        except OSError:
            return b""


def _packet(content: bytes | memoryview) -> AudioPacket:
    """With zeros behind it: decoders read a little past the end. A packet made of bytes would have none."""
    packet = Packet(len(content))
    packet.update(cast("bytes", content))  # the stub knows no other buffers
    return cast("AudioPacket", packet)


def _without_headers(raw: bytes, size: int) -> bytes:
    """What is left of a packet that runs over pages, where their headers are taken out."""
    content, at = b"", 0
    while len(content) < size:
        header = raw.find(_CAPTURE, at, at + size - len(content) + 1)
        if header < 0:
            return content + raw[at : at + size - len(content)]
        content += raw[at:header]
        at = header + 27 + raw[header + 26]
    return content


def packet_bytes(feed: PacketFeed) -> PacketBytes | None:
    """None where the container's own table was not read, or the codec does not allow it."""
    if feed.places is None or feed.codec not in (*IN_ONE_PIECE, *_IN_PAGES):
        return None
    try:
        return PacketBytes(feed.path, feed.places)
    except OSError:
        return None


def read_stamps(feed: PacketFeed) -> bool:
    """Fill in the feed's stamps from its container's table instead of a scan; False where none is right."""
    try:
        places = _table(feed)
    except OSError:
        return False
    if places is None:
        return False
    feed.stamps = places.stamps
    first = feed.take(0, 1)
    shift = (first[0].pts or 0) - int(places.stamps[0]) if first else 0
    feed.stamps = places.stamps + shift
    feed.seeks_to_start = True
    ends = (0, max(0, len(feed.stamps) - _COMPARED))
    feed.seeks_to_start = all(_is_told(feed, places, at) for at in ends)
    feed.places = (places.offsets, places.sizes) if feed.seeks_to_start else None
    return feed.seeks_to_start


def _table(feed: PacketFeed) -> PacketPlaces | None:
    """Raises OSError."""
    tabled = _TABLED.intersection(feed.format_name.split(","))
    return read_places(feed.path, feed.stream.id) if tabled and feed.whole_file else None


def _is_told(feed: PacketFeed, places: PacketPlaces, first: int) -> bool:
    """Whether FFmpeg gives some packets from `first` on as the table says."""
    shown = [(packet.pos, packet.size, packet.pts) for packet in feed.take(first, _COMPARED)]
    told = [
        column[first : first + _COMPARED].tolist() for column in (places.offsets, places.sizes, feed.stamps)
    ]
    return shown == list(zip(*told, strict=True))
