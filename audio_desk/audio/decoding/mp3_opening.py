"""Opens MP3: libsndfile where its length is true or can be made so, FFmpeg where the file is damaged."""

from __future__ import annotations

import dataclasses
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from audio_desk.audio.decoding.file_view import FileView
from audio_desk.audio.decoding.joined_source import JoinedSource, Part, joined_frames
from audio_desk.audio.decoding.mp3_frames import FrameHeader, XingFrame, make_xing
from audio_desk.audio.decoding.mp3_near import DECODER_DELAY, Mp3Stretch, NearMp3
from audio_desk.audio.decoding.mp3_scan import Mp3Part, first_frame, scan_mp3
from audio_desk.audio.decoding.packet_opening import open_packets
from audio_desk.audio.decoding.sound_file_source import SoundFileSource, open_sound_file
from audio_desk.audio.heed import Heed, heedless
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.protocol import AudioSource

if TYPE_CHECKING:
    from audio_desk.audio.decoding.packet_source import PacketSource

_MIME = "audio/mp3"
_MIME_BURIED = "audio/x-mp3"
"""Others may not look so far for its sound: it is converted before sending."""
_NAME = "MP3"
_WALKED_BYTES = 150 * 2**20
"""All headers lie all over the file: a larger one is believed when its Xing frame fits its size."""
_LARGEST_FRAME = 2881


def open_mp3(
    path: Path, body: int, size: int, heed: Heed = heedless, *, careful: bool = False
) -> AudioSource | None:
    """None when there is nothing that decodes; `careful`: every header is looked at, however many there are.

    Raises OSError, or as `open_packets` does.
    """
    header, xing = first_frame(path, body)
    if not careful and size > _WALKED_BYTES and _suits(header) and _fits(xing, size - body):
        return _plain(path, size, _claimed_stretch(body, size, header, xing))
    parts = scan_mp3(path, body, heed)
    if not parts:
        return _by_ffmpeg(path, size, heed=heed)
    if not all(part.whole for part in parts) or any(part.header.layer != 3 for part in parts):
        return _by_ffmpeg(path, size, _damage(parts), _claimed(parts[0]), heed=heed)
    if len(parts) == 1:
        return _single(path, parts[0], size)
    return _joined(path, parts, size)


def open_buried_mp3(path: Path, body: int, size: int, heed: Heed = heedless) -> AudioSource | None:
    """One behind what no decoder steps over. Raises OSError, or as `open_packets` does."""
    parts = scan_mp3(path, body, heed)
    if not parts:
        return None
    source: SoundFileSource | PacketSource | JoinedSource
    if not all(part.whole and part.header.layer == 3 for part in parts):
        source = _by_ffmpeg(path, size, _damage(parts), _claimed(parts[0]), start=body, heed=heed)
    elif len(parts) == 1:
        source = _part_source(path, parts[0], size, _claimed(parts[0]))
    else:
        source = _joined(path, parts, size)
    source.info = dataclasses.replace(source.info, mime_type=_MIME_BURIED)
    return source


def _suits(header: FrameHeader | None) -> bool:
    """MPEG-1 layer III: mpg123 is twice as quick, but complains on standard error when MPEG-2 is sought."""
    return header is not None and header.layer == 3 and header.version == 3


def _fits(xing: XingFrame | None, audio_bytes: int) -> bool:
    if xing is None or xing.bytes is None or xing.frames is None:
        return False
    return abs(xing.bytes - audio_bytes) <= _LARGEST_FRAME


def _plain(path: Path, size: int, stretch: Mp3Stretch | None) -> SoundFileSource | None:
    rescue = partial(_by_ffmpeg, path, size)
    source = open_sound_file(path, container=_NAME, mime_type=_MIME, size=size, rescue=rescue)
    return source.reached_by(NearMp3(path, stretch)) if source is not None and stretch is not None else source


