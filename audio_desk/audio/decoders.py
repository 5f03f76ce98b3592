"""Chooses the decoder for a file by what it holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import soundfile

from audio_desk.audio.mp3_opening import open_mp3
from audio_desk.audio.packet_opening import open_packets
from audio_desk.audio.packet_source import PacketSource
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.sniff import Kind, Sniffed, sniff
from audio_desk.audio.sound_file_source import SoundFileSource, open_sound_file
from audio_desk.errors import AudioEmpty, AudioUnreadable, AudioUnsupported

_MIME = {
    Kind.WAV: "audio/wav",
    Kind.RF64: "audio/x-rf64",
    Kind.W64: "audio/x-w64",
    Kind.AIFF: "audio/aiff",
    Kind.FLAC: "audio/flac",
    Kind.VORBIS: "audio/ogg",
    Kind.OPUS: "audio/opus",
    Kind.OGG_FLAC: "audio/x-oggflac",
    Kind.MP3: "audio/mp3",
    Kind.AAC: "audio/aac",
    Kind.MP4: "audio/mp4",
    Kind.MATROSKA: "audio/x-matroska",
}
_DEMUXERS = {
    Kind.WAV: "wav",
    Kind.RF64: "wav",
    Kind.W64: "w64",
    Kind.AIFF: "aiff",
    Kind.FLAC: "flac",
    Kind.VORBIS: "ogg",
    Kind.OPUS: "ogg",
    Kind.OGG_FLAC: "ogg",
    Kind.OGG_OTHER: "ogg",
    Kind.MP3: "mp3",
    Kind.AAC: "aac",
    Kind.MP4: "mp4",
    Kind.MATROSKA: "matroska",
}
_BY_LIBSNDFILE = (Kind.WAV, Kind.RF64, Kind.W64, Kind.AIFF, Kind.FLAC, Kind.VORBIS, Kind.OTHER)


def decoder_for(path: Path, size: int) -> AudioSource:
    """The open recording. Raises AudioEmpty, AudioUnreadable or AudioUnsupported."""
    try:
        with path.open("rb") as file:
            sniffed = sniff(file, size)
    except OSError as error:
        raise AudioUnreadable(path, error.strerror or str(error)) from error
    if sniffed.kind is Kind.NONE:
        raise AudioUnsupported(path)
    openers: list[Callable[[], AudioSource | None]] = []
    if sniffed.kind is Kind.MP3:
        openers.append(lambda: open_mp3(path, sniffed.body, size))
    if sniffed.kind in _BY_LIBSNDFILE:
        openers.append(lambda: _sound_file(path, sniffed, size))
    openers.append(lambda: _packets(path, sniffed, size))
    for opener in openers:
        source = opener()
        if source is not None:
            return source
    raise AudioUnsupported(path)


def _sound_file(path: Path, sniffed: Sniffed, size: int) -> SoundFileSource | None:
    try:
        source = open_sound_file(
            path,
            None,
            container=str(sniffed.kind),
            mime_type=_MIME.get(sniffed.kind, "audio/x-other"),
            size=size,
        )
    except (soundfile.LibsndfileError, RuntimeError):
        return None
    if source.info.frames:
        return source
    source.close()
    return None


def _packets(path: Path, sniffed: Sniffed, size: int) -> PacketSource | None:
    container, mime = str(sniffed.kind), _MIME.get(sniffed.kind, "audio/x-other")
    if sniffed.kind is Kind.MP4:
        container = "M4A"
    if sniffed.kind is Kind.MATROSKA and sniffed.brand == "webm":
        container, mime = "WebM", "audio/webm"
    if sniffed.kind is Kind.OTHER:
        container = ""
    try:
        source = open_packets(
            path, None, _DEMUXERS.get(sniffed.kind), container=container, mime_type=mime, size=size
        )
    except (av.error.FFmpegError, OSError, LookupError, ValueError):
        return None
    if source.info.frames > 0:
        return source
    source.close()
    raise AudioEmpty(path)
