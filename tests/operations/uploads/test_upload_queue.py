"""The queue: two at a time, paused and gone on with, cancelled, and failures one can act on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import soundfile

from audio_desk import errors
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import Uploading
from audio_desk.operations.uploads.queue import QueuedUpload, UploadQueue
from audio_desk.operations.uploads.unfinished import unfinished_uploads
from tests.operations.conftest import OpenDesk
from tests.operations.uploads.sending import MIB, commands, long_wav
from tests.server_process import ServerProcess

SLOW = {"command": "upload", "action": "slow", "bytes_per_second": 4 * MIB, "times": 0}


class Watched:
    """A queue, and what it tells."""

    def __init__(self, desk: Desk) -> None:
        self.queue = UploadQueue(desk, self._note)
        self.told: list[QueuedUpload] = []
        self._changed = asyncio.Event()

    def _note(self, upload: QueuedUpload) -> None:
        self.told.append(upload)
        self._changed.set()

    def state(self, upload: QueuedUpload) -> str:
        return next(found.state for found in self.queue.uploads if found.id == upload.id)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    def sent(self, upload: QueuedUpload) -> int:
        steps = [told.step for told in self.told if told.id == upload.id]
        return max((step.sent for step in steps if isinstance(step, Uploading)), default=0)


@asynccontextmanager
async def watched(open_desk: OpenDesk) -> AsyncGenerator[tuple[Desk, Watched], None]:
    async with open_desk() as desk:
        seen = Watched(desk)
        try:
            yield desk, seen
        finally:
            await seen.queue.aclose()


async def test_two_run_at_a_time_and_all_arrive(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    paths = [long_wav(tmp_path / f"{number} ä.wav", 1) for number in range(5)]
    async with watched(open_desk) as (_, seen):
        added = [seen.queue.add("on-device", path) for path in paths]
        running: list[int] = []
        states: dict[int, str] = {}
        await seen.queue.join()
        for told in seen.told:
            states[told.id] = told.state
            running.append(list(states.values()).count("running"))
        assert max(running) == 2
        assert [upload.state for upload in seen.queue.uploads] == ["done"] * 5
        assert [upload.id for upload in seen.queue.uploads] == [upload.id for upload in added]
        assert all(upload.file is not None for upload in seen.queue.uploads)


async def test_a_pause_keeps_what_arrived_and_going_on_sends_the_rest(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    server.script_faults([SLOW])
    before = len(server.seen())
    async with watched(open_desk) as (_, seen):
        upload = seen.queue.add("on-device", long_wav(tmp_path / "long.wav"))
        await seen.until(lambda: seen.sent(upload) > 9 * MIB)
        speeds = [told.step.bytes_per_second for told in seen.told if isinstance(told.step, Uploading)]
        assert 2 * MIB < speeds[-1] < 20 * MIB
        seen.queue.pause(upload.id)
        await seen.queue.join()
        assert seen.state(upload) == "paused"
        server.clear_faults()
        seen.queue.resume(upload.id)
        await seen.queue.join()
        assert seen.state(upload) == "done"
    assert commands(server, before).count("start") == 1
    assert "cancel" not in commands(server, before)


async def test_closing_the_queue_keeps_what_arrived(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    server.script_faults([SLOW])
    async with open_desk() as desk:
        seen = Watched(desk)
        upload = seen.queue.add("on-device", long_wav(tmp_path / "long.wav"))
        await seen.until(lambda: seen.sent(upload) > 9 * MIB)
        await seen.queue.aclose()
        (left,) = await unfinished_uploads(desk, "on-device")
        assert left.path == upload.path
        desk.store.keep_session(replace(left, begun=left.begun - timedelta(days=8)))
        assert await unfinished_uploads(desk, "on-device") == ()
        assert desk.store.sessions("on-device") == ()


async def test_cancelling_tells_the_server_also_of_one_that_is_paused(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    server.script_faults([SLOW])
    async with watched(open_desk) as (desk, seen):
        for paused_first in (False, True):
            before = len(server.seen())
            upload = seen.queue.add("on-device", long_wav(tmp_path / f"{paused_first}.wav"))
            await seen.until(lambda upload=upload: seen.sent(upload) > MIB)  # type: ignore[misc]
            if paused_first:
                seen.queue.pause(upload.id)
                await seen.queue.join()
            seen.queue.cancel(upload.id)
            await seen.queue.join()
            assert seen.state(upload) == "cancelled"
            assert commands(server, before)[-1] == "cancel"
            assert await unfinished_uploads(desk, "on-device") == ()


async def test_a_failure_is_kept_with_its_upload_and_can_be_tried_again(
    server: ServerProcess, open_desk: OpenDesk, tmp_path: Path
) -> None:
    path = tmp_path / "sound.caf"
    noise = np.random.default_rng().uniform(-0.3, 0.3, 8_000).astype(np.float32)
    soundfile.write(path, noise, 8_000, format="CAF", subtype="PCM_16")
    async with watched(open_desk) as (_, seen):
        converted = seen.queue.add("on-device", path)
        missing = seen.queue.add("on-device", tmp_path / "nothing.wav")
        await seen.queue.join()
        found = {upload.id: upload for upload in seen.queue.uploads}
        assert isinstance(found[converted.id].error, errors.ConversionNeeded)
        assert isinstance(found[missing.id].error, errors.AudioMissing)
        seen.queue.resume(converted.id, converts=True)
        seen.queue.remove(missing.id)
        await seen.queue.join()
        (left,) = seen.queue.uploads
        assert left.file is not None
        assert left.file.mime_type == "audio/flac"
