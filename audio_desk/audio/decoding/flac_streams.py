"""Finds FLACs that were put one behind the other into one file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

from audio_desk.audio.decoding.flac_tail import StreamInfo, first_frame_number, read_stream_info, true_frames

_PLACES: Final = (0.29, 0.53, 0.81)
"""Where a file is asked for its frames' numbers: of equal pieces some lie lower than the one before."""
_PROBED_BYTES: Final = 1 << 16
_BLOCK_BYTES: Final = 1 << 20
_MARK: Final = b"fLaC"


@dataclass(frozen=True, slots=True)
class FlacStream:
    """Bytes `start` to `end` of the file, of which `frames` decode."""

    info: StreamInfo
    start: int
    end: int
    frames: int


def flac_streams(file: BinaryIO, body: int, info: StreamInfo, frames: int | None) -> list[FlacStream]:
    """All of them, the first of which is at `body` and seems to have so many `frames`.

    Fewer than two where nothing points to more: only then is the whole file read.
    """
    within = frames is None or info.frames is None or frames <= info.frames
    if within and _numbers_rise(file, body, info, frames):
        return []
    size = file.seek(0, os.SEEK_END)
    starts = [body, *_marks(file, body + len(info.raw), size)]
    found = []
    for start, end in pairwise([*starts, size]):
        stream = read_stream_info(file, start)
        length = true_frames(file, stream, start + len(stream.raw), end) if stream is not None else None
        if stream is not None and length:
            found.append(FlacStream(stream, start, end, length))
    return found


def _numbers_rise(file: BinaryIO, body: int, info: StreamInfo, frames: int | None) -> bool:
    """From place to place, up to where it seems to end."""
    size = file.seek(0, os.SEEK_END)
    numbers = []
    for place in _PLACES:
        file.seek(body + round((size - body) * place))
        number = first_frame_number(file.read(_PROBED_BYTES), info)
        if number is not None:
            numbers.append(number)
    if frames is not None:
        numbers.append(frames)
    return all(before <= number for before, number in pairwise(numbers))


def _marks(file: BinaryIO, begin: int, end: int) -> Iterator[int]:
    """Where a stream may begin."""
    kept, at = b"", begin
    while at < end:
        file.seek(at)
        block = kept + file.read(_BLOCK_BYTES)
        if len(block) == len(kept):
            return
        origin = at - len(kept)
        found = block.find(_MARK)
        while found >= 0:
            if read_stream_info(file, origin + found) is not None:
                yield origin + found
            found = block.find(_MARK, found + 1)
        at += len(block) - len(kept)
        kept = block[1 - len(_MARK) :]
