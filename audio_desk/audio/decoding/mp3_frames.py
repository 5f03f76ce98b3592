"""MPEG audio frames: what a header says, and what a Xing or LAME frame adds."""

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
_DECODER_DELAY = 529
_LAME_OFFSET = 120
"""Where the LAME tag begins behind the word Xing, when all four fields are there."""


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


@dataclass(frozen=True, slots=True)
class XingFrame:
    """The frame that encoders put first: it holds no sound."""

    length: int
    """Its own bytes."""
    frames: int | None
    """As claimed, without itself."""
    bytes: int | None
    """As claimed, with itself."""
    delay: int
    padding: int
    """Samples that the encoder added at either end (LAME)."""


def read_header(word: int) -> FrameHeader | None:
    """The header in a big-endian 32-bit word, or None when it is none (or of free format)."""
    version, layer_bits = word >> 19 & 3, word >> 17 & 3
    bitrate_index, rate_index = word >> 12 & 15, word >> 10 & 3
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


def header_at(data: bytes, at: int) -> FrameHeader | None:
    """The header at an offset, or None."""
    word = data[at : at + 4]
    return read_header(int.from_bytes(word, "big")) if len(word) == 4 else None


def read_xing(frame: bytes) -> XingFrame | None:
    """What the first frame of a stream says, when it is a Xing or Info frame."""
    header = header_at(frame, 0)
    if header is None or header.layer != 3:
        return None
    at = 4 + header.side_info
    if frame[at : at + 4] not in (b"Xing", b"Info"):
        return None
    flags = int.from_bytes(frame[at + 4 : at + 8], "big")
    fields = at + 8
    frames = size = None
    if flags & 1:
        frames = int.from_bytes(frame[fields : fields + 4], "big")
        fields += 4
    if flags & 2:
        size = int.from_bytes(frame[fields : fields + 4], "big")
        fields += 4
    fields += (100 if flags & 4 else 0) + (4 if flags & 8 else 0)
    delay = padding = 0
    # Nine letters of the encoder's name, then 12 bytes of its settings, then two 12-bit counts.
    if frame[fields : fields + 4] in (b"LAME", b"Lavc", b"Lavf"):
        packed = int.from_bytes(frame[fields + 21 : fields + 24], "big")
        delay, padding = packed >> 12, packed & 0xFFF
    return XingFrame(header.length, frames, size, delay, padding)


def make_xing(model: bytes, header: FrameHeader, frames: int, size: int, delay: int, padding: int) -> bytes:
    """A Xing frame to put before a stream that has none, or a wrong one.

    `model` is the header of the stream's first frame, `size` the bytes of its `frames` frames.
    """
    lead = b""
    if not delay and not padding:
        # mpg123 leaves out its own delay behind every Xing frame: give it a silent frame to leave out.
        lead = _empty_frame(model, 4 + header.side_info)
        delay, padding = header.samples - _DECODER_DELAY, _DECODER_DELAY
    frame = bytearray(_empty_frame(model, 4 + header.side_info + _LAME_OFFSET + 36))
    at = 4 + header.side_info
    total = len(frame) + len(lead) + size
    counts = (frames + (1 if lead else 0)).to_bytes(4, "big") + total.to_bytes(4, "big")
    frame[at : at + 16] = b"Xing" + b"\0\0\0\x0f" + counts
    frame[at + 16 : at + 116] = bytes(i * 256 // 100 for i in range(100))
    frame[at + _LAME_OFFSET : at + _LAME_OFFSET + 9] = b"LAME3.100"
    frame[at + _LAME_OFFSET + 21 : at + _LAME_OFFSET + 24] = (delay << 12 | padding).to_bytes(3, "big")
    return bytes(frame) + lead


def _empty_frame(model: bytes, least: int) -> bytes:
    """A frame of the same kind of stream without any sound, of at least so many bytes."""
    for index in range(1, 15):
        # The bitrate that makes it just large enough; no padding, no checksum.
        word = int.from_bytes(model, "big") & ~(0xF000 | 0x200) | index << 12 | 0x10000
        made = read_header(word)
        if made is not None and made.length >= least:
            return word.to_bytes(4, "big") + bytes(made.length - 4)
    raise ValueError("no frame is large enough")


def looks_like_mp3(head: bytes) -> int | None:
    """The offset of the first frame in `head`, believed when the headers that follow fit."""
    position = head.find(b"\xff")
    while 0 <= position < min(len(head) - 4, _SYNC_SEARCH):
        if chain_fits(head, position):
            return position
        position = head.find(b"\xff", position + 1)
    return None


def chain_fits(head: bytes, position: int) -> bool:
    """Whether headers that point at each other begin there."""
    first = header_at(head, position)
    if first is None:
        return False
    at, found = position, 0
    while found < _CHAIN and at + 4 <= len(head):
        header = header_at(head, at)
        if header is None or header.kind != first.kind:
            return False
        at, found = at + header.length, found + 1
    # A file of 20 ms holds a frame or two and ends there.
    return found >= _CHAIN or (position == 0 and at >= len(head) and found >= 1)
