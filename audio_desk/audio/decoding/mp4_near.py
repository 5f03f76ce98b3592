"""The sound at about a place of an MP4, for a first look: FFmpeg would read all of its tables first."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final, cast

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.packet import Packet
from numpy.typing import NDArray

from audio_desk.audio.decoding.mp4_table import (
    FULL_BOX,
    boxes_in,
    chunk_offsets,
    columns_of,
    moov_of,
    tables_of,
)
from audio_desk.audio.decoding.packet_feed import AudioPacket

_FEWEST_CHUNKS: Final = 32
"""With fewer the places that can be looked at lie too far apart."""
_PACKETS: Final = 3
_ENTRY_HEAD: Final = 28
"""Bytes of a sound's description before the boxes in it."""
_STREAM: Final = 3
_CODEC: Final = 4
_DESCRIPTORS: Final = ((_STREAM, 3), (_CODEC, 13), (5, 0))
"""Tags, one inside the other, and the bytes that come before what is inside."""
_AAC: Final = 0x40
_LARGEST: Final = 2**16
"""Bytes of a packet that is believed."""

Integers = NDArray[np.int64]


class NearPackets:
    """An MP4 whose only track is AAC, in many chunks; sound is found at the chunks' beginnings."""

    def __init__(self, path: Path) -> None:
        """Raises OSError; LookupError or ValueError where it is another one, for FFmpeg."""
        with path.open("rb") as file:
            boxes = list(boxes_in(moov_of(file)))
        kinds = [kind for kind, _ in boxes]
        if kinds.count(b"trak") != 1 or b"mvex" in kinds:
            raise LookupError("several tracks, or tables all over the file")
        track = dict(boxes)[b"trak"]
        tables = tables_of(track)
        self._decoder = _decoder(_configuration(tables[b"stsd"]))
        self._offsets = chunk_offsets(tables)
        self._firsts = _first_packets(tables[b"stsc"], len(self._offsets))
        self._sizes = _sizes(tables[b"stsz"])
        if len(self._offsets) < _FEWEST_CHUNKS:
            raise LookupError("too few chunks")
        counts, steps = columns_of(tables[b"stts"], ">u4", 2)
        self.seconds = float((counts * steps).sum()) / _unit(track)
        self._path = path
        _, found = self.sound_at(0.5)
        if not found or not self.seconds:
            raise LookupError("nothing decodes")
        self.rate, self.channels = found[0].sample_rate, found[0].layout.nb_channels

    def sound_at(self, part: float) -> tuple[float, list[AudioFrame]]:
        """From about that part of the whole, 0 to 1; and from where exactly. Raises OSError."""
        count = len(self._sizes)
        chunk = int(np.searchsorted(self._firsts, part * count, "right")) - 1
        first = int(self._firsts[chunk])
        sizes = self._sizes[first : first + _PACKETS].tolist()
        if not sizes or not 0 < min(sizes) <= max(sizes) <= _LARGEST:
            return part, []
        with self._path.open("rb", buffering=0) as file:
            file.seek(int(self._offsets[chunk]))
            data = memoryview(file.read(sum(sizes)))
        self._decoder.flush_buffers()
        frames: list[AudioFrame] = []
        for size in sizes:
            packet = cast("AudioPacket", Packet(size))
            with contextlib.suppress(av.error.FFmpegError, ValueError):
                packet.update(bytes(data[:size]))
                frames += self._decoder.decode(packet)
            data = data[size:]
        # The first lacks what came before it.
        return first / count, frames[1:]


def _decoder(configuration: bytes) -> AudioCodecContext:
    decoder = av.CodecContext.create("aac", "r")
    assert isinstance(decoder, AudioCodecContext)
    decoder.extradata = configuration
    decoder.thread_count = 1
    return decoder


def _first_packets(box: memoryview, chunks: int) -> Integers:
    """The number of each chunk's first packet. Raises ValueError."""
    first, per_chunk, _ = columns_of(box, ">u4", 3)
    if first[0] != 1 or first.max() > chunks:
        raise ValueError("the table is of other chunks")
    in_chunk = np.repeat(per_chunk, np.diff(first, append=chunks + 1))
    begins: Integers = np.cumsum(in_chunk) - in_chunk
    return begins


def _sizes(box: memoryview) -> NDArray[np.uint32]:
    """Of the packets, as they stand in the file: of a million and a half few are needed."""
    same, count = (int.from_bytes(box[at : at + 4], "big") for at in (FULL_BOX, FULL_BOX + 4))
    if same:
        raise LookupError("packets of one size are no AAC")
    return np.frombuffer(box, ">u4", count, FULL_BOX + 8)


def _unit(track: memoryview) -> int:
    """Of the track's times, in a second. Raises KeyError or ValueError."""
    head = dict(boxes_in(dict(boxes_in(track))[b"mdia"]))[b"mdhd"]
    at = 20 if head[0] == 1 else 12
    unit = int.from_bytes(head[at : at + 4], "big")
    if not unit:
        raise ValueError("times without a unit")
    return unit


def _configuration(descriptions: memoryview) -> bytes:
    """What an AAC decoder has to know. Raises LookupError."""
    entries = list(boxes_in(descriptions[FULL_BOX + 4 :]))
    if len(entries) != 1 or entries[0][0] != b"mp4a" or any(entries[0][1][8:10]):
        raise LookupError("not AAC alone, or in QuickTime's own form")
    data = dict(boxes_in(entries[0][1][_ENTRY_HEAD:]))[b"esds"][FULL_BOX:]
    for tag, before in _DESCRIPTORS:
        if data[0] != tag:
            raise LookupError("a description of another form")
        at, size = 1, 0
        while data[at] & 0x80:
            size, at = size << 7 | data[at] & 0x7F, at + 1
        size, at = size << 7 | data[at], at + 1
        if (tag == _STREAM and data[at + 2]) or (tag == _CODEC and data[at] != _AAC):
            raise LookupError("fields that we do not know, or another codec")
        data = data[at + before : at + size]
    return bytes(data)
