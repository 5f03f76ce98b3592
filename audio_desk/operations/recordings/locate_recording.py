"""Finds out which recordings are not where they were, and takes the place that somebody shows for one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from audio_desk.audio.file_state import FileState
from audio_desk.audio.fingerprint import fingerprint
from audio_desk.errors import OtherRecording
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording, open_recording


async def missing_recordings(desk: Desk, recordings: Iterable[RecordingRecord]) -> frozenset[int]:
    """The ids of those whose file is gone."""
    return await desk.run(lambda: frozenset(one.id for one in recordings if not one.path.exists()))


async def locate_recording(desk: Desk, record: RecordingRecord, path: Path) -> Recording:
    """From now on it lies at `path`: told by its bytes.

    Raises OtherRecording, AudioError and StoreError; then nothing is changed.
    """
    size = (await desk.run(FileState.of, path)).size
    if size != record.size_bytes:
        raise OtherRecording(path)
    if await desk.run_stoppable(lambda stop: fingerprint(path, stop)) != record.fingerprint:
        raise OtherRecording(path)
    return await open_recording(desk, path)
