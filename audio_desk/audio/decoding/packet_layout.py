"""Where each packet's sound lies on the recording's timeline, measured rather than believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.codec.context import Flags2
from numpy.typing import NDArray

from audio_desk.audio.decoding.packet_bytes import read_stamps
from audio_desk.audio.decoding.packet_feed import AudioPacket, PacketFeed
from audio_desk.audio.decoding.packet_pages import read_frames
from audio_desk.audio.decoding.packet_sizes import sizer
from audio_desk.audio.heed import Heed, heedless, share

# Every packet of these holds the same number of frames (ALAC: but the last, which is measured).
_CONSTANT = frozenset(
    (
        "aac",
        "aac_latm",
        "mp3float",
        "mp3",
        "mp2float",
        "mp2",
        "mp1float",
        "ac3",
        "eac3",
        "alac",
        "amrnb",
        "amrwb",
        "dca",
    )
)
_TRIAL = 48
"""Packets decoded at either end to see what they really hold."""
_SCANNED_PART = 0.1
"""Of the time that all of it takes where every packet has to be decoded."""
_HEEDED = 0x3F
"""Where all is decoded, `heed` is called after so many packets and one more."""


@dataclass(frozen=True, slots=True)
class PacketLayout:
    """`starts[i]` is where packet i's sound begins, counted from the first packet's first frame."""

    starts: NDArray[np.int64]
    """One more than there are packets: the last is the end of all."""
    skipped: int
    """Encoder delay: so many frames before the recording's first."""
    frames: int
    """What remains, to the last frame that decodes, without the encoder's padding."""
    rate: int
    channels: int
    codec: str


@dataclass(slots=True)
class _Trial:
    """Frames that each packet gave."""

    sizes: list[int]
    rate: int = 0
    channels: int = 0


def lay_out(feed: PacketFeed, heed: Heed = heedless) -> PacketLayout:
    """Scan all packets, decode as few as will do. Raises LookupError when nothing decodes."""
    sizes, trial = _sizes(feed, heed)
    if not trial.rate:
        raise LookupError("not one frame decodes")
    starts = np.concatenate([[0], np.cumsum(np.asarray(sizes, np.int64))])
    skipped, end = _ends(feed, starts)
    if not skipped and feed.format_name == "aac" and len(sizes) > 1:
        # Bare AAC does not say it, but every encoder begins with a block that only the next one completes.
        skipped = int(sizes[0])
    return PacketLayout(starts, skipped, end - skipped, trial.rate, trial.channels, feed.codec)


def decode(decoder: AudioCodecContext, packet: AudioPacket) -> list[AudioFrame]:
    """What a packet holds; nothing when it is damaged."""
    try:
        return decoder.decode(packet)
    except (av.error.FFmpegError, ValueError):
        return []


def untrimmed(decoder: AudioCodecContext) -> AudioCodecContext:
    """The decoder, told to keep the encoder's delay and padding: we count them ourselves."""
    decoder.flags2 |= Flags2.skip_manual
    return decoder


def _sizes(feed: PacketFeed, heed: Heed) -> tuple[Sequence[int] | NDArray[np.int64], _Trial]:
    """The frames of every packet, and a trial that shows the sound's shape."""
    quick = feed.codec in _CONSTANT or feed.format_name == "flac" or sizer(feed) is not None
    told = _scan(feed, heed if quick else share(heed, 0.0, _SCANNED_PART))
    count = len(feed.stamps)
    span = min(_TRIAL, count)
    head = _trial(feed, 0, span, trimmed=False)
    if head.rate and feed.codec in _CONSTANT:
        return np.full(count, _usual(head.sizes), np.int64), head
    if feed.codec == "flac" and _stamps_count_frames(feed, head):
        # Each FLAC frame knows its own place, so that a damaged one leaves a gap and nothing moves.
        last = _trial(feed, count - 1, 1, trimmed=False).sizes[0]
        return [*np.diff(feed.stamps).tolist(), last], head
    if told is not None and head.rate:
        tail = _trial(feed, count - span, span, trimmed=False)
        # The first packet behind a start has nothing to overlap with; the last of all may be cut short.
        begin, end = told[1 : span - 1].tolist(), told[count - span + 1 : -1].tolist()
        if begin == head.sizes[1:-1] and end == tail.sizes[1:-1]:
            told[0], told[-1] = head.sizes[0], tail.sizes[-1]
            return told, head
    whole = _trial(feed, 0, count, trimmed=False, heed=heed if quick else share(heed, _SCANNED_PART, 1.0))
    return whole.sizes, whole


