"""An upload outlives its connection, its client and the server: what has arrived is not sent again."""

from __future__ import annotations

import asyncio
import os
import random
import time
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from audio_desk import errors
from audio_desk.gemini.endpoint import Endpoint
from audio_desk.gemini.types import RemoteFile
from audio_desk.gemini.upload import Resumption
from audio_desk.gemini.upload_calls import UploadSession
from tests.gemini.arriving import MIB, assert_arrived
from tests.gemini.conftest import begun, connected
from tests.server_process import ServerProcess

SIZE = 20 * MIB + 12_345


@pytest.fixture(scope="module")
def content() -> bytes:
    return random.Random(11).randbytes(SIZE)


class Attempt:
    """One attempt to send `content`: what it told, and the session that it left."""

    def __init__(self, session: UploadSession | None = None, *, pausing: bool = False) -> None:
        self.session = session
        self.told: list[tuple[float, int]] = []
        self.resumption = Resumption(session, self._on_session, lambda: pausing)

    async def _on_session(self, session: UploadSession | None) -> None:
        self.session = session

    async def send(self, endpoint: Endpoint, content: Path | bytes, stop_at: int | None = None) -> RemoteFile:
        reached = asyncio.Event()

        def note(sent: int, total: int) -> None:
            self.told.append((time.monotonic(), sent))
            if stop_at is not None and sent >= stop_at:
                reached.set()

        async with connected(endpoint) as client:
            task = begun(
                client.upload(
                    content,
                    display_name="x.bin",
                    mime_type="application/octet-stream",
                    on_progress=note,
                    resumption=self.resumption,
                )
            )
            if stop_at is not None:
                async with asyncio.timeout(60):
                    await reached.wait()
                task.cancel()
            return await task

    @property
    def sent_again(self) -> int:
        return sum(max(0, a - b) for (_, a), (_, b) in pairwise(self.told))


def commands(server: ServerProcess, since: int) -> list[str]:
    return [seen["headers"].get("x-goog-upload-command", "") for seen in server.seen()[since:]]


async def test_a_paused_upload_goes_on_with_what_is_left(
    server: ServerProcess, endpoint: Endpoint, content: bytes
) -> None:
    first = Attempt(pausing=True)
    before = len(server.seen())
    with pytest.raises(asyncio.CancelledError):
        await first.send(endpoint, content, stop_at=12 * MIB)
    assert first.session is not None
    assert "cancel" not in commands(server, before)
    second = Attempt(first.session)
    before = len(server.seen())
    assert_arrived(await second.send(endpoint, content), content)
    assert commands(server, before)[0] == "query"
    assert "start" not in commands(server, before)
    assert second.told[0][1] >= 4 * MIB


async def test_a_cancelled_upload_leaves_no_session(endpoint: Endpoint, content: bytes) -> None:
    attempt = Attempt(pausing=False)
    with pytest.raises(asyncio.CancelledError):
        await attempt.send(endpoint, content, stop_at=12 * MIB)
    assert attempt.session is None


async def test_a_server_that_is_started_again_gets_the_rest(tmp_path: Path, content: bytes) -> None:
    first = ServerProcess.start(tmp_path / "server")
    port = str(urlsplit(first.base_url).port)
    attempt = Attempt(pausing=True)
    with pytest.raises(asyncio.CancelledError):
        await attempt.send(Endpoint("on-device", first.base_url, first.api_key), content, stop_at=12 * MIB)
    first.kill()
    lost = Attempt(attempt.session)
    with pytest.raises(errors.Unreachable):
        await lost.send(Endpoint("on-device", first.base_url, first.api_key), content)
    assert lost.session == attempt.session
    second = ServerProcess.start(tmp_path / "server")
    try:
        assert str(urlsplit(second.base_url).port) != port
        again = Attempt(attempt.session)
        endpoint = Endpoint("on-device", second.base_url, second.api_key)
        assert_arrived(await again.send(endpoint, content), content)
        assert again.told[0][1] >= 4 * MIB
        assert commands(second, 0)[0] == "query"
    finally:
        second.stop()


async def test_a_session_that_the_server_has_ended_begins_afresh(
    server: ServerProcess, endpoint: Endpoint, content: bytes
) -> None:
    gone = UploadSession(f"{endpoint.base_url}/upload/v1beta/files?upload_id=gone", "files/gone", 8 * MIB)
    attempt = Attempt(gone)
    before = len(server.seen())
    assert_arrived(await attempt.send(endpoint, content), content)
    assert commands(server, before)[:1] == ["query"]
    assert commands(server, before).count("start") == 1


FULL = {"error": {"code": 500, "status": "INTERNAL", "message": "Cannot store it: No space left on device."}}


