"""Opens bare AAC (ADTS) by FFmpeg, and tells where frames are missing."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from audio_desk.audio.decoding.adts_scan import damaged_frames
from audio_desk.audio.decoding.packet_opening import open_packets
from audio_desk.audio.heed import Heed

if TYPE_CHECKING:
    from audio_desk.audio.decoding.packet_source import PacketSource


def open_aac(path: Path, body: int, size: int, heed: Heed) -> PacketSource:
    """Raises OSError, or as `open_packets` does."""
    source = open_packets(path, None, "aac", container="AAC", mime_type="audio/aac", size=size, heed=heed)
    starts, info = source.layout.starts, source.info
    places = [
        min(max(0, int(starts[min(frames, len(starts) - 1)]) - source.layout.skipped), info.frames)
        for frames in damaged_frames(path, body)
    ]
    seconds = tuple(place / info.rate for place in places)
    source.info = dataclasses.replace(info, damage=tuple(sorted({*info.damage, *seconds})))
    return source
