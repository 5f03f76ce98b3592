"""Makes sound files of every kind; no program outside Python is needed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import soundfile
from av.audio.stream import AudioStream
from av.video.stream import VideoStream
from numpy.typing import NDArray

from audio_desk.audio.decoding.mp3_frames import header_at, read_xing

RATE = 44_100
Sound = NDArray[np.float32]
"""Shape (n, channels)."""


def melody(seconds: float = 6.0, rate: int = RATE, channels: int = 2) -> Sound:
    """Tones that swell, fall silent and never repeat, so that a wrong place shows."""
    t = np.arange(round(seconds * rate)) / rate
    swell = 0.5 + 0.5 * np.sin(2 * np.pi * 0.37 * t) * np.sin(2 * np.pi * 0.11 * t + 1)
    glide = np.sin(2 * np.pi * (220 * t + 40 * np.sin(2 * np.pi * 0.3 * t)))
    columns = [
        0.6 * swell * glide * (0.9 - 0.1 * c) + 0.05 * np.sin(2 * np.pi * (500 + 90 * c) * t)
        for c in range(channels)
    ]
    sound = np.stack(columns, axis=1)
    sound[round(2.0 * rate) : round(2.4 * rate)] *= 0.02
    return sound.astype(np.float32)


def write(path: Path, sound: Sound, rate: int = RATE, **options: Any) -> Path:
    """By libsndfile."""
    soundfile.write(path, sound, rate, **options)
    return path


def encode(
    path: Path,
    sound: Sound,
    container: str,
    codec: str,
    rate: int = RATE,
    *,
    video: bool = False,
    options: dict[str, str] | None = None,
) -> Path:
    """By FFmpeg's libraries; `rate` is both the sound's and the file's."""
    layout = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}[sound.shape[1]]
    with av.open(str(path), "w", format=container) as out:
        moving = out.add_stream("mpeg4", rate=25) if video else None
        if moving is not None:
            assert isinstance(moving, VideoStream)
            moving.width, moving.height, moving.pix_fmt = 64, 64, "yuv420p"
        stream = out.add_stream(codec, rate=rate, layout=layout, options=options or {})
        whole = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound.T), format="fltp", layout=layout)
        whole.sample_rate, whole.pts, whole.time_base = rate, 0, Fraction(1, rate)
        assert isinstance(stream, AudioStream)
        context = stream.codec_context
        resampler = av.AudioResampler(context.format, layout, rate, frame_size=context.frame_size or 1024)
        if moving is not None:
            for number in range(round(len(sound) / rate * 25)):
                picture = av.VideoFrame(64, 64, "yuv420p")
                picture.pts = number
                out.mux(moving.encode(picture))
            out.mux(moving.encode(None))
        for frame in [*resampler.resample(whole), *resampler.resample(None)]:
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def without_xing(mp3: bytes) -> bytes:
    """The same MP3 as an encoder writes it that adds no Xing frame."""
    at = mp3.index(b"\xff\xfb") if mp3[:3] == b"ID3" else 0
    xing = read_xing(mp3[at : at + 2048])
    assert xing is not None
    return mp3[at + xing.length :]


def mp3_frame_offsets(mp3: bytes) -> list[int]:
    """Where each frame begins, in an MP3 without tags."""
    offsets, at = [], 0
    while (header := header_at(mp3, at)) is not None:
        offsets.append(at)
        at += header.length
    return offsets


def patched(data: bytes, *changes: tuple[int, bytes]) -> bytes:
    """Bytes with others written over them."""
    result = bytearray(data)
    for at, new in changes:
        result[at : at + len(new)] = new
    return bytes(result)


Maker = Callable[[Path, Sound], Path]


def by_libsndfile(name: str, **options: Any) -> Maker:
    return lambda folder, sound: write(folder / name, sound, **options)


