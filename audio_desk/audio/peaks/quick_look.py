"""A first picture of a long recording from short probes all over it, before anything else is known."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from audio_desk.audio import samples
from audio_desk.audio.decoding.mp3_frames import looks_like_mp3
from audio_desk.audio.decoding.mp4_near import NearPackets
from audio_desk.audio.decoding.packet_feed import PacketFeed
from audio_desk.audio.decoding.sniff import Kind, sniff
from audio_desk.audio.heed import Heed, heedless
from audio_desk.audio.peaks.columns import Int16s
from audio_desk.audio.peaks.pyramid import BASE_BIN, PeakPyramid, base_bins, drawn
from audio_desk.audio.source import open_source

_PROBES: Final = 256
_FEWEST: Final = 16
_BUDGET_SECONDS: Final = 0.15
"""Probes are made until then, or until there are 256: each comes between two that were made before."""
_PROBE_FRAMES: Final = 8 * BASE_BIN
_MP3_BYTES: Final = 4096
_DEMUXERS: Final = {
    Kind.MP3: "mp3",
    Kind.MP4: "mp4",
    Kind.MATROSKA: "matroska",
    Kind.VORBIS: "ogg",
    Kind.OPUS: "ogg",
}
"""Formats that take long to open exactly; FFmpeg finds about the right place in no time."""

Probe = Callable[[float], tuple[float, NDArray[np.float32]]]
"""Frames, shape (n, channels), from about that part of the whole, 0 to 1; and from where exactly."""


@dataclass(frozen=True, slots=True)
class QuickLook:
    """What can be told at once."""

    rate: int
    channels: int
    frames: int
    exact: bool
    """Whether `frames` is what really decodes; else it is what the header claims."""
    places: NDArray[np.float64]
    """Where the probes were made, 0 to 1, in order."""
    bins: Int16s
    """Of shape (3, drawn channels, probes): lowest, highest, rms."""

    def sketch_into(self, pyramid: PeakPyramid) -> None:
        """As a first picture of the recording, whatever its true length."""
        if self.bins.shape[1] == pyramid.channels and len(self.places):
            pyramid.sketch(np.asarray(self.places * pyramid.frames, np.int64), self.bins)

    def pyramid(self) -> PeakPyramid:
        """The first picture alone, in which nothing will ever be filled in."""
        pyramid = PeakPyramid(self.rate, PeakPyramid.drawn_channels(self.channels), self.frames)
        self.sketch_into(pyramid)
        pyramid.show_sketch_alone()
        return pyramid


def quick_look(path: Path, heed: Heed = heedless) -> QuickLook | None:
    """None when the file does not tell enough; whether it decodes is for `open_source` to say.

    Raises as `open_source` does, for formats that open quickly.
    """
    began = time.monotonic()
    try:
        with path.open("rb") as file:
            kind = sniff(file, path.stat().st_size).kind
        if kind is Kind.MP4:
            with contextlib.suppress(LookupError, ValueError):
                return _by_tables(path, began)
        if kind in _DEMUXERS:
            return _by_packets(path, _DEMUXERS[kind], began)
    except (OSError, LookupError, ValueError):
        return None
    return _by_source(path, began, heed) if kind in (Kind.WAV, Kind.RF64, Kind.W64, Kind.FLAC) else None


def _by_source(path: Path, began: float, heed: Heed) -> QuickLook:
    with open_source(path, heed) as source:
        info = source.info

        def probe(part: float) -> tuple[float, NDArray[np.float32]]:
            return part, source.read(int(part * info.frames), _PROBE_FRAMES)

        return _look(info.rate, info.channels, info.frames, True, probe, began)


def _by_tables(path: Path, began: float) -> QuickLook:
    """Raises OSError, LookupError or ValueError."""
    near = NearPackets(path)

    def probe(part: float) -> tuple[float, NDArray[np.float32]]:
        part, found = near.sound_at(part)
        return part, _joined(found, near.channels)

    return _look(near.rate, near.channels, round(near.seconds * near.rate), False, probe, began)


def _joined(found: list[AudioFrame], channels: int) -> NDArray[np.float32]:
    frames = [samples.as_float(frame.to_ndarray()) for frame in found]
    planar = [frame for frame in frames if len(frame) == channels]
    return np.concatenate(planar, axis=1).T if planar else samples.empty(channels)


def _by_packets(path: Path, demuxer: str, began: float) -> QuickLook | None:
    """Raises LookupError."""
    try:
        feed = PacketFeed(path, None, demuxer)
    except av.error.FFmpegError:
        return None
    try:
        seconds, shape = feed.claimed_seconds, feed.stream.codec_context
        rate, channels = shape.sample_rate, shape.channels
        if not seconds or not rate or not channels:
            return None

        def probe(part: float) -> tuple[float, NDArray[np.float32]]:
            found = _mp3_near(path, part) if demuxer == "mp3" else feed.sound_near(part * (seconds or 0))
            # An Ogg is sought by its pages, a WebM by its clusters.
            if demuxer != "mp3" and found and found[0].time is not None:
                part = min(1.0, max(0.0, found[0].time / seconds))
            return part, _joined(found, channels)

        return _look(rate, channels, round(seconds * rate), False, probe, began)
    finally:
        feed.close()


def _mp3_near(path: Path, part: float) -> list[AudioFrame]:
    """The sound behind the first headers at that part of the bytes: FFmpeg would walk there."""
    with path.open("rb", buffering=0) as file:
        file.seek(int(part * path.stat().st_size))
        data = file.read(_MP3_BYTES)
    at = looks_like_mp3(data)
    decoder = av.CodecContext.create("mp3float", "r")
    if at is None or not isinstance(decoder, AudioCodecContext):
        return []
    frames: list[AudioFrame] = []
    for packet in decoder.parse(data[at:]):
        with contextlib.suppress(av.error.FFmpegError):
            frames += decoder.decode(packet)
    # The first lack the bits that lie in frames before them.
    return frames[2:]


def _look(rate: int, channels: int, frames: int, exact: bool, probe: Probe, began: float) -> QuickLook:
    drawn_channels = PeakPyramid.drawn_channels(channels)
    found: dict[float, Int16s] = {}
    for wish in _spread():
        if len(found) >= _FEWEST and time.monotonic() - began > _BUDGET_SECONDS:
            break
        part, sound = probe(wish)
        if len(sound):
            bins = base_bins(drawn(sound, drawn_channels))
            found[part] = np.stack([bins[0].min(axis=1), bins[1].max(axis=1), bins[2].max(axis=1)])
    places = np.array(sorted(found), np.float64)
    together = np.stack([found[part] for part in places.tolist()], axis=2) if found else np.zeros((3, 0, 0))
    return QuickLook(rate, channels, frames, exact, places, together.astype(np.int16))


def _spread() -> Iterator[float]:
    """Middles of ever finer halves: wherever it is broken off, the whole is covered."""
    bits = _PROBES.bit_length() - 1
    for number in range(_PROBES):
        yield (int(f"{number:0{bits}b}"[::-1], 2) + 0.5) / _PROBES
