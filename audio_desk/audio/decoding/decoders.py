"""Chooses the decoder for a file by what it holds."""

from __future__ import annotations

from pathlib import Path

from audio_desk.audio.decoding.aac_opening import open_aac
from audio_desk.audio.decoding.aiff_header import claimed_frames
from audio_desk.audio.decoding.flac_opening import open_flac
from audio_desk.audio.decoding.mp3_opening import open_buried_mp3, open_mp3
from audio_desk.audio.decoding.mp4_boxes import has_table
from audio_desk.audio.decoding.packet_opening import open_packets
from audio_desk.audio.decoding.sniff import Kind, Sniffed, sniff
from audio_desk.audio.decoding.sound_file_source import open_sound_file
from audio_desk.audio.decoding.wav_opening import open_wav
from audio_desk.audio.heed import Heed
from audio_desk.audio.protocol import AudioSource
from audio_desk.errors import AudioEmpty, AudioIncomplete, AudioUnreadable, AudioUnsupported

_BY_FFMPEG = {
    Kind.MP4: ("mp4", "M4A", "audio/mp4"),
    Kind.MATROSKA: ("matroska", "Matroska", "audio/x-matroska"),
    Kind.AIFF: ("aiff", "AIFF", "audio/x-aifc"),
}
_UNKNOWN_MIME = "audio/x-other"


def decoder_for(path: Path, size: int, heed: Heed, *, careful: bool) -> AudioSource:
    """The open recording. Raises AudioEmpty, AudioIncomplete, AudioUnreadable or AudioUnsupported."""
    sniffed: Sniffed | None = None
    try:
        with path.open("rb") as file:
            sniffed = sniff(file, size)
        if sniffed.kind is Kind.NONE:
            raise AudioUnsupported(path)
        source = _open(path, sniffed, size, heed, careful)
    except _nothing_decodes() as error:
        # FFmpeg's errors are OSErrors too, so they come first.
        if sniffed is not None and sniffed.kind is Kind.MP4 and not _has_table(path):
            raise AudioIncomplete(path, str(error)) from error
        raise AudioUnsupported(path, str(error)) from error
    except OSError as error:
        raise AudioUnreadable(path, error.strerror or str(error)) from error
    if source is None:
        raise AudioUnsupported(path)
    if source.info.frames <= 0:
        source.close()
        raise AudioEmpty(path)
    return source


def _nothing_decodes() -> tuple[type[Exception], ...]:
    # Asked for only when something went wrong: FFmpeg takes a tenth of a second to load.
    from av.error import FFmpegError

    return FFmpegError, LookupError, ValueError


def _has_table(path: Path) -> bool:
    try:
        return has_table(path)
    except OSError:
        return True


def _open(path: Path, sniffed: Sniffed, size: int, heed: Heed, careful: bool) -> AudioSource | None:
    match sniffed.kind:
        case Kind.MP3:
            if sniffed.buried:
                return open_buried_mp3(path, sniffed.body, size, heed)
            return open_mp3(path, sniffed.body, size, heed, careful=careful)
        case Kind.AAC:
            return open_aac(path, sniffed.body, size, heed)
        case Kind.WAV | Kind.RF64 | Kind.W64:
            return open_wav(path, sniffed.kind, sniffed.body, size)
        case Kind.FLAC:
            return open_flac(path, sniffed.body, size, buried=sniffed.buried)
        case Kind.VORBIS | Kind.OPUS | Kind.OGG_FLAC | Kind.OGG_OTHER:
            # It loads FFmpeg.
            from audio_desk.audio.decoding.ogg_opening import open_ogg

            return open_ogg(path, sniffed.kind, size, heed)
        case Kind.AIFF:
            return _aiff(path, sniffed.body, size) or _by_ffmpeg(path, sniffed, size, heed)
        case Kind.OTHER:
            return _other(path, size, heed)
        case _:
            return _by_ffmpeg(path, sniffed, size, heed)


def _aiff(path: Path, body: int, size: int) -> AudioSource | None:
    source = open_sound_file(path, container="AIFF", mime_type="audio/aiff", size=size)
    if source is None:
        return None
    if not source.info.codec.startswith("PCM"):
        source.close()
        return open_sound_file(path, container="AIFF", mime_type="audio/x-aifc", size=size)
    with path.open("rb") as file:
        claimed = claimed_frames(file, body)
    return source.described(frames=source.info.frames, claimed=claimed)


def _other(path: Path, size: int, heed: Heed) -> AudioSource | None:
    known = open_sound_file(path, container="", mime_type=_UNKNOWN_MIME, size=size)
    return known or open_packets(
        path, None, None, container="", mime_type=_UNKNOWN_MIME, size=size, heed=heed
    )


def _by_ffmpeg(path: Path, sniffed: Sniffed, size: int, heed: Heed) -> AudioSource:
    demuxer, container, mime = _BY_FFMPEG[sniffed.kind]
    if sniffed.brand == "webm":
        container, mime = "WebM", "audio/webm"
    return open_packets(path, None, demuxer, container=container, mime_type=mime, size=size, heed=heed)