def by_ffmpeg(name: str, container: str, codec: str, **options: Any) -> Maker:
    def make(folder: Path, sound: Sound) -> Path:
        rate = 48_000 if codec == "libopus" else RATE
        if rate != RATE:
            sound = stretched(sound, rate)
        return encode(folder / name, sound, container, codec, rate, **options)

    return make


def stretched(sound: Sound, rate: int) -> Sound:
    """The melody at another rate."""
    return melody(len(sound) / RATE, rate, sound.shape[1])


LOSSLESS: dict[str, Maker] = {
    "wav 8-bit": by_libsndfile("u8.wav", subtype="PCM_U8"),
    "wav 16-bit": by_libsndfile("s16.wav", subtype="PCM_16"),
    "wav 24-bit": by_libsndfile("s24.wav", subtype="PCM_24"),
    "wav 32-bit": by_libsndfile("s32.wav", subtype="PCM_32"),
    "wav float": by_libsndfile("f32.wav", subtype="FLOAT"),
    "wav double": by_libsndfile("f64.wav", subtype="DOUBLE"),
    "wav extensible": by_libsndfile("x.wav", format="WAVEX", subtype="PCM_24"),
    "wav A-law": by_libsndfile("alaw.wav", subtype="ALAW"),
    "wav mu-law": by_libsndfile("ulaw.wav", subtype="ULAW"),
    "wav big-endian": by_libsndfile("rifx.wav", subtype="PCM_16", endian="BIG"),
    "rf64": by_libsndfile("long.rf64", format="RF64", subtype="PCM_16"),
    "w64": by_libsndfile("long.w64", format="W64", subtype="PCM_16"),
    "aiff": by_libsndfile("s16.aiff", subtype="PCM_16"),
    "aifc float": by_libsndfile("f32.aifc", format="AIFF", subtype="FLOAT"),
    "au": by_libsndfile("s16.au", subtype="PCM_16"),
    "caf": by_libsndfile("s16.caf", subtype="PCM_16"),
    "flac": by_libsndfile("s16.flac", subtype="PCM_16"),
    "flac 24-bit": by_libsndfile("s24.flac", subtype="PCM_24"),
    "alac in m4a": by_ffmpeg("lossless.m4a", "ipod", "alac"),
    "flac in ogg": by_ffmpeg("flac.oga", "ogg", "flac"),
    "flac in matroska": by_ffmpeg("flac.mka", "matroska", "flac"),
}
LOSSY: dict[str, Maker] = {
    "wav MS ADPCM": by_libsndfile("ms.wav", subtype="MS_ADPCM"),
    "wav IMA ADPCM": by_libsndfile("ima.wav", subtype="IMA_ADPCM"),
    "mp3 cbr": by_libsndfile("cbr.mp3", format="MP3", bitrate_mode="CONSTANT"),
    "mp3 vbr": by_libsndfile("vbr.mp3", format="MP3", bitrate_mode="VARIABLE"),
    "mp3 telephone": lambda folder, sound: write(
        folder / "phone.mp3", stretched(sound, 16_000), 16_000, format="MP3", bitrate_mode="VARIABLE"
    ),
    "ogg": by_libsndfile("vorbis.ogg", format="OGG", subtype="VORBIS"),
    "aac": by_ffmpeg("bare.aac", "adts", "aac"),
    "m4a": by_ffmpeg("sound.m4a", "ipod", "aac"),
    "opus": by_ffmpeg("voice.opus", "ogg", "libopus"),
    "webm": by_ffmpeg("voice.webm", "webm", "libopus"),
    "mp4 video": by_ffmpeg("film.mp4", "mp4", "aac", video=True),
    "matroska video": by_ffmpeg("film.mkv", "matroska", "libopus", video=True),
    "ac3": by_ffmpeg("cinema.ac3", "ac3", "ac3"),
    "mp2": by_ffmpeg("radio.mp2", "mp2", "mp2"),
}
FORMATS = LOSSLESS | LOSSY
