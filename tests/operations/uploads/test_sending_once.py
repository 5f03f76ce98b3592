"""The same bytes are sent once: to everybody here, across programs, across pauses and kills."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from audio_desk import errors
from audio_desk.operations.events import UploadEvent, Uploading, Waiting
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.uploads.sharing import Hold
from audio_desk.operations.uploads.unfinished import unfinished_recordings
from audio_desk.paths import Paths
from tests.child_process import line_of, started
from tests.operations.asked import of_kind
from tests.operations.conftest import OpenDesk
from tests.operations.uploads.sending import CHUNK, MIB, bring, commands, long_wav, sound_files
from tests.server_process import ServerProcess

LISTED = ("GET", "/v1beta/files")
SLOW = {"command": "upload", "action": "slow", "bytes_per_second": 4 * MIB, "times": 0}


async def test_two_at_once_share_one_upload(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = long_wav(tmp_path / "long.wav")
    before = len(server.seen())
    async with open_desk() as desk:
        recording = await open_recording(desk, path)
        (one, first), (two, second) = await asyncio.gather(bring(desk, recording), bring(desk, recording))
    assert one == two
    assert of_kind(first, Uploading)
    assert of_kind(second, Uploading)
    assert commands(server, before).count("start") == 1
    assert sound_files(server, recording.record.fingerprint) == [one.name]


async def test_one_who_leaves_does_not_stop_the_other(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    server.script_faults([SLOW])
    path = long_wav(tmp_path / "long.wav", 10)
    before = len(server.seen())
    async with open_desk() as desk:
        recording = await open_recording(desk, path)
        begun = asyncio.Event()

        def note(event: UploadEvent) -> None:
            if isinstance(event, Uploading) and event.sent:
                begun.set()

        leaving = asyncio.get_running_loop().create_task(bring(desk, recording, note))
        staying = asyncio.get_running_loop().create_task(bring(desk, recording))
        await begun.wait()
        leaving.cancel()
        file, _ = await staying
    assert file.sha256 == recording.record.fingerprint
    assert "cancel" not in commands(server, before)


async def test_an_upload_that_another_program_made_is_used(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        client = await desk.accounts.client("on-device")
        theirs = await client.upload(tones, display_name="theirs", mime_type="audio/wav")
        before = len(server.seen())
        file, _ = await bring(desk, tones)
        assert file.name == theirs.name
        assert "start" not in commands(server, before)
        assert [upload.name for upload in desk.store.uploads("on-device")] == [theirs.name]


async def test_what_the_account_has_is_read_once_before_an_upload(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    """For the same bytes and for room; what is made of a recording is looked for in it too."""
    async with open_desk() as desk:
        for channel in (None, 0):
            before = len(server.seen())
            await bring(desk, tones, channel=channel)
            seen = server.seen()[before:]
            pages = [str(each["query"]) for each in seen if (each["method"], each["path"]) == LISTED]
            assert len(set(pages)) == len(pages) > 0


async def test_processing_shows_and_a_failure_of_it_gives_the_servers_reason(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        server.script_faults([{"action": "processing", "seconds": 1.0}])
        file, events = await bring(desk, tones)
        assert of_kind(events, Waiting) == [Waiting("processing")]
        path = tones.with_name("other.wav")
        path.write_bytes(tones.read_bytes() + bytes(2))  # noqa: ASYNC240
        failed = {
            "name": file.name,
            "state": "FAILED",
            "error": {"code": 3, "message": "No sound in it."},
            "uri": file.uri,
        }
        answer = {
            "method": "GET",
            "path": "/v1beta/files/",
            "action": "status",
            "status": 200,
            "body": failed,
        }
        server.script_faults([{"action": "processing", "seconds": 5.0}, answer])
        with pytest.raises(errors.UploadFailed, match="No sound in it"):
            await bring(desk, path)


async def test_a_paused_upload_is_gone_on_with_by_the_next_program(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = long_wav(tmp_path / "long.wav")
    server.script_faults([SLOW])
    hold = Hold()
    async with open_desk() as desk:
        reached = asyncio.Event()

        def note(event: UploadEvent) -> None:
            if isinstance(event, Uploading) and event.sent > 9 * MIB:
                reached.set()

        task = asyncio.get_running_loop().create_task(bring(desk, path, note, hold=hold))
        await reached.wait()
        assert await unfinished_recordings(desk, "on-device") == ()  # it is being sent
        hold.pauses = True
        task.cancel()
        await asyncio.wait({task})
        assert len(desk.store.sessions("on-device")) == 1
    server.clear_faults()
    before = len(server.seen())
    async with open_desk() as desk:
        (left,) = await unfinished_recordings(desk, "on-device")
        assert (left.path, left.converts, left.size_bytes) == (path, False, path.stat().st_size)
        recording = await open_recording(desk, path)
        file, events = await bring(desk, recording)
        assert desk.store.sessions("on-device") == ()
        assert await unfinished_recordings(desk, "on-device") == ()
    assert file.sha256 == recording.record.fingerprint
    assert commands(server, before)[0] == "query"
    assert "start" not in commands(server, before)
    assert of_kind(events, Uploading)[0].sent >= CHUNK


def test_a_killed_program_goes_on_where_it_was_when_it_is_started_again(
    server: ServerProcess, home: Paths, tmp_path: Path
) -> None:
    path = long_wav(tmp_path / "long.wav")
    server.script_faults([SLOW])
    with _started(path) as killed:
        while int(line_of(killed)) < 12 * MIB:
            pass
        os.kill(killed.pid, signal.SIGKILL)
    server.clear_faults()
    before = len(server.seen())
    with _started(path) as again:
        told, _ = again.communicate(timeout=120)
        *progress, sha256 = told.split()
        assert again.returncode == 0
    assert commands(server, before)[0] == "query"
    assert "start" not in commands(server, before)
    assert int(progress[0]) >= 12 * MIB - CHUNK
    assert len(sound_files(server, sha256)) == 1


def test_two_programs_at_once_send_a_recording_once(
    server: ServerProcess, home: Paths, tmp_path: Path
) -> None:
    path = long_wav(tmp_path / "long.wav", 10)
    before = len(server.seen())
    with _started(path) as one, _started(path) as other:
        told = [program.communicate(timeout=120)[0].split() for program in (one, other)]
        assert [one.returncode, other.returncode] == [0, 0]
    assert told[0][-1] == told[1][-1]
    assert commands(server, before).count("start") == 1
    assert len(sound_files(server, told[0][-1])) == 1


async def test_the_rows_of_two_programs_are_neither_lost_nor_doubled(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    paths = [long_wav(tmp_path / f"{number}.wav", 1) for number in range(6)]
    async with open_desk() as one, open_desk() as two:
        await asyncio.gather(*[bring(desk, path) for path in paths for desk in (one, two)])
        rows = one.store.uploads("on-device")
        assert rows == two.store.uploads("on-device")
    digests = {row.recording_sha256 for row in rows}
    assert len(rows) == len(digests) == len(paths)
    assert all(len(sound_files(server, digest)) == 1 for digest in digests)
    assert not list((one.paths.data / "sending").iterdir())


def _started(path: Path) -> AbstractContextManager[subprocess.Popen[str]]:
    return started([sys.executable, "-m", "tests.operations.uploads.sending_child", str(path)])
