"""Opens a recording for a command, and says so where that takes longer than a moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from audio_desk.cli.visible import visible
from audio_desk.cli.waiting import Waits
from audio_desk.operations.recordings.open_recording import open_recording

if TYPE_CHECKING:
    from audio_desk.operations.desk import Desk
    from audio_desk.operations.recordings.open_recording import Recording


async def opened(desk: Desk, path: Path) -> Recording:
    """Raises as open_recording does."""
    words = f"Reading “{visible(path.name)}”"
    with Waits() as waits:
        waits.say(words)
        return await open_recording(desk, path, on_read=lambda part: waits.say(f"{words}, {part:.0%}"))
