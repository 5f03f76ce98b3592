"""An upload lives for 48 hours: near its end, or after it, the same bytes go again, or somebody is asked."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from audio_desk import errors
from audio_desk.gemini.types import RemoteFile
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Renewing, UploadEvent, Uploading
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from tests.operations.asked import finished, gather, of_kind, request_about
from tests.operations.conftest import OpenDesk, said, script_answer
from tests.operations.uploads.sending import bring
from tests.server_process import ServerProcess

HOUR = 3600.0

at_its_end = pytest.mark.parametrize("age", [47 * HOUR + 55 * 60, 48 * HOUR], ids=["47:55", "48:00"])
"""Either under ten minutes are left, or none."""


@asynccontextmanager
async def uploaded_before(
    server: ServerProcess, open_desk: OpenDesk, path: Path, seconds: float
) -> AsyncGenerator[tuple[Desk, Recording, RemoteFile], None]:
    """A desk whose upload was made so long ago."""
    async with open_desk() as desk:
        recording = await open_recording(desk, path)
        server.move_clock(-seconds)
        file, _ = await bring(desk, recording)
        server.move_clock(0)
        yield desk, recording, file


async def test_an_upload_with_hours_left_is_used(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with uploaded_before(server, open_desk, tones, 47 * HOUR) as (desk, recording, before):
        file, events = await bring(desk, recording)
        assert file.name == before.name
        assert not of_kind(events, Uploading)


@at_its_end
async def test_an_upload_at_its_end_is_renewed_by_the_next_question_which_says_so(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, age: float
) -> None:
    async with uploaded_before(server, open_desk, tones, age) as (desk, recording, before):
        script_answer(server, said("[00:01] words", "STOP"))
        events = await gather(desk, await request_about(desk, tones, region=None, mode="whole"))
        assert of_kind(events, Renewing) == [Renewing("expired")]
        assert finished(events).answer.text == "[00:01] words"
        (newest, *_) = desk.store.uploads("on-device")
        assert newest.name != before.name
        assert newest.sha256 == recording.record.fingerprint


@pytest.mark.parametrize(("status", "word"), [(403, "PERMISSION_DENIED"), (404, "NOT_FOUND")])
async def test_an_upload_that_the_server_refuses_is_sent_again(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, status: int, word: str
) -> None:
    async with uploaded_before(server, open_desk, tones, HOUR) as (desk, _, before):
        message = f"You do not have permission to access the File {before.name} or it may not exist."
        error = {"error": {"code": status, "message": message, "status": word}}
        refusal = {"path": "streamGenerateContent", "action": "status", "status": status, "body": error}
        answer = {"path": "streamGenerateContent", "action": "events", "events": [said("x", "STOP")]}
        server.script_faults([refusal, answer])
        events = await gather(desk, await request_about(desk, tones, region=None, mode="whole"))
        assert of_kind(events, Renewing) == [Renewing("gone")]
        (row,) = desk.store.uploads("on-device")
        assert row.name != before.name


async def test_an_upload_that_somebody_deleted_is_sent_again(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with uploaded_before(server, open_desk, tones, HOUR) as (desk, recording, before):
        server.call("DELETE", f"/v1beta/{before.name}")
        _, events = await bring(desk, recording)
        assert of_kind(events, Renewing) == [Renewing("gone")]


@at_its_end
async def test_a_file_that_was_only_touched_is_the_same(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, age: float
) -> None:
    async with uploaded_before(server, open_desk, tones, age) as (desk, recording, _):
        os.utime(tones, (1, 1))
        file, _ = await bring(desk, recording)
        assert file.sha256 == recording.record.fingerprint


@at_its_end
async def test_a_file_that_was_moved_and_opened_there_is_found(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, age: float
) -> None:
    async with uploaded_before(server, open_desk, tones, age) as (desk, recording, _):
        moved = tones.rename(tones.with_name("moved.wav"))  # noqa: ASYNC240
        with pytest.raises(errors.AudioMissing):
            await bring(desk, recording)
        await open_recording(desk, moved)
        file, _ = await bring(desk, recording)
        assert file.sha256 == recording.record.fingerprint


@at_its_end
@pytest.mark.parametrize(
    ("change", "error"), [("changed", errors.AudioChanged), ("missing", errors.AudioMissing)]
)
async def test_a_changed_or_missing_file_asks_instead(
    server: ServerProcess,
    open_desk: OpenDesk,
    tones: Path,
    change: str,
    error: type[errors.AudioError],
    age: float,
) -> None:
    async with uploaded_before(server, open_desk, tones, age) as (desk, recording, _):
        spoil(tones, change)
        told: list[UploadEvent] = []
        with pytest.raises(error):
            await bring(desk, recording, told.append)
        assert told == [Renewing("expired")]


def spoil(path: Path, change: str) -> None:
    if change == "missing":
        path.unlink()
        return
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    os.utime(path, (1, 1))
