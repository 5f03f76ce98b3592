"""The uploads of an account: listed with their recordings, shown, deleted, converted where needed."""

from __future__ import annotations

import asyncio
import hashlib
import threading
import time
from contextlib import aclosing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk import errors
from audio_desk.gemini.types import RemoteFile
from audio_desk.operations.asking.models import list_models
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Preparing, Uploaded, UploadEvent, Uploading
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.operations.uploads.files import (
    delete_recordings_uploads,
    delete_uploads,
    list_uploads,
    show_upload,
    upload_recording,
)
from audio_desk.operations.uploads.living_upload import Origin, record_of
from tests.operations.asked import of_kind
from tests.operations.conftest import OpenDesk
from tests.server_process import ServerProcess


async def upload(desk: Desk, recording: Recording) -> tuple[RemoteFile, list[UploadEvent]]:
    async with aclosing(upload_recording(desk, "on-device", recording)) as steps:
        events = [event async for event in steps]
    assert isinstance(events[-1], Uploaded)
    return events[-1].file, events


async def test_an_upload_is_listed_with_the_recording_that_it_was_made_from(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        file, _ = await upload(desk, recording)
        page = await list_uploads(desk, "on-device")
        shown = next(upload for upload in page.uploads if upload.file.name == file.name)
        assert shown.recording is not None
        assert shown.recording.id == recording.record.id
        for name in (file.name, file.name.removeprefix("files/")):
            assert (await show_upload(desk, "on-device", name)).file.name == file.name


async def test_an_upload_of_another_program_is_joined_by_its_bytes_or_not_known(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        client = await desk.accounts.client("on-device")
        same = await client.upload(tones, display_name="theirs", mime_type="audio/wav")
        other = await client.upload(b"no sound", display_name="theirs", mime_type="text/plain")
        shown = (await show_upload(desk, "on-device", same.name)).recording
        assert shown is not None
        assert shown.fingerprint == recording.record.fingerprint
        assert (await show_upload(desk, "on-device", other.name)).recording is None


async def test_uploads_come_in_pages(server: ServerProcess, open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        client = await desk.accounts.client("on-device")
        for number in range(12):
            await client.upload(bytes([number]), display_name=str(number), mime_type="text/plain")
        first = await list_uploads(desk, "on-device")
        assert len(first.uploads) == 10
        assert first.next_page_token is not None
        second = await list_uploads(desk, "on-device", first.next_page_token)
        names = [upload.file.name for upload in (*first.uploads, *second.uploads)]
        assert len(set(names)) == len(names) >= 12


async def test_several_are_deleted_and_each_tells_how_it_went(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        file, _ = await upload(desk, recording)
        names = ["files/nobody-has-this", file.name]
        async with aclosing(delete_uploads(desk, "on-device", names)) as results:
            told = [result async for result in results]
        assert [result.name for result in told] == names
        assert isinstance(told[0].error, errors.UploadGone)
        assert told[1].error is None
        assert desk.store.uploads("on-device") == ()
        with pytest.raises(errors.UploadGone):
            await show_upload(desk, "on-device", file.name)
        _, events = await upload(desk, recording)
        assert of_kind(events, Uploading)


async def test_what_gemini_does_not_take_is_sent_as_flac(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = tmp_path / "sound.caf"
    noise = np.random.default_rng().uniform(-0.3, 0.3, (80_000, 2)).astype(np.float32)
    soundfile.write(path, noise, 8_000, format="CAF", subtype="PCM_16")
    async with open_desk() as desk:
        recording = await open_recording(desk, path)
        file, events = await upload(desk, recording)
        assert of_kind(events, Preparing)[-1].what == "convert"
        assert file.mime_type == "audio/flac"
        assert file.display_name == "sound.caf"
        (known,) = desk.store.uploads("on-device")
        assert known.recording_sha256 == recording.record.fingerprint
        again, events = await upload(desk, recording)
        assert again.name == file.name
        assert not of_kind(events, Preparing)
        assert (await show_upload(desk, "on-device", file.name)).recording == recording.record
        assert not (desk.paths.cache / "converted").exists()


async def test_a_lost_connection_in_the_middle_is_overcome(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([{"command": "upload", "action": "cut-request", "after_bytes": 60_000}])
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        file, _ = await upload(desk, recording)
    assert file.sha256 == recording.record.fingerprint
    assert hashlib.sha256(tones.read_bytes()).hexdigest() == file.sha256  # noqa: ASYNC240


async def test_an_upload_is_cancelled_within_a_second_and_the_server_told(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    server.script_faults([{"command": "upload", "action": "delay", "seconds": 120}])
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        steps = upload_recording(desk, "on-device", recording)
        async for event in steps:
            if isinstance(event, Uploading):
                break
        begin = time.monotonic()
        await steps.aclose()
        assert time.monotonic() - begin < 1.0
        assert desk.store.uploads("on-device") == ()
    last = server.seen()[-1]
    assert last["headers"]["x-goog-upload-command"] in ("start", "cancel")


async def test_models_that_answer_are_listed(server: ServerProcess, open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        assert "whisper-tiny.en" in [model.name for model in await list_models(desk, "on-device")]


async def test_closing_the_desk_stops_what_its_threads_do(open_desk: OpenDesk) -> None:
    begun = threading.Event()

    def work(stop: threading.Event) -> bool:
        begun.set()
        return stop.wait(120)

    async with open_desk() as desk:
        task = asyncio.get_running_loop().create_task(desk.run_stoppable(work))
        assert await desk.run(begun.wait, 30)
        begin = time.monotonic()
    assert time.monotonic() - begin < 5.0
    assert await task is True


async def test_the_length_is_known_of_whole_recordings_only(
    server: ServerProcess, open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        file, _ = await upload(desk, recording)
        client = await desk.accounts.client("on-device")
        clip = await client.upload(b"other bytes", display_name="clip.flac", mime_type="audio/flac")
        # As asking about a region of it does.
        desk.store.remember_upload(
            record_of("on-device", clip, Origin(recording.record.id, clip.sha256), clip.sha256)
        )
        whole, part = [await show_upload(desk, "on-device", each.name) for each in (file, clip)]
        assert whole.seconds == pytest.approx(10)
        assert part.recording == whole.recording
        assert part.seconds is None


async def test_all_uploads_of_one_recording_are_deleted_and_no_others(
    server: ServerProcess, open_desk: OpenDesk, tones: Path, sample: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        file, _ = await upload(desk, recording)
        other, _ = await upload(desk, await open_recording(desk, sample))
        gone = [item.name async for item in delete_recordings_uploads(desk, "on-device", recording.record.id)]
        assert gone == [file.name]
        assert [row.name for row in desk.store.uploads("on-device")] == [other.name]
        before = len(server.seen())
        again = [item async for item in delete_recordings_uploads(desk, "on-device", recording.record.id)]
        assert again == []
        assert server.seen()[before:] == []
        [_] = [item async for item in delete_uploads(desk, "on-device", [other.name])]
