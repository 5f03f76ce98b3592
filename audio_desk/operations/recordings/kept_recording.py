"""A recording whose file is gone: what is kept of it can still be handed over."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from audio_desk.audio.info import AudioInfo
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording

_ALL: Final = 2**31


async def kept_recording(desk: Desk, path: Path) -> Recording | None:
    """The one that was last opened at `path`; its sound cannot be read. Raises StoreUnavailable."""
    wanted = await desk.run(path.absolute)
    records = await desk.run(desk.store.recordings, _ALL)
    return next((without_sound(record) for record in records if record.path == wanted), None)


def without_sound(record: RecordingRecord) -> Recording:
    """What is known of it without its file."""
    info = AudioInfo(
        path=record.path,
        container="",
        codec="",
        mime_type=record.mime_type,
        rate=record.rate,
        channels=record.channels,
        frames=record.frames,
        claimed_frames=None,
        size_bytes=record.size_bytes,
    )
    return Recording(info, record)