def _scan(feed: PacketFeed, heed: Heed) -> NDArray[np.int64] | None:
    """Fill in the feed's stamps; some codecs' packets tell their length on the way."""
    frames_of = sizer(feed)
    if feed.codec in _CONSTANT and read_stamps(feed):
        return None
    if frames_of is not None:
        told = read_frames(feed, heed)
        if told is None:
            told = np.array([frames_of(bytes(packet)) for packet in feed.scan(heed)], np.int64)
        return told
    for _ in feed.scan(heed):
        pass
    return None


def _stamps_count_frames(feed: PacketFeed, head: _Trial) -> bool:
    return feed.stream.time_base is not None and feed.stream.time_base * head.rate == 1


def _trial(feed: PacketFeed, first: int, count: int, *, trimmed: bool, heed: Heed = heedless) -> _Trial:
    trial = _Trial([0] * count)
    decoder = feed.decoder()
    if not trimmed:
        untrimmed(decoder)
    elif decoder.flags2 & Flags2.skip_manual:
        decoder.flags2 &= ~Flags2.skip_manual
    for index, packet in feed.packets_from(first):
        if index >= first + count:
            break
        if not index & _HEEDED:
            heed((index - first) / count)
        for frame in decode(decoder, packet):
            trial.sizes[index - first] += frame.samples
            trial.rate, trial.channels = frame.sample_rate, frame.layout.nb_channels
    return trial


def _usual(sizes: Sequence[int]) -> int:
    return Counter(size for size in sizes if size).most_common(1)[0][0]


def _ends(feed: PacketFeed, starts: NDArray[np.int64]) -> tuple[int, int]:
    """The recording's first frame and the frame after its last, on the untrimmed timeline."""
    count = len(starts) - 1
    span = min(_TRIAL, count)
    whole, kept = (_trial(feed, 0, span, trimmed=trimmed).sizes for trimmed in (False, True))
    skipped = 0
    for full, left in zip(whole[: max(1, span - 1)], kept, strict=False):
        skipped += max(0, full - left)
        if left:
            break
    first = _last_sounding(feed, count - span, span)
    whole, kept = (_trial(feed, first, span, trimmed=trimmed).sizes for trimmed in (False, True))
    return skipped, _last_end(starts, first, whole, kept)


def _last_sounding(feed: PacketFeed, first: int, span: int) -> int:
    """The packet from which on the last `span` packets lie that give anything, when the end gives nothing."""
    silent, step = first, span
    while first > 0 and not any(_trial(feed, first, span, trimmed=False).sizes):
        silent, first, step = first, max(0, first - step), 2 * step
    while silent - first > span // 2:
        middle = (silent + first) // 2
        if any(_trial(feed, middle, span, trimmed=False).sizes):
            first = middle
        else:
            silent = middle
    return first


def _last_end(starts: NDArray[np.int64], first: int, whole: list[int], kept: list[int]) -> int:
    """Behind the last packet that gives anything; padding is what a trimming decoder leaves out there."""
    last = max((i for i, size in enumerate(whole) if size), default=len(whole) - 1)
    end = int(starts[first + last]) + whole[last]
    settled = max(1, len(whole) // 2)
    for index in range(last, settled - 1, -1):
        end -= max(0, whole[index] - kept[index])
        if kept[index]:
            break
    return end
