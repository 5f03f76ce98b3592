"""Opens FLAC: libsndfile with the true length in the header, FFmpeg where that cannot be told."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from audio_desk.audio.file_view import FileView
from audio_desk.audio.flac_tail import read_stream_info, true_frames
from audio_desk.audio.packet_opening import open_packets
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.sound_file_source import SoundFileSource, open_sound_file

_NAME, _MIME = "FLAC", "audio/flac"


def open_flac(path: Path, body: int, size: int) -> AudioSource | None:
    """None when there is nothing that decodes. Raises OSError."""
    with path.open("rb") as file:
        stream = read_stream_info(file, body)
        frames = true_frames(file, stream) if stream is not None else None
    by_ffmpeg = partial(open_packets, path, None, "flac", container=_NAME, mime_type=_MIME, size=size)
    source: SoundFileSource | None = None
    if stream is not None and frames:
        view = None
        if frames != stream.frames:
            view = partial(FileView, path, body + len(stream.raw), None, stream.with_frames(frames))
        source = open_sound_file(path, view, container=_NAME, mime_type=_MIME, size=size, rescue=by_ffmpeg)
    if source is None or stream is None:
        return by_ffmpeg()
    return source.described(frames=source.info.frames, claimed=stream.frames)
