"""What the tests of sending share: recordings of several chunks, and what a server was sent of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from audio_desk.gemini.types import RemoteFile
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Uploaded, UploadEvent
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.operations.uploads.upload_recording import upload_recording
from tests.server_process import ServerProcess

MIB = 2**20
CHUNK = 8 * MIB


def long_wav(path: Path, mib: int = 20) -> Path:
    """Two chunks and a half of noise that no server has seen."""
    frames = mib * MIB // 4
    noise = np.random.default_rng().integers(-9000, 9000, (frames, 2), dtype=np.int16)
    soundfile.write(path, noise, 44_100, subtype="PCM_16")
    return path


async def bring(
    desk: Desk, recording: Recording | Path, seen: Callable[[UploadEvent], None] | None = None, **options: Any
) -> tuple[RemoteFile, list[UploadEvent]]:
    """Upload it: the file at the server, and every event."""
    if isinstance(recording, Path):
        recording = await open_recording(desk, recording)
    events: list[UploadEvent] = []
    async with aclosing(upload_recording(desk, "on-device", recording, **options)) as steps:
        async for event in steps:
            events.append(event)
            if seen is not None:
                seen(event)
    assert isinstance(events[-1], Uploaded)
    return events[-1].file, events


def commands(server: ServerProcess, since: int = 0) -> list[str]:
    """The upload commands that the server has seen."""
    told = [seen["headers"].get("x-goog-upload-command", "") for seen in server.seen()[since:]]
    return [command for command in told if command]


def sound_files(server: ServerProcess, sha256: str) -> list[str]:
    """The names of the server's uploads of these bytes."""
    import base64

    wanted = base64.b64encode(sha256.encode()).decode()
    files = server.call("GET", "/v1beta/files?pageSize=100").get("files", [])
    return [file["name"] for file in files if file["sha256Hash"] == wanted]
