"""ADTS frame headers, as in bare `.aac` files."""

from __future__ import annotations

_SYNC_SEARCH = 16 * 1024
_CHAIN = 4


def frame_length(head: bytes, at: int) -> int:
    """Bytes of the ADTS frame at `at`, header included; 0 when there is none."""
    if at + 7 > len(head) or head[at] != 0xFF or head[at + 1] & 0xF6 != 0xF0 or head[at + 2] >> 2 & 15 > 12:
        return 0
    length = (head[at + 3] & 3) << 11 | head[at + 4] << 3 | head[at + 5] >> 5
    return length if length > 7 else 0


def looks_like_adts(head: bytes) -> int | None:
    """The offset of the first frame in `head`, believed when the headers that follow fit."""
    position = head.find(b"\xff")
    while 0 <= position < min(len(head) - 7, _SYNC_SEARCH):
        if _chain_fits(head, position):
            return position
        position = head.find(b"\xff", position + 1)
    return None


def _chain_fits(head: bytes, position: int) -> bool:
    at, found = position, 0
    while found < _CHAIN and at + 7 <= len(head):
        length = frame_length(head, at)
        if not length:
            return False
        at, found = at + length, found + 1
    return found >= _CHAIN or (position == 0 and at >= len(head) and found >= 1)
