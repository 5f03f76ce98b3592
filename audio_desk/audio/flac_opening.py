"""Opens FLAC: libsndfile with the true length in the header, FFmpeg where that cannot be told."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from audio_desk.audio.file_view import FileView
from audio_desk.audio.flac_tail import read_stream_info, true_frames
from audio_desk.audio.packet_opening import open_packets
from audio_desk.audio.protocol import AudioSource
from audio_desk.audio.sound_file_source import open_sound_file

_NAME, _MIME = "FLAC", "audio/flac"


def open_flac(path: Path, body: int, size: int) -> AudioSource | None:
    """None when there is nothing that decodes. Raises OSError."""
    with path.open("rb") as file:
        stream = read_stream_info(file, body)
        frames = true_frames(file, stream) if stream is not None else None
    source: AudioSource | None = None
    if stream is not None and frames and frames == stream.frames:
        source = open_sound_file(path, container=_NAME, mime_type=_MIME, size=size)
    elif stream is not None and frames:
        view = partial(FileView, path, body + len(stream.raw), None, stream.with_frames(frames))
        opened = open_sound_file(path, view, container=_NAME, mime_type=_MIME, size=size)
        source = opened and opened.described(frames=frames, claimed=stream.frames)
    return source or open_packets(path, None, "flac", container=_NAME, mime_type=_MIME, size=size)
