"""Decodes many packets in one go, and puts their frames together as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.fifo import AudioFifo
from av.audio.frame import AudioFrame

from audio_desk.audio.decoding.packet_feed import AudioPacket
from audio_desk.audio.info import AudioInfo

_SIZE = attrgetter("samples")
_SHAPE = attrgetter("sample_rate", "layout.nb_channels")


def decode_all(decoder: AudioCodecContext, packets: Sequence[AudioPacket]) -> list[list[AudioFrame]]:
    """What each packet holds; nothing where it is damaged."""
    decoded: list[list[AudioFrame]] = []
    rest = iter(packets)
    while len(decoded) < len(packets):
        try:
            # Without a turn of Python for each packet: ten hours have a million and a half.
            decoded.extend(map(decoder.decode, rest))
        except (av.error.FFmpegError, ValueError):
            decoded.append([])
    return decoded


def decode_piece(decoder: AudioCodecContext, piece: AudioPacket | None) -> list[AudioFrame] | None:
    """What several packets in one piece hold; None when they are damaged, or none came."""
    if piece is None:
        return None
    try:
        return decoder.decode(piece)
    except (av.error.FFmpegError, ValueError):
        return None


class Gathered:
    """Frames that follow each other, put together by FFmpeg: it copies many sooner than Python one."""

    def __init__(self, info: AudioInfo) -> None:
        self._shape = (info.rate, info.channels)
        self._fifo = AudioFifo()

    def put_together(
        self, decoded: Iterable[Sequence[AudioFrame]], packets: int, size: int
    ) -> AudioFrame | None:
        """All frames as one of `size`; None unless each of the packets gave one, in the recording's shape."""
        frames = list(chain.from_iterable(decoded))
        # Looked at before FFmpeg copies: it does not ask how many channels there are.
        if len(frames) != packets or set(map(_SHAPE, frames)) != {self._shape}:
            return None
        if sum(map(_SIZE, frames)) != size or frames[0].format.name != "fltp":
            return None
        write = self._fifo.write
        try:
            for frame in frames:
                frame.pts = None  # it would want them to count up from nothing
                write(frame)
        except ValueError:  # another sample format than before
            self._fifo = AudioFifo()
            return None
        return self._fifo.read(0)
