"""Lays out an Ogg's packets by its pages, checked against what FFmpeg takes out here and there."""

from __future__ import annotations

from typing import Final

import av
import numpy as np
from numpy.typing import NDArray

from audio_desk.audio.decoding.ogg_table import FramesOf, opus_frames, read_packets, vorbis_frames
from audio_desk.audio.decoding.packet_feed import PacketFeed
from audio_desk.audio.decoding.packet_sizes import vorbis_blocks
from audio_desk.audio.heed import Heed

_PROBES: Final = 8
_COMPARED: Final = 16


def read_frames(feed: PacketFeed, heed: Heed) -> NDArray[np.int64] | None:
    """The frames of every packet, and the feed's stamps filled in; None where only a scan can tell."""
    teller = _teller(feed) if feed.whole_file and feed.format_name == "ogg" else None
    if teller is None:
        return None
    try:
        found = read_packets(feed.path, *teller, heed)
    except (OSError, ValueError):
        return None
    if found is None:
        return None
    feed.stamps = found.stamps
    first = feed.take(0, 1)
    if not first or first[0].pts is None:
        return None
    feed.stamps = found.stamps + (first[0].pts - int(found.stamps[0]))
    places = np.linspace(0, max(0, len(found.sizes) - _COMPARED), _PROBES).astype(int).tolist()
    if not all(_is_told(feed, found.sizes, at) for at in places):
        return None
    feed.places = (found.offsets, found.sizes)
    return found.frames


def _teller(feed: PacketFeed) -> tuple[FramesOf, int] | None:
    """What tells a packet's frames, and how many packets come before the sound."""
    if feed.codec == "opus":
        return opus_frames, 2
    blocks = vorbis_blocks(feed.stream.codec_context.extradata or b"") if feed.codec == "vorbis" else None
    return (vorbis_frames(*blocks), 3) if blocks is not None else None


def _is_told(feed: PacketFeed, sizes: NDArray[np.int64], first: int) -> bool:
    """Whether FFmpeg gives the same packets from `first` on."""
    try:
        shown = feed.take(first, _COMPARED)
    except (av.error.FFmpegError, OSError):
        return False
    stamps = feed.stamps[first : first + _COMPARED].tolist()
    # FFmpeg stamps a short block of Vorbis behind a long one a little later.
    alike = sum(packet.pts == stamp for packet, stamp in zip(shown, stamps, strict=False))
    told: list[int] = sizes[first : first + _COMPARED].tolist()
    return alike > 0 and [packet.size for packet in shown] == told
