"""Opens Ogg by FFmpeg, chained links one after the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path

import av

from audio_desk.audio.decoding.file_view import FileView
from audio_desk.audio.decoding.joined_source import JoinedSource, Part, joined_frames
from audio_desk.audio.decoding.ogg_scan import OggLink, scan_ogg
from audio_desk.audio.decoding.packet_opening import open_packets
from audio_desk.audio.decoding.sniff import Kind
from audio_desk.audio.decoding.stitched_view import StitchedView
from audio_desk.audio.heed import Heed, heedless
from audio_desk.audio.protocol import AudioSource

_MIME = {
    Kind.VORBIS: "audio/ogg",
    Kind.OPUS: "audio/opus",
    Kind.OGG_FLAC: "audio/x-oggflac",
    Kind.OGG_OTHER: "audio/x-ogg",
}


def open_ogg(path: Path, kind: Kind, size: int, heed: Heed = heedless) -> AudioSource | None:
    """None when there is nothing that decodes. Raises OSError."""
    links = scan_ogg(path)
    if len(links) <= 1:
        return _link(path, None, kind, size, links[0] if links else None, heed)
    parts: list[Part] = []
    damage: list[float] = []
    first: AudioSource | None = None
    for number, link in enumerate(links):
        heed(number / len(links))
        opener = partial(_opened, path, link, kind, size)
        source = opener()
        if source is None:
            continue
        with source:
            first = first or source
            before = sum(part.frames / part.rate for part in parts)
            damage += [before + at for at in source.info.damage]
            parts.append(Part(source.info.frames, source.info.rate, _sure(opener)))
    if first is None:
        return None
    info = dataclasses.replace(first.info, frames=joined_frames(parts, first.info.rate), damage=tuple(damage))
    return JoinedSource(parts, info)


def _opened(path: Path, link: OggLink, kind: Kind, size: int) -> AudioSource | None:
    """A link, whatever codec its neighbours have."""
    return _link(path, partial(FileView, path, link.start, link.end), kind, size, link)


def _sure(opener: Callable[[], AudioSource | None]) -> Callable[[], AudioSource]:
    def opened() -> AudioSource:
        source = opener()
        if source is None:
            raise LookupError("a link that opened before does not open any more")
        return source

    return opened


def _link(
    path: Path,
    view: Callable[[], FileView] | None,
    kind: Kind,
    size: int,
    link: OggLink | None,
    heed: Heed = heedless,
) -> AudioSource | None:
    if link is not None and len(link.pieces) > 1:
        # FFmpeg gives up where it finds no page for 64 KB.
        view = partial(StitchedView, path, link.pieces)
    # libsndfile opens Vorbis in no time, but what it seeks is not always where it should be.
    name = "Opus" if kind is Kind.OPUS else "OGG"
    try:
        source = open_packets(
            path, view and view(), "ogg", container=name, mime_type=_MIME[kind], size=size, heed=heed
        )
    except (av.error.FFmpegError, LookupError, ValueError):
        return None
    if link is not None and link.one_page and source.info.codec == "Vorbis":
        source.end_at(link.last_granule)
    if link is not None and link.gap_after is not None and not source.info.damage:
        # FFmpeg lost its stamps, but the pages tell.
        gap = min(max(0, link.gap_after - source.layout.skipped), source.info.frames)
        source.info = dataclasses.replace(source.info, damage=(gap / source.info.rate,))
    if link is not None and link.cut_off and source.info.duration not in source.info.damage:
        damage = (*source.info.damage, source.info.duration)
        source.info = dataclasses.replace(source.info, damage=damage)
    return source
