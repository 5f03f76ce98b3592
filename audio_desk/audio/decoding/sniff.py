"""Tells what a file is by its first bytes; its name is never asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from audio_desk.audio.decoding.adts import looks_like_adts
from audio_desk.audio.decoding.buried import BURIED_BYTES, buried_sound
from audio_desk.audio.decoding.mp3_frames import looks_like_mp3

HEAD_BYTES = 64 * 1024


class Kind(StrEnum):
    """A container, or for bare streams the stream."""

    WAV = "WAV"
    RF64 = "RF64"
    W64 = "W64"
    AIFF = "AIFF"
    FLAC = "FLAC"
    VORBIS = "OGG"
    OPUS = "Opus"
    OGG_FLAC = "OGG FLAC"
    OGG_OTHER = "OGG other"
    MP3 = "MP3"
    AAC = "AAC"
    MP4 = "MP4"
    MATROSKA = "Matroska"
    OTHER = "other"
    """Left to whichever decoder knows it: AU, CAF, WMA, AMR, AC-3, ..."""
    NONE = "none"
    """A picture, a text, a document: no decoder is asked."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    kind: Kind
    body: int
    """The offset of the sound's own first byte, past ID3v2 tags."""
    brand: str = ""
    """MP4: its major brand; Matroska: its document type."""
    buried: bool = False
    """What is no sound, and no tag either, lies before `body`."""


_W64_GUID = b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\x00\x00"
_OGG_STREAMS = (
    (b"\x01vorbis", Kind.VORBIS),
    (b"OpusHead", Kind.OPUS),
    (b"\x7fFLAC", Kind.OGG_FLAC),
)
_ABOVE_STREAMS = (
    b"\x00\x00\x01\xba",  # MPEG programme stream
    b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",  # ASF: WMA
    b"FLV\x01",
    b"caff",
)
"""Between their own headers lie whole runs of a bare stream's frames."""
_TS_PACKETS = ((0, 188), (4, 192))
"""MPEG transport streams, as they are sent and as camcorders write them: where 0x47 is, and how often."""
_TS_CHAIN = 4
_OTHER_MAGIC = (
    b".snd",
    b"#!AMR",
    b"\x7f\xfe\x80\x01",  # DTS
    b"\x0b\x77",  # AC-3
    b"wvpk",
    b"MAC ",
    b"MPCK",
    b"TTA1",
    b"\x47",  # MPEG transport stream; judged by its demuxer
    b"Creative Voice File",
    b"NIST_1A",
    b"8SVX",
    b"DSD ",
    b"RIFF",  # AVI
    b"RIFX",
    b"FORM",
)


def sniff(file: BinaryIO, size: int) -> Sniffed:
    """Read the head of an open file; leaves the position anywhere."""
    body = skip_id3v2(file, 0, size)
    file.seek(body)
    head = file.read(HEAD_BYTES)
    kind = _by_magic(head)
    if kind is Kind.MP4:
        return Sniffed(kind, body, head[8:12].decode("latin-1").strip())
    if kind is Kind.MATROSKA:
        return Sniffed(kind, body, "webm" if b"webm" in head[:80] else "matroska")
    if kind is not None:
        return Sniffed(kind, body)
    return _bare_stream(file, body, head)


def skip_id3v2(file: BinaryIO, offset: int, size: int) -> int:
    """The first byte after any ID3v2 tags at `offset`; tags may hold megabytes of pictures."""
    while offset + 10 <= size:
        file.seek(offset)
        header = file.read(10)
        if len(header) < 10 or header[:3] != b"ID3" or max(header[6:10]) > 0x7F:
            break
        length = header[6] << 21 | header[7] << 14 | header[8] << 7 | header[9]
        footer = 10 if header[5] & 0x10 else 0
        offset += 10 + length + footer
    return min(offset, size)


def _by_magic(head: bytes) -> Kind | None:
    if head[:4] in (b"RIFF", b"RIFX") and head[8:12] == b"WAVE":
        return Kind.WAV
    if head[:4] in (b"RF64", b"BW64") and head[8:12] == b"WAVE":
        return Kind.RF64
    if head[:16] == _W64_GUID:
        return Kind.W64
    if head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"):
        return Kind.AIFF
    if head[:4] == b"fLaC":
        return Kind.FLAC
    if head[:4] == b"OggS":
        return next((kind for magic, kind in _OGG_STREAMS if magic in head[:512]), Kind.OGG_OTHER)
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
        return Kind.MP4
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return Kind.MATROSKA
    if head.startswith(_ABOVE_STREAMS) or (head[:4], head[8:12]) == (b"RIFF", b"AVI ") or _is_ts(head):
        return Kind.OTHER
    return None


def _is_ts(head: bytes) -> bool:
    return any(head[at : at + step * _TS_CHAIN : step] == b"\x47" * _TS_CHAIN for at, step in _TS_PACKETS)


def _bare_stream(file: BinaryIO, body: int, head: bytes) -> Sniffed:
    """MP3 and ADTS have no magic: believed when several headers in a row point at each other."""
    for offset, kind in ((looks_like_mp3(head), Kind.MP3), (looks_like_adts(head), Kind.AAC)):
        if offset is not None:
            return Sniffed(kind, body + offset)
    if any(head.startswith(magic) for magic in _OTHER_MAGIC):
        return Sniffed(Kind.OTHER, body)
    # Padding of zeros between tag and sound is common in old MP3s.
    stripped = len(head) - len(head.lstrip(b"\0"))
    if stripped and stripped < len(head):
        file.seek(body + stripped)
        offset = looks_like_mp3(file.read(HEAD_BYTES))
        if offset is not None:
            return Sniffed(Kind.MP3, body + stripped + offset)
    file.seek(body)
    found = buried_sound(file.read(BURIED_BYTES))
    if found is None:
        return Sniffed(Kind.NONE, body)
    return Sniffed(Kind.MP3 if found[1] == "mp3" else Kind.FLAC, body + found[0], buried=True)