async def test_a_disk_that_is_full_is_told_at_once_and_ends_the_session(
    server: ServerProcess, endpoint: Endpoint, content: bytes
) -> None:
    full = {"path": "/upload/", "command": "upload", "action": "status", "status": 500, "body": FULL}
    server.script_faults([{**full, "headers": {"X-Goog-Upload-Status": "final"}}])
    attempt, before = Attempt(), len(server.seen())
    with pytest.raises(errors.ServiceDown, match="No space left on device"):
        await attempt.send(endpoint, content)
    assert "query" not in commands(server, before)
    assert attempt.session is None
    assert_arrived(await attempt.send(endpoint, content), content)


async def test_a_session_that_ended_without_a_file_begins_afresh(
    server: ServerProcess, endpoint: Endpoint, content: bytes
) -> None:
    attempt = Attempt(pausing=True)
    with pytest.raises(asyncio.CancelledError):
        await attempt.send(endpoint, content, stop_at=9 * MIB)
    final = {"status": 200, "body": "", "headers": {"X-Goog-Upload-Status": "final"}}
    server.script_faults([{"path": "/upload/", "command": "query", "action": "status", **final}])
    assert_arrived(await Attempt(attempt.session).send(endpoint, content), content)


async def test_an_upload_that_was_whole_already_is_found_by_its_session(
    server: ServerProcess, endpoint: Endpoint, content: bytes
) -> None:
    first = Attempt(pausing=True)
    server.script_faults([{"command": "finalize", "action": "drop-answer"}, {"command": "query", "times": 0}])
    with pytest.raises(errors.ServiceDown):
        await first.send(endpoint, content)
    server.clear_faults()
    second = Attempt(first.session)
    before = len(server.seen())
    file = await second.send(endpoint, content)
    assert_arrived(file, content)
    assert commands(server, before) == ["query", ""]


async def test_an_upload_whose_session_was_forgotten_is_found_by_its_name(
    endpoint: Endpoint, content: bytes
) -> None:
    first = Attempt()
    file = await first.send(endpoint, content)
    assert first.session is not None
    url = f"{endpoint.base_url}/upload/v1beta/files?upload_id=forgotten"
    second = Attempt(UploadSession(url, first.session.name, 8 * MIB))
    assert (await second.send(endpoint, content)).name == file.name


@pytest.mark.parametrize("fraction", [0.40, 0.95])
async def test_a_cut_costs_at_most_one_chunk(
    server: ServerProcess, endpoint: Endpoint, content: bytes, fraction: float
) -> None:
    chunk, after = divmod(int(SIZE * fraction), 8 * MIB)
    server.script_faults(
        [{"command": "upload", "action": "cut-request", "skip": chunk, "after_bytes": after}]
    )
    attempt = Attempt()
    assert_arrived(await attempt.send(endpoint, content), content)
    assert attempt.sent_again <= 8 * MIB


async def test_progress_is_told_five_times_a_second_on_a_slow_line(
    server: ServerProcess, endpoint: Endpoint
) -> None:
    content = random.Random(3).randbytes(9 * MIB)
    server.script_faults([{"command": "upload", "action": "slow", "bytes_per_second": 3 * MIB}])
    attempt = Attempt()
    assert_arrived(await attempt.send(endpoint, content), content)
    moments = [moment for moment, _ in attempt.told]
    seconds = moments[-1] - moments[0]
    assert seconds > 1.0
    assert len(moments) >= 5 * seconds
    # On average in any second; a single gap may be a busy computer's.
    assert sorted(b - a for a, b in pairwise(moments))[-1] < 1.0


@pytest.mark.parametrize("change", ["grown", "truncated", "written-over"])
async def test_a_file_that_changes_while_it_is_sent_stops_the_upload_and_tells_the_server(
    server: ServerProcess, endpoint: Endpoint, content: bytes, tmp_path: Path, change: str
) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(content)

    def spoil(sent: int, total: int) -> None:
        if sent < 4 * MIB or path.stat().st_mtime == 1:
            return
        with path.open("r+b") as file:
            if change == "truncated":
                file.truncate(6 * MIB)
            else:
                file.seek(0, os.SEEK_END if change == "grown" else os.SEEK_SET)
                file.write(b"more")
        os.utime(path, (1, 1))

    attempt = Attempt()
    before = len(server.seen())
    async with connected(endpoint) as client:
        with pytest.raises(errors.AudioChanged):
            await client.upload(
                path,
                display_name="x",
                mime_type="audio/ogg",
                on_progress=spoil,
                resumption=attempt.resumption,
            )
    assert commands(server, before)[-1] == "cancel"
    assert attempt.session is None
