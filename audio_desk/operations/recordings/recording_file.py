"""Finds a recording's bytes again before they are read another time."""

from __future__ import annotations

from pathlib import Path

from audio_desk.audio.fingerprint import fingerprint
from audio_desk.errors import AudioChanged, AudioMissing, AudioUnreadable, RowGone
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording, check_unchanged


async def unchanged_file(desk: Desk, recording: Recording) -> Path:
    """Where the recording's bytes are: a file that was only touched, or moved and opened there, will do.

    Raises AudioMissing, AudioUnreadable or AudioChanged, and then somebody has to be asked.
    """
    try:
        await desk.run(check_unchanged, recording)
        return recording.path
    except (AudioMissing, AudioChanged) as trouble:
        path = recording.path if isinstance(trouble, AudioChanged) else await _seen_last(desk, recording)
        if not await _has_bytes(desk, path, recording):
            raise
        return path


async def _seen_last(desk: Desk, recording: Recording) -> Path:
    try:
        return (await desk.run(desk.store.recording, recording.record.id)).path
    except RowGone:
        return recording.path


async def _has_bytes(desk: Desk, path: Path, recording: Recording) -> bool:
    try:
        if (await desk.run(path.stat)).st_size != recording.info.size_bytes:
            return False
        digest = await desk.run_stoppable(lambda stop: fingerprint(path, stop))
    except (OSError, AudioMissing, AudioUnreadable):
        return False
    return digest == recording.record.fingerprint
