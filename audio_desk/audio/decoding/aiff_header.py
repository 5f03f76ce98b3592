"""How long an AIFF says it is: libsndfile tells what is there, and not what is missing."""

from __future__ import annotations

from typing import BinaryIO

_MOST_CHUNKS = 1000


def claimed_frames(file: BinaryIO, body: int) -> int | None:
    """The frames that the COMM chunk of the AIFF at `body` counts, or None. Raises OSError."""
    at = body + 12
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        head = file.read(14)
        if len(head) < 14:
            return None
        if head[:4] == b"COMM":
            frames = int.from_bytes(head[10:14], "big")
            return frames if 0 < frames < 0xFFFFFFFF else None
        size = int.from_bytes(head[4:8], "big")
        at += 8 + size + (size & 1)
    return None
