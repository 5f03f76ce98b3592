"""`audio-desk info`: what a recording's file really holds, and what it claims to."""

from __future__ import annotations

from audio_desk import timecode
from audio_desk.audio.info import AudioInfo
from audio_desk.cli.exit_status import ExitStatus
from audio_desk.cli.options import File, Json
from audio_desk.cli.terminal import write_fields, write_json


def info(file: File, as_json: Json = False) -> int:
    """Show a recording's format, rate, channels and real length."""
    from audio_desk.audio.source import probe

    found = probe(file)
    if as_json:
        write_json(_object(found))
    else:
        write_fields(_fields(found))
    return ExitStatus.COMPLETE


def _object(found: AudioInfo) -> dict[str, object]:
    claimed = found.claimed_frames
    return {
        "name": found.path.name,
        "path": str(found.path.absolute()),
        "format": found.container,
        "codec": found.codec,
        "mime_type": found.mime_type,
        "rate": found.rate,
        "channels": found.channels,
        "frames": found.frames,
        "duration": found.duration,
        "claimed_frames": claimed,
        "claimed_duration": None if claimed is None else claimed / found.rate,
        "damaged_at": list(found.broken_at),
        "size_bytes": found.size_bytes,
    }


def _fields(found: AudioInfo) -> list[tuple[str, str]]:
    rows = [
        ("Name", found.path.name),
        ("Format", f"{found.container}, {found.codec} ({found.mime_type})"),
        ("Rate", f"{found.rate:,} Hz"),
        ("Channels", str(found.channels)),
        ("Length", _length(found.frames, found.rate)),
        ("Header claims", _claim(found)),
        ("Size", f"{found.size_bytes:,} bytes"),
    ]
    return [*rows, ("Damaged", _damage(found))] if found.broken_at else rows


def _claim(found: AudioInfo) -> str:
    if found.claimed_frames is None:
        return "nothing"
    if found.claimed_frames == found.frames:
        return "the same"
    return _length(found.claimed_frames, found.rate)


def _damage(found: AudioInfo) -> str:
    """Where; and that nothing follows where it is cut off."""
    *places, last = (timecode.clock(at, 3) for at in found.broken_at)
    ends = "cut off at" if found.broken_at[-1] >= found.duration else "at"
    return f"at {', '.join(places)}; {ends} {last}" if places else f"{ends} {last}"


def _length(frames: int, rate: int) -> str:
    return f"{timecode.clock(frames / rate, 3)} ({frames:,} frames)"
