"""Finds an MP3 or a FLAC behind what is no sound: the rest of a transfer, zeros of a broken disk."""

from __future__ import annotations

import re
from typing import Final, Literal

from audio_desk.audio.decoding.mp3_frames import chain_fits

BURIED_BYTES: Final = 2**20
"""So far it is looked for."""
_MAYBE_MP3: Final = re.compile(rb"\xff(?=[\xe2-\xff][\x10-\xef])")
_FLAC: Final = re.compile(rb"fLaC[\x00\x80]\x00\x00\x22")
_DOCUMENTS: Final = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"MZ",
    b"\x7fELF",
    b"SQLite format 3",
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",  # old office documents
    b"<",
)
"""What such a file holds is a part of it, and not what it is."""
_TAR: Final = (257, b"ustar")


def buried_sound(data: bytes) -> tuple[int, Literal["mp3", "flac"]] | None:
    """The offset of the first stream in a file's first bytes, and what it is."""
    if data.startswith(_DOCUMENTS) or data.startswith(_TAR[1], _TAR[0]):
        return None
    flac = _FLAC.search(data)
    mp3 = _mp3_before(data, flac.start() if flac else len(data))
    if mp3 is not None:
        return mp3, "mp3"
    return (flac.start(), "flac") if flac else None


def _mp3_before(data: bytes, end: int) -> int | None:
    places = (found.start() for found in _MAYBE_MP3.finditer(data, 0, end))
    return next((at for at in places if chain_fits(data, at)), None)
