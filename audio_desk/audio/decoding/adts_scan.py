"""Tells where a bare AAC file is damaged, by walking its frames: FFmpeg steps over that without a word."""

from __future__ import annotations

import mmap
from pathlib import Path

from audio_desk.audio.decoding.adts import frame_length, looks_like_adts

_HEAD = 7
_STEP = 8 * 1024
_WINDOW = 48 * 1024
_SMALL = 4096
"""So much behind the last frame may be anything; more is sound that was lost."""
_TAGS = (b"TAG", b"ID3", b"APETAGEX", b"LYRICSBEGIN")


def damaged_frames(path: Path, body: int) -> tuple[int, ...]:
    """How many whole frames come before each damaged place, from offset `body` on. Raises OSError."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return tuple(dict.fromkeys(_damaged(data, body)))


def _damaged(data: mmap.mmap, at: int) -> list[int]:
    places: list[int] = []
    size, count = len(data), 0
    while at < size:
        length = frame_length(data[at : at + _HEAD], 0)
        if length and at + length <= size:
            at, count = at + length, count + 1
            continue
        if data[at : at + 11].startswith(_TAGS):
            break
        following = _next_frame(data, at + 1)
        if following is None:
            if length or size - at > _SMALL:
                places.append(count)
            break
        places.append(count)
        at = following
    return places


def _next_frame(data: mmap.mmap, at: int) -> int | None:
    while at < len(data):
        offset = looks_like_adts(data[at : at + _WINDOW])
        if offset is not None:
            return at + offset
        at += _STEP
    return None
