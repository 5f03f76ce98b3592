"""Reads the bytes of many packets at once, for decoders that take several in one piece."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Final, cast

import numpy as np
from av.packet import Packet

from audio_desk.audio.mp4_table import PacketPlaces, read_places
from audio_desk.audio.packet_feed import AudioPacket, PacketFeed

_IN_ONE_PIECE: Final = ("aac",)
"""FFmpeg's decoder reads one packet after the other from what it is given, each to its own end."""
_TABLED: Final = frozenset(("mov", "mp4"))
_COMPARED: Final = 4


class PacketBytes:
    """An open file and the places of its packets."""

    def __init__(self, path: Path, places: PacketPlaces) -> None:
        """Raises OSError."""
        self._places = places
        self._file = path.open("rb", buffering=0)

    def piece(self, index: int, count: int) -> AudioPacket | None:
        """Packets `index` to `index + count` as one; None when they cannot be read."""
        offsets, ends = self._places.offsets[index : index + count], self._places.ends_of(index, count)
        breaks = np.flatnonzero(offsets[1:] != ends[:-1]) + 1
        pieces = [
            self._read(int(offsets[first]), int(ends[last - 1]))
            for first, last in pairwise([0, *breaks.tolist(), len(offsets)])
        ]
        whole = b"".join(pieces)
        return cast("AudioPacket", Packet(whole)) if len(whole) == (ends - offsets).sum() else None

    def close(self) -> None:
        self._file.close()

    def _read(self, start: int, end: int) -> bytes:
        try:
            self._file.seek(start)
            return self._file.read(end - start)
        except OSError:
            return b""


def packet_bytes(feed: PacketFeed) -> PacketBytes | None:
    """For a feed whose stamps are known; None unless its codec and its container's table allow it."""
    if feed.codec not in _IN_ONE_PIECE:
        return None
    try:
        places = _table(feed)
        if places is None or len(places.stamps) != len(feed.stamps):
            return None
        told = places.stamps + (feed.stamps[0] - places.stamps[0])
        return PacketBytes(feed.path, places) if np.array_equal(told, feed.stamps) else None
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
