"""Opens what FFmpeg has to decode, and names it."""

from __future__ import annotations

from io import RawIOBase
from pathlib import Path

from audio_desk.audio.info import AudioInfo
from audio_desk.audio.packet_feed import PacketFeed
from audio_desk.audio.packet_layout import PacketLayout, lay_out
from audio_desk.audio.packet_source import PacketSource

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
}


_TELLING = ("wav", "w64", "aiff", "flac", "mp4", "matroska")
"""Formats whose headers say a length; for others FFmpeg guesses one from the bitrate."""


def open_packets(
    path: Path, view: RawIOBase | None, demuxer: str | None, *, container: str, mime_type: str, size: int
) -> PacketSource:
    """Raises av.error.FFmpegError, OSError, or LookupError when it holds no sound that decodes."""
    feed = PacketFeed(path, view, demuxer)
    try:
        layout = lay_out(feed)
    except BaseException:
        feed.close()
        raise
    info = AudioInfo(
        path=path,
        container=_container(container, feed),
        codec=_CODECS.get(feed.codec, feed.codec.upper().replace("_", " ")),
        mime_type=mime_type.replace("audio/", "video/", 1) if feed.has_video else mime_type,
        rate=layout.rate,
        channels=layout.channels,
        frames=layout.frames,
        claimed_frames=_claimed(feed, demuxer, layout),
        size_bytes=size,
    )
    return PacketSource(feed, layout, info)


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
