"""MPEG audio frame headers: lengths, the Xing/Info and VBRI frames, and a scan that counts frames."""

from __future__ import annotations

from dataclasses import dataclass

_BITRATES = {
    (1, 1): (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_SYNC_SEARCH = 16 * 1024
_CHAIN = 4
"""So many headers in a row must fit before bytes count as MPEG audio."""


@dataclass(frozen=True, slots=True)
class FrameHeader:
    """What the four bytes say."""

    version: int
    """3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5."""
    layer: int
    rate: int
    channels: int
    bitrate: int
    """Bits per second."""
    length: int
    """Bytes, header included."""
    samples: int

    @property
    def kind(self) -> tuple[int, int, int]:
        """What stays the same within one stream."""
        return self.version, self.layer, self.rate

    @property
    def side_info(self) -> int:
        """Bytes of side information after the header (layer III)."""
        if self.version == 3:
            return 17 if self.channels == 1 else 32
        return 9 if self.channels == 1 else 17


def read_header(word: int) -> FrameHeader | None:
    """The header in a big-endian 32-bit word, or None when it is none (or of free format)."""
    version, layer_bits, bitrate_index, rate_index = (
        word >> 19 & 3,
        word >> 17 & 3,
        word >> 12 & 15,
        word >> 10 & 3,
    )
    if word >> 21 != 0x7FF or version == 1 or layer_bits == 0 or bitrate_index in (0, 15) or rate_index == 3:
        return None
    layer = 4 - layer_bits
    table = (1, layer) if version == 3 else (2, min(layer, 2))
    bitrate, rate = _BITRATES[table][bitrate_index] * 1000, _RATES[version][rate_index]
    padding = word >> 9 & 1
    if layer == 1:
        length, samples = (12 * bitrate // rate + padding) * 4, 384
    else:
        samples = 576 if layer == 3 and version != 3 else 1152
        length = samples // 8 * bitrate // rate + padding
    channels = 1 if word >> 6 & 3 == 3 else 2
    return FrameHeader(version, layer, rate, channels, bitrate, length, samples)


def looks_like_mp3(head: bytes) -> int | None:
    """The offset of the first frame in `head`, believed when the headers that follow fit."""
    position = head.find(b"\xff")
    while 0 <= position < min(len(head) - 4, _SYNC_SEARCH):
        if _chain_fits(head, position):
            return position
        position = head.find(b"\xff", position + 1)
    return None


def _chain_fits(head: bytes, position: int) -> bool:
    first = read_header(int.from_bytes(head[position : position + 4], "big"))
    if first is None:
        return False
    at, found = position, 0
    while found < _CHAIN and at + 4 <= len(head):
        header = read_header(int.from_bytes(head[at : at + 4], "big"))
        if header is None or (header.version, header.layer, header.rate) != (
            first.version,
            first.layer,
            first.rate,
        ):
            return False
        at, found = at + header.length, found + 1
    # A file of 20 ms holds a frame or two and ends there.
    return found >= _CHAIN or (position == 0 and at >= len(head) and found >= 1)