def _stretch(
    start: int, end: int, frames: int, header: FrameHeader, trim: tuple[int, int]
) -> Mp3Stretch | None:
    """None when it is not known how much libsndfile leaves out at the start."""
    return Mp3Stretch(start, end, frames, header, trim[0] + DECODER_DELAY) if any(trim) else None


def _claimed_stretch(
    body: int, size: int, header: FrameHeader | None, xing: XingFrame | None
) -> Mp3Stretch | None:
    if header is None or xing is None or not xing.frames:
        return None
    start, trim = body + xing.length, (xing.delay, xing.padding)
    return _stretch(start, min(size, body + (xing.bytes or size)), xing.frames, header, trim)


def _damage(parts: list[Mp3Part]) -> tuple[float, ...]:
    """Where a part ends in what is no sound."""
    ends = accumulate(part.samples / part.header.rate for part in parts)
    return tuple(end for part, end in zip(parts, ends, strict=True) if not part.whole)


def _by_ffmpeg(
    path: Path,
    size: int,
    damage: tuple[float, ...] = (),
    claimed: int | None = None,
    *,
    start: int = 0,
    heed: Heed = heedless,
) -> PacketSource:
    view = FileView(path, start) if start else None
    source = open_packets(path, view, "mp3", container=_NAME, mime_type=_MIME, size=size, heed=heed)
    source.info = dataclasses.replace(source.info, damage=damage, claimed_frames=claimed)
    if source.info.codec != "MP3":
        source.info = dataclasses.replace(source.info, container=source.info.codec, mime_type="audio/x-mp2")
    return source


def _single(path: Path, part: Mp3Part, size: int) -> AudioSource | None:
    claimed = _claimed(part)
    if _suits(part.header) and claimed == part.samples and _quiet(part, size):
        stretch = _stretch(part.start, part.end, part.frames, part.header, part.trim)
        source = _plain(path, size, stretch)
        if source is not None and source.info.frames == part.samples:
            return source
    return _part_source(path, part, size, claimed)


def _quiet(part: Mp3Part, size: int) -> bool:
    """Whether mpg123 finds nothing to remark on standard error about sizes."""
    if part.xing is None or part.xing.bytes is None:
        return False
    audio_bytes = part.end - part.start + part.xing.length
    behind = size - part.end
    return max(behind, abs(part.xing.bytes - audio_bytes)) <= audio_bytes // 200


def _claimed(part: Mp3Part) -> int | None:
    if part.xing is None or part.xing.frames is None:
        return None
    return part.xing.frames * part.header.samples - part.xing.delay - part.xing.padding


def _part_source(path: Path, part: Mp3Part, size: int, claimed: int | None) -> SoundFileSource | PacketSource:
    """The part behind a Xing frame that says how long it is. Raises LookupError."""
    head = make_xing(part.first, part.header, part.frames, part.end - part.start, *part.trim)
    view = partial(FileView, path, part.start, part.end, head)
    source: SoundFileSource | PacketSource | None = None
    if _suits(part.header):
        source = open_sound_file(path, view, container=_NAME, mime_type=_MIME, size=size)
        if source is not None:
            skipped = part.trim[0] + DECODER_DELAY if any(part.trim) else 0
            stretch = Mp3Stretch(part.start, part.end, part.frames, part.header, skipped)
            source.reached_by(NearMp3(path, stretch))
    if source is None:
        source = open_packets(path, view(), "mp3", container=_NAME, mime_type=_MIME, size=size)
    source.info = dataclasses.replace(source.info, claimed_frames=claimed)
    return source


def _joined(path: Path, parts: list[Mp3Part], size: int) -> JoinedSource:
    first = parts[0]
    opened = [
        Part(part.samples, part.header.rate, partial(_part_source, path, part, size, None)) for part in parts
    ]
    info = AudioInfo(
        path=path,
        container=_NAME,
        codec="MP3",
        mime_type=_MIME,
        rate=first.header.rate,
        channels=max(part.header.channels for part in parts),
        frames=joined_frames(opened, first.header.rate),
        claimed_frames=_claimed(first),
        size_bytes=size,
    )
    return JoinedSource(opened, info)
