"""Hands out the packets of a container's sound in order, from any packet on (PyAV)."""

from __future__ import annotations

import contextlib
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from io import RawIOBase
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.layout import AudioLayout
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Disposition
from numpy.typing import NDArray

from audio_desk.audio.heed import Heed, heedless
from audio_desk.errors import AudioSilentFilm

# Only demuxers of one file: a playlist's demuxer would follow names inside the file to other files.
_DEMUXERS = (
    "aac,ac3,aiff,amr,ape,asf,au,avi,caf,dsf,dts,dtshd,eac3,flac,flv,loas,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,"
    "mp3,mpc,mpc8,mpeg,mpegts,nist,ogg,oma,rm,tak,truehd,tta,voc,w64,wav,wv,xwma,8svx,iff"
)
_OPEN_OPTIONS = {"format_whitelist": _DEMUXERS, "protocol_whitelist": "file,crypto,data"}
if TYPE_CHECKING:
    AudioPacket = Packet[AudioStream]
else:
    # Only the stub has the parameter.
    AudioPacket = Packet

Places = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Of each packet: where in the file its first byte is, and its size."""
_STAMP: Final = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)")
_LOOKED_AT = 2
_HEEDED = 0x3FFF
"""Between two calls of `heed` lie so many packets and one more: a twentieth of a second."""
_KEPT = 64
"""Packets remembered behind the current one, so that reading on needs no seek."""
_TAKEN = 16

# These decoders carry state that flushing leaves behind (AAC's noise generator, Opus's predictor) and can be
# made anew from the stream's parameters.
_REMADE = ("aac", "mp3float", "mp3", "opus", "vorbis")


@dataclass(frozen=True, slots=True)
class Coding:
    """What a decoder has to know of a stream."""

    codec: str
    extradata: bytes
    rate: int
    layout: AudioLayout


class PacketFeed:
    """One container; `stamps` holds each packet's time stamp once `scan` has run."""

    def __init__(
        self, path: Path, view: RawIOBase | None, demuxer: str | None, coding: Coding | None = None
    ) -> None:
        """With the `coding` that was found before, it is opened only when packets are to be taken out.

        Raises av.error.FFmpegError, or LookupError when it holds no sound.
        """
        # "file:" keeps FFmpeg from reading a scheme or a pattern into the name.
        self._name = view if view is not None else "file:" + str(path.absolute())
        self.path = path
        self.demuxer = demuxer
        self._opened: tuple[InputContainer, AudioStream] | None = None
        self.coding = coding or _coding_of(self.stream)
        self.codec = self.coding.codec
        self.stamps: NDArray[np.int64] = np.zeros(0, np.int64)
        self._behind: deque[AudioPacket] = deque(maxlen=_KEPT)
        self._running: Iterator[AudioPacket] | None = None
        self._next = 0
        self._used = False
        self._failed = False
        self.places: Places | None = None
        """Known where the container's own table was read."""
        self.seeks_to_start = False
        """Whether its first packet can be sought; else the container is opened anew, which may take long."""
        self.ends_broken = False
        """Whether the scan ended in an error and not at the file's end."""

    @property
    def stream(self) -> AudioStream:
        """Raises as the constructor does."""
        self._opened = self._opened or self._open()
        return self._opened[1]

    @property
    def _container(self) -> InputContainer:
        self._opened = self._opened or self._open()
        return self._opened[0]

    @property
    def whole_file(self) -> bool:
        """It reads the file itself, not a view of some of it."""
        return isinstance(self._name, str)

    @property
    def has_video(self) -> bool:
        """Moving pictures; a cover is none."""
        return any(
            not video.disposition & Disposition.attached_pic for video in self._container.streams.video
        )

    @property
    def claimed_seconds(self) -> float | None:
        """The header's word on the length."""
        stream, unit = self.stream, self.stream.time_base
        if stream.duration is not None and unit is not None:
            return float(stream.duration * unit)
        end = _stamp_seconds(stream.metadata.get("DURATION", ""))
        if end is None and len(self._container.streams) == 1 and self._container.duration:
            end = self._container.duration / av.time_base  # of several streams it is the longest one's
        begin = float((stream.start_time or 0) * unit) if unit is not None else 0.0
        return end - begin if end is not None and end > begin else None

    @property
    def format_name(self) -> str:
        return self._container.format.name

    def scan(self, heed: Heed = heedless) -> Iterator[AudioPacket]:
        """Every packet from the first on; afterwards `stamps` is known."""
        size = max(1, self._container.size)
        stamps: list[int] = []
        last, step = -(2**62), 1
        self._failed = False
        for packet in self._demux_from(None):
            # A stamp that is missing or goes back would break the search in `packets_from`.
            last = max(last + 1, packet.pts if packet.pts is not None else last + step)
            # Damaged FLAC frames come in one packet without a stamp: the first of them may be whole.
            step = (packet.duration or 1) if self.codec == "flac" else 1
            stamps.append(last)
            if not len(stamps) & _HEEDED:
                heed(min(1.0, (packet.pos or 0) / size))
            yield packet
        self.stamps = np.array(stamps, np.int64)
        self.ends_broken = self._failed
        self._running = None

    def packets_from(self, index: int) -> Iterator[tuple[int, AudioPacket]]:
        """Packets `index`, `index + 1`, ... to the end."""
        while packets := self.take(index, _TAKEN):
            yield from enumerate(packets, index)
            index += len(packets)

    def take(self, index: int, count: int) -> list[AudioPacket]:
        """Packets `index` to `index + count`; fewer at the end."""
        if self._running is None or not self._next - len(self._behind) <= index <= self._next:
            self._place(index)
        begin = self._next - len(self._behind)
        more = min(index + count, len(self.stamps)) - self._next
        # All at once, without a turn of Python for each: ten hours have a million and a half.
        fresh = list(islice(self._running or (), max(0, more)))
        together = [*self._behind, *fresh]
        self._behind.extend(fresh)
        self._next += len(fresh)
        return together[index - begin : index - begin + count]

    def sound_near(self, seconds: float) -> list[AudioFrame]:
        """The first sound that decodes at about that time, for a first look: nothing exact may follow."""
        frames: list[AudioFrame] = []
        decoder = self.stream.codec_context
        with contextlib.suppress(av.error.FFmpegError, ValueError):
            decoder.flush_buffers()
            self._container.seek(int(seconds * av.time_base), backward=True)
            for number, packet in enumerate(self._container.demux(self.stream)):
                with contextlib.suppress(av.error.InvalidDataError):
                    frames += decoder.decode(packet)
                if len(frames) > _LOOKED_AT or number > 4 * _LOOKED_AT:
                    break
        # The first after a seek lacks what came before it.
        return frames[1:]

    def decoder(self) -> AudioCodecContext:
        """A decoder that has seen nothing, whatever was decoded before."""
        if self.codec not in _REMADE:
            self.stream.codec_context.flush_buffers()
            return self.stream.codec_context
        fresh = av.CodecContext.create(self.codec, "r")
        assert isinstance(fresh, AudioCodecContext)
        if self.coding.extradata:
            fresh.extradata = self.coding.extradata
        fresh.sample_rate = self.coding.rate
        fresh.layout = self.coding.layout
        fresh.thread_count = 1
        return fresh

    def close(self) -> None:
        self._running = None
        self._behind.clear()
        if self._opened is not None:
            self._opened[0].close()

    def _open(self) -> tuple[InputContainer, AudioStream]:
        if not isinstance(self._name, str):
            self._name.seek(0)
        opened = av.open(
            self._name, "r", format=self.demuxer, options=_OPEN_OPTIONS, metadata_errors="replace"
        )
        assert isinstance(opened, InputContainer)
        if not opened.streams.audio:
            silent_film = bool(opened.streams.video)
            opened.close()
            raise AudioSilentFilm(self.path) if silent_film else LookupError("no sound in it")
        best = opened.streams.best("audio")
        stream = best if isinstance(best, AudioStream) else opened.streams.audio[0]
        if not getattr(stream, "codec_context", None):  # which the stub does not know
            opened.close()
            raise LookupError("no decoder for it")
        stream.codec_context.thread_count = 1
        if stream.codec_context.name == "flac":
            # FFmpeg does not look at a frame's checksum unless it is asked to.
            stream.codec_context.options = {"err_detect": "crccheck+explode"}
        return opened, stream

    def _demux_from(self, stamp: int | None) -> Iterator[AudioPacket]:
        """Packets from about `stamp` on; with None from the very first, whatever the demuxer can seek."""
        try:
            if stamp is None and self._used:
                self._container.close()
                self._opened = None
            elif stamp is not None:
                self._container.seek(stamp, stream=self.stream, backward=True)
            self._used = True
            for packet in self._container.demux(self.stream):
                if packet.size:
                    yield packet
        except (av.error.FFmpegError, OSError):
            # The damaged end of a file: what came before it counts.
            self._failed = True

    def _place(self, index: int) -> None:
        """Seek so that the next one is packet `index` or an earlier one."""
        self._behind.clear()
        slack = 0
        while True:
            target = index - slack
            if target <= 0 and not self.seeks_to_start:
                self._running = self._demux_from(None)
                self._next = 0
                return
            self._running = self._demux_from(int(self.stamps[max(0, target)]))
            found = self._first_known()
            if found is not None and found <= index:
                return
            self.seeks_to_start = self.seeks_to_start and target > 0
            slack = max(8, slack * 4)

    def _first_known(self) -> int | None:
        """Take packets until one whose stamp is in the table; it waits in `_behind`."""
        assert self._running is not None
        for packet in self._running:
            if packet.pts is None:
                continue
            index = int(np.searchsorted(self.stamps, packet.pts))
            if index < len(self.stamps) and self.stamps[index] == packet.pts:
                self._next = index
                self._running = _chain(packet, self._running)
                return index
        return None


def _coding_of(stream: AudioStream) -> Coding:
    shape = stream.codec_context
    return Coding(shape.name, shape.extradata or b"", shape.sample_rate, shape.layout)


def _stamp_seconds(stamp: str) -> float | None:
    """`00:00:16.346000000`, as Matroska says where a track ends; None for anything else."""
    found = _STAMP.fullmatch(stamp)
    return int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]) if found is not None else None


def _chain(first: AudioPacket, rest: Iterator[AudioPacket]) -> Iterator[AudioPacket]:
    yield first
    yield from rest
