"""How many frames a packet holds, told from its first bytes."""

from __future__ import annotations

from collections.abc import Callable

from audio_desk.audio.decoding.packet_feed import PacketFeed

Sizer = Callable[[bytes], int]


def sizer(feed: PacketFeed) -> Sizer | None:
    """What tells the frames of each packet in turn, for codecs whose packets tell it."""
    if feed.codec == "opus":
        return opus_frames
    if feed.codec == "vorbis":
        return vorbis_sizer(feed.stream.codec_context.extradata or b"")
    return None


def opus_frames(packet: bytes) -> int:
    """Frames at 48 kHz of an Opus packet (RFC 6716, 3.1)."""
    if not packet:
        return 0
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        size = (480, 960, 1920, 2880)[config & 3]
    elif config < 16:
        size = (480, 960)[config & 1]
    else:
        size = (120, 240, 480, 960)[config & 3]
    count = (1, 2, 2, packet[1] & 63 if len(packet) > 1 else 0)[code]
    return size * count


def vorbis_sizer(headers: bytes) -> Sizer | None:
    """Block sizes are in the first header; every known encoder's second mode is the long block.

    That is checked by the caller against packets that it decodes.
    """
    blocks = vorbis_blocks(headers)
    if blocks is None:
        return None
    short, long = blocks
    before = short

    def frames(packet: bytes) -> int:
        nonlocal before
        block = long if packet[:1] and packet[0] & 2 else short
        size, before = (before + block) // 4, block
        return size

    return frames


def vorbis_blocks(headers: bytes) -> tuple[int, int] | None:
    """The sizes of its short and its long blocks, from Vorbis's first header."""
    at = headers.find(b"\x01vorbis")
    if at < 0 or len(headers) < at + 29:
        return None
    return 1 << (headers[at + 28] & 15), 1 << (headers[at + 28] >> 4)
