"""Where a stretch of a recording is silent: its edges are where people cut."""

from __future__ import annotations

from audio_desk.audio.analysis import silences_in
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording
from audio_desk.region import Region


async def find_silences(desk: Desk, recording: Recording, span: Region) -> tuple[Region, ...]:
    """In order, in the recording's frames. Raises AudioError."""
    return await desk.run_stoppable(lambda stop: silences_in(recording.path, span, stop))
