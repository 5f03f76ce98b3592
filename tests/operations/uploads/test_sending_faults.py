"""Whatever happens on the way, the right bytes end at the server, or one clear error is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from audio_desk import errors
from audio_desk.local_gemini.life.run_file import RunFile
from audio_desk.operations.events import Preparing, UploadEvent, Uploading
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.uploads.conversion import conversion_of
from audio_desk.paths import Paths
from tests.operations.asked import of_kind
from tests.operations.conftest import OpenDesk
from tests.operations.uploads.sending import CHUNK, MIB, bring, commands, long_wav, sound_files
from tests.server_process import ServerProcess

TERMINATED = {"error": {"code": 400, "message": "Upload has already been terminated."}}

FAULTS: dict[str, list[dict[str, Any]]] = {
    "cut at 40 %": [{"action": "cut-request", "skip": 0, "after_bytes": 8 * MIB - 40}],
    "cut at 95 %": [{"action": "cut-request", "skip": 2, "after_bytes": 3 * MIB}],
    "session ended": [{"action": "status", "skip": 1, "status": 400, "body": TERMINATED}],
    "503 on a chunk": [{"action": "status", "skip": 1, "status": 503}],
    "offset mismatch": [{"action": "status", "skip": 1, "status": 409}],
    "query answers final": [{"command": "finalize", "action": "drop-answer"}],
    "slow line": [{"action": "slow", "bytes_per_second": 12 * MIB, "times": 0}],
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_right_bytes_arrive(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path, fault: str
) -> None:
    server.script_faults([{"command": "upload", **rule} for rule in FAULTS[fault]])
    async with open_desk() as desk:
        recording = await open_recording(desk, long_wav(tmp_path / "long.wav"))
        file, events = await bring(desk, recording)
        assert desk.store.sessions("on-device") == ()
    assert sound_files(server, recording.record.fingerprint) == [file.name]
    sent = [event.sent for event in of_kind(events, Uploading)]
    if fault != "session ended":
        assert sum(max(0, a - b) for a, b in pairwise(sent)) <= CHUNK


@pytest.fixture
def mortal(home: Paths) -> Iterator[ServerProcess]:
    """A server where the desk finds it, and where it starts the next one."""
    server = ServerProcess.start(home.local_server)
    yield server
    server.kill()


async def test_a_server_that_is_killed_in_the_middle_is_started_again_and_gets_the_rest(
    mortal: ServerProcess, home: Paths, open_desk: OpenDesk, tmp_path: Path
) -> None:
    mortal.script_faults([{"command": "upload", "action": "slow", "bytes_per_second": 8 * MIB, "times": 0}])

    def kill(event: UploadEvent) -> None:
        if isinstance(event, Uploading) and event.sent > 12 * MIB and mortal.process.poll() is None:
            mortal.kill()

    async with open_desk() as desk:
        recording = await open_recording(desk, long_wav(tmp_path / "long.wav"))
        file, events = await bring(desk, recording, kill)
        assert file.sha256 == recording.record.fingerprint
        address = RunFile(home.local_server).read()
        assert address is not None
        assert address.pid != mortal.process.pid
    assert of_kind(events, Preparing)[-1].what == "start-server"
    sent = [event.sent for event in of_kind(events, Uploading)]
    assert sum(max(0, a - b) for a, b in pairwise(sent)) <= CHUNK


@pytest.mark.parametrize("change", ["truncated", "grown"])
async def test_a_file_that_changes_while_it_is_sent_stops_it(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path, change: str
) -> None:
    path = long_wav(tmp_path / "long.wav")
    size = path.stat().st_size

    def spoil(event: UploadEvent) -> None:
        if isinstance(event, Uploading) and event.sent > 4 * MIB and path.stat().st_size == size:
            os.truncate(path, size // 2 if change == "truncated" else size + 1)

    server.script_faults([{"command": "upload", "action": "slow", "bytes_per_second": 20 * MIB, "times": 0}])
    before = len(server.seen())
    async with open_desk() as desk:
        recording = await open_recording(desk, path)
        with pytest.raises(errors.AudioChanged):
            await bring(desk, recording, spoil)
        assert desk.store.sessions("on-device") == ()
    assert commands(server, before)[-1] == "cancel"
    assert sound_files(server, recording.record.fingerprint) == []


async def test_a_lost_line_keeps_the_session_for_the_next_try(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, long_wav(tmp_path / "long.wav"))
        down = [{"path": "/upload/", "skip": 2, "times": 0, "action": "status", "status": 503}]
        server.script_faults(down)
        with pytest.raises(errors.ServiceDown):
            await bring(desk, recording)
        server.clear_faults()
        before = len(server.seen())
        file, _ = await bring(desk, recording)
        assert file.sha256 == recording.record.fingerprint
        assert commands(server, before) == ["query", "upload", "upload, finalize"]


async def test_what_has_to_be_converted_is_offered_with_its_size_and_goes_on_after_a_loss(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = tmp_path / "sound.caf"
    noise = np.random.default_rng().uniform(-0.3, 0.3, (20 * 8_000, 2)).astype(np.float32)
    soundfile.write(path, noise, 8_000, format="CAF", subtype="PCM_16")
    async with open_desk() as desk:
        recording = await open_recording(desk, path)
        wanted = conversion_of(recording)
        assert wanted is not None
        assert wanted.why == "type"
        with pytest.raises(errors.ConversionNeeded):
            await bring(desk, recording, converts=False)
        server.script_faults([{"command": "upload", "times": 0, "action": "status", "status": 503}])
        with pytest.raises(errors.ServiceDown):
            await bring(desk, recording)
        (kept,) = (desk.paths.cache / "converted").iterdir()
        made = kept.stat().st_mtime_ns
        server.clear_faults()
        before = len(server.seen())
        file, _ = await bring(desk, recording)
        assert commands(server, before)[0] == "query"
        assert file.mime_type == "audio/flac"
        assert 0.3 * wanted.size_bytes < file.size_bytes < 2.5 * wanted.size_bytes
        assert made
        assert not (desk.paths.cache / "converted").exists()
