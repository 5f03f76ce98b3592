"""Opens what FFmpeg has to decode, and names it."""

from __future__ import annotations

import re
from io import RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from audio_desk.audio.heed import Heed, heedless
from audio_desk.audio.info import AudioInfo

if TYPE_CHECKING:
    from audio_desk.audio.decoding.packet_feed import PacketFeed
    from audio_desk.audio.decoding.packet_layout import PacketLayout
    from audio_desk.audio.decoding.packet_source import PacketSource

_CODECS = {
    "aac": "AAC",
    "mp3float": "MP3",
    "mp3": "MP3",
    "mp2float": "MP2",
    "opus": "Opus",
    "vorbis": "Vorbis",
    "alac": "ALAC",
    "flac": "FLAC",
    "ac3": "AC-3",
    "eac3": "E-AC-3",
    "amrnb": "AMR",
    "amrwb": "AMR-WB",
    "pcm_alaw": "A-law",
    "pcm_mulaw": "mu-law",
}
_PCM: Final = re.compile(r"pcm_([suf])(\d+)(?:[lb]e)?(?:_planar)?")


_TELLING = ("wav", "w64", "aiff", "flac", "mp4", "matroska")
"""Formats whose headers say a length; for others FFmpeg guesses one from the bitrate."""

_GAPLESS = ("ogg", "matroska")
"""Here every packet's stamp counts what came before; the gaps of a camera's MP4 are no damage."""
_GAP_SECONDS = 0.05


def open_packets(
    path: Path,
    view: RawIOBase | None,
    demuxer: str | None,
    *,
    container: str,
    mime_type: str,
    size: int,
    heed: Heed = heedless,
) -> PacketSource:
    """Raises av.error.FFmpegError, OSError, or LookupError when it holds no sound that decodes."""
    # Only here: FFmpeg takes a tenth of a second to load, and most recordings do without.
    from audio_desk.audio.decoding.packet_feed import PacketFeed
    from audio_desk.audio.decoding.packet_layout import lay_out
    from audio_desk.audio.decoding.packet_source import PacketSource

    feed = PacketFeed(path, view, demuxer)
    try:
        layout = lay_out(feed, heed)
    except BaseException:
        feed.close()
        raise
    info = AudioInfo(
        path=path,
        container=_container(container, feed),
        codec=_codec_name(feed.codec),
        mime_type=mime_type.replace("audio/", "video/", 1) if feed.has_video else mime_type,
        rate=layout.rate,
        channels=layout.channels,
        frames=layout.frames,
        claimed_frames=_claimed(feed, demuxer, layout),
        size_bytes=size,
        damage=_damage(feed, layout),
    )
    return PacketSource(feed, layout, info)


def _damage(feed: PacketFeed, layout: PacketLayout) -> tuple[float, ...]:
    """Where packets are missing between others, by their stamps, and an end that could not be read."""
    places: list[float] = []
    if feed.format_name.split(",")[0] in _GAPLESS and feed.stream.time_base is not None:
        step = float(feed.stream.time_base)
        lost = np.diff(feed.stamps * step) - np.diff(layout.starts[:-1]) / layout.rate
        # The first packets of Vorbis are stamped as if they held nothing.
        behind = layout.starts[1:-1][lost > _GAP_SECONDS] - layout.skipped
        places = [max(0, int(at)) / layout.rate for at in behind]
    if feed.ends_broken:
        places.append(layout.frames / layout.rate)
    return tuple(places)


def _codec_name(codec: str) -> str:
    """FFmpeg's words as people say them, and as libsndfile's are said."""
    pcm = _PCM.fullmatch(codec)
    if pcm is not None:
        return f"PCM {pcm[2]}-bit{' float' * (pcm[1] == 'f')}"
    return _CODECS.get(codec, codec.upper().replace("_", " "))


def _container(known: str, feed: PacketFeed) -> str:
    if known == "M4A" and feed.has_video:
        return "MP4"
    return known or feed.format_name.split(",")[0].upper()


def _claimed(feed: PacketFeed, demuxer: str | None, layout: PacketLayout) -> int | None:
    if demuxer not in _TELLING:
        return None
    seconds = feed.claimed_seconds
    if seconds is None:
        return None
    return round(seconds * layout.rate)
