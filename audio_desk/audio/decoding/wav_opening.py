"""Opens WAV, RF64 and W64: libsndfile behind a true header, FFmpeg for the codecs that it lacks."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from audio_desk.audio.decoding.file_view import FileView
from audio_desk.audio.decoding.packet_opening import open_packets
from audio_desk.audio.decoding.sniff import Kind
from audio_desk.audio.decoding.sound_file_source import open_sound_file
from audio_desk.audio.decoding.wav_header import PLAIN_FORMATS, WavHeader, read_wav_header
from audio_desk.audio.protocol import AudioSource
from audio_desk.errors import AudioEmpty, AudioUnsupported

_MIME_ODD = "audio/vnd.wave"
"""A WAV that not every reader takes: another codec, or an untrue header. It is converted before sending."""
_MIME = {Kind.WAV: "audio/wav", Kind.RF64: "audio/x-rf64", Kind.W64: "audio/x-w64"}
_DEMUXER = {Kind.WAV: "wav", Kind.RF64: "wav", Kind.W64: "w64"}


def open_wav(path: Path, kind: Kind, body: int, size: int) -> AudioSource | None:
    """None when there is nothing that decodes. Raises OSError, AudioEmpty, AudioUnsupported."""
    mime = _MIME[kind]
    header = None
    if kind is not Kind.W64:
        with path.open("rb") as file:
            file.seek(body)
            little_endian = file.read(4) != b"RIFX"
            header = read_wav_header(file, body) if little_endian else None
    source: AudioSource | None = None
    if header is not None:
        _check(path, header)
    if kind is Kind.WAV and (header is None or header.tag not in PLAIN_FORMATS or not header.truthful):
        mime = _MIME_ODD
    if header is not None and not header.truthful:
        end = header.data_start + header.data_bytes
        view = partial(FileView, path, header.data_start, end, header.rewritten())
        opened = open_sound_file(path, view, container=str(kind), mime_type=mime, size=size)
        claimed = _claimed(header, opened.info.frames if opened else 0)
        source = opened and opened.described(frames=opened.info.frames, claimed=claimed)
    else:
        source = open_sound_file(path, container=str(kind), mime_type=mime, size=size)
    return source or open_packets(path, None, _DEMUXER[kind], container=str(kind), mime_type=mime, size=size)


def _check(path: Path, header: WavHeader) -> None:
    if not header.channels:
        raise AudioUnsupported(path, "0 channels")
    if not header.rate:
        raise AudioUnsupported(path, "0 Hz")
    if not header.data_bytes:
        raise AudioEmpty(path)


def _claimed(header: WavHeader, frames: int) -> int | None:
    """What the header says, by the frames that are really there where a frame has no bytes of its own."""
    if header.claimed_bytes is None or not header.block:
        return None
    if header.tag not in PLAIN_FORMATS:
        return round(frames * header.claimed_bytes / header.data_bytes)
    return header.claimed_bytes // header.block
