"""Looks for the table of an MP4's packets: without it nothing in the file can be found."""

from __future__ import annotations

from pathlib import Path

_MOST_BOXES = 100_000


def has_table(path: Path) -> bool:
    """Whether a `moov` box can be reached from the file's start, from box to box. Raises OSError."""
    with path.open("rb") as file:
        at = 0
        for _ in range(_MOST_BOXES):
            file.seek(at)
            head = file.read(16)
            if len(head) < 8:
                return False
            if head[4:8] == b"moov":
                return True
            size = int.from_bytes(head[:4], "big")
            if size == 1:
                size = int.from_bytes(head[8:16], "big")
            if size < 8:
                return False
            at += size
    return False
