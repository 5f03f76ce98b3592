"""Opens FLAC: libsndfile with the true length in the header, FFmpeg where that cannot be told."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from audio_desk.audio.decoding.file_view import FileView
from audio_desk.audio.decoding.flac_streams import FlacStream, flac_streams
from audio_desk.audio.decoding.flac_tail import read_stream_info, true_frames
from audio_desk.audio.decoding.joined_source import JoinedSource, Part, joined_frames
from audio_desk.audio.decoding.packet_opening import open_packets
from audio_desk.audio.decoding.sound_file_source import SoundFileSource, open_sound_file
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource

_NAME, _MIME = "FLAC", "audio/flac"
_MIME_CONVERTED = "audio/x-flac"
"""Other readers end after the first of several, or look not so far: it is converted before sending."""


def open_flac(path: Path, body: int, size: int, *, buried: bool = False) -> AudioSource | None:
    """None when there is nothing that decodes; `buried`: behind what no decoder steps over.

    Raises OSError, or as `open_packets` does.
    """
    mime = _MIME_CONVERTED if buried else _MIME

    def by_ffmpeg() -> AudioSource:
        whole = FileView(path, body) if buried else None
        return open_packets(path, whole, "flac", container=_NAME, mime_type=mime, size=size)

    with path.open("rb") as file:
        stream = read_stream_info(file, body)
        frames = true_frames(file, stream) if stream is not None else None
        several = flac_streams(file, body, stream, frames) if stream is not None else []
    if len(several) > 1:
        return _joined(path, several, size)
    source: SoundFileSource | None = None
    if stream is not None and frames:
        view = None
        if buried or frames != stream.frames:
            view = partial(FileView, path, body + len(stream.raw), None, stream.with_frames(frames))
        source = open_sound_file(path, view, container=_NAME, mime_type=mime, size=size, rescue=by_ffmpeg)
    if source is None or stream is None:
        return by_ffmpeg()
    return source.described(frames=source.info.frames, claimed=stream.frames)


def _joined(path: Path, streams: list[FlacStream], size: int) -> JoinedSource:
    first = streams[0].info
    parts = [
        Part(stream.frames, stream.info.rate, partial(_opened, path, stream, size)) for stream in streams
    ]
    info = AudioInfo(
        path=path,
        container=_NAME,
        codec=f"FLAC {first.bits}-bit",
        mime_type=_MIME_CONVERTED,
        rate=first.rate,
        channels=max(stream.info.channels for stream in streams),
        frames=joined_frames(parts, first.rate),
        claimed_frames=first.frames,
        size_bytes=size,
    )
    return JoinedSource(parts, info)


def _opened(path: Path, stream: FlacStream, size: int) -> AudioSource:
    """Raises as `open_packets` does."""
    info = stream.info
    view = partial(FileView, path, stream.start + len(info.raw), stream.end, info.with_frames(stream.frames))

    def by_ffmpeg() -> AudioSource:
        return open_packets(path, view(), "flac", container=_NAME, mime_type=_MIME, size=size)

    source = open_sound_file(path, view, container=_NAME, mime_type=_MIME, size=size, rescue=by_ffmpeg)
    return source or by_ffmpeg()
