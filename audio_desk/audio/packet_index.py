"""Where the packets of a long recording lie, kept in a file: with it the recording opens without a walk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.packet_feed import PacketFeed
from audio_desk.audio.packet_layout import PacketLayout
from audio_desk.audio.packet_source import PacketSource
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.source import open_source


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


def write_index(source: AudioSource, table: Path) -> PacketIndex | None:
    """None when the source needs none, or its packets lie within another file's. Raises OSError."""
    if not isinstance(source, PacketSource) or not source.feed.whole_file:
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
        table, feed.demuxer, layout.skipped, layout.frames, layout.rate, layout.channels, layout.codec
    )


def open_indexed(info: AudioInfo, index: PacketIndex | None) -> AudioSource:
    """The recording that the index was made of, unchanged since. Raises as `open_source` does."""
    if index is None:
        return open_source(info.path, careful=bool(info.damage))
    try:
        stamps, starts, *places = np.load(index.table, mmap_mode="r")
        feed = PacketFeed(info.path, None, index.demuxer)
    except (OSError, ValueError, LookupError, av.error.FFmpegError):
        return open_source(info.path)
    feed.stamps = stamps[:-1]
    if places:
        feed.places = places[0][:-1], places[1][:-1]
    layout = PacketLayout(starts, index.skipped, index.frames, index.rate, index.channels, index.codec)
    return PacketSource(feed, layout, info)
