"""Where the packets of a long recording lie, kept in a file: with it the recording opens without a walk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

import numpy as np

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.source import open_source

if TYPE_CHECKING:
    from audio_desk.audio.decoding.packet_feed import Coding, PacketFeed
    from audio_desk.audio.decoding.packet_source import PacketSource


@dataclass(frozen=True, slots=True)
class PacketIndex:
    """A small value for the table in the file `table`: rows of int64, each packet's stamp and start.

    Where the container told it, also where in the file each lies and its size.
    """

    table: Path
    demuxer: str | None
    skipped: int
    frames: int
    rate: int
    channels: int
    codec: str
    extradata: str
    """What the decoder has to know beforehand, in hexadecimal."""
    coded_rate: int
    layout: str
    """The channels, in FFmpeg's words."""


def write_index(source: AudioSource, table: Path) -> PacketIndex | None:
    """None when the source needs none, or its packets lie within another file's. Raises OSError."""
    if not _has_packets(source) or not source.feed.whole_file:
        return None
    layout = source.layout
    stamps = np.append(source.feed.stamps, 0)
    if len(stamps) != len(layout.starts):
        return None
    feed = source.feed
    places = [np.append(column, 0) for column in feed.places or ()]
    with table.open("wb") as file:
        np.save(file, np.stack([stamps, layout.starts, *places]))
    return PacketIndex(
        table=table,
        demuxer=feed.demuxer,
        skipped=layout.skipped,
        frames=layout.frames,
        rate=layout.rate,
        channels=layout.channels,
        codec=layout.codec,
        extradata=feed.coding.extradata.hex(),
        coded_rate=feed.coding.rate,
        layout=feed.coding.layout.name,
    )


def open_indexed(info: AudioInfo, index: PacketIndex | None) -> AudioSource:
    """The recording that the index was made of, unchanged since. Raises as `open_source` does."""
    if index is None:
        return open_source(info.path, careful=bool(info.damage))
    # It loads FFmpeg, which other recordings do without.
    from av.error import FFmpegError

    try:
        return _opened(info, index)
    except (OSError, ValueError, LookupError, FFmpegError):
        return open_source(info.path)


def _has_packets(source: AudioSource) -> TypeGuard[PacketSource]:
    """Without loading FFmpeg to ask."""
    return hasattr(source, "feed")


def _opened(info: AudioInfo, index: PacketIndex) -> PacketSource:
    from audio_desk.audio.decoding.packet_layout import PacketLayout
    from audio_desk.audio.decoding.packet_source import PacketSource

    # A bare view: memmap's own class makes every slice of it slower.
    stamps, starts, *places = np.load(index.table, mmap_mode="r").view(np.ndarray)
    feed = _feed(info.path, index, placed=bool(places))
    feed.stamps = stamps[:-1]
    if places:
        feed.places = places[0][:-1], places[1][:-1]
    layout = PacketLayout(starts, index.skipped, index.frames, index.rate, index.channels, index.codec)
    return PacketSource(feed, layout, info)


def _feed(path: Path, index: PacketIndex, *, placed: bool) -> PacketFeed:
    """Where the packets' places are known FFmpeg need not open the file, which takes it long."""
    from audio_desk.audio.decoding.packet_feed import PacketFeed

    if not placed:
        return PacketFeed(path, None, index.demuxer)
    with path.open("rb"):
        return PacketFeed(path, None, index.demuxer, _coding(index))


def _coding(index: PacketIndex) -> Coding:
    """Raises ValueError."""
    from av.audio.layout import AudioLayout

    from audio_desk.audio.decoding.packet_feed import Coding

    extradata = bytes.fromhex(index.extradata)
    return Coding(index.codec, extradata, index.coded_rate, AudioLayout(index.layout))
