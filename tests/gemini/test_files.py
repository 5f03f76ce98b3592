"""Files at the server: sent whole whatever happens on the way, listed, described, deleted."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from audio_desk import errors
from audio_desk.gemini.client import GeminiClient
from audio_desk.gemini.endpoint import Endpoint
from audio_desk.gemini.types import FilePart, RemoteFile, TextPart
from audio_desk.gemini.upload import BLOCK_BYTES
from tests.gemini.arriving import MIB, assert_arrived
from tests.gemini.conftest import begun, connected
from tests.server_process import ServerProcess


@pytest.fixture(scope="module")
def content() -> bytes:
    """More than two of the server's chunks, and not a round number."""
    return random.Random(7).randbytes(20 * MIB + 12_345)


async def send(client: GeminiClient, content: Path | bytes, told: list[int] | None = None) -> RemoteFile:
    def note(sent: int, total: int) -> None:
        if told is not None:
            told.append(sent)

    return await client.upload(
        content, display_name="x.bin", mime_type="application/octet-stream", on_progress=note
    )


async def test_a_file_arrives_with_progress_in_small_steps(
    endpoint: Endpoint, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(content)
    told: list[int] = []
    async with connected(endpoint) as client:
        file = await send(client, path, told)
    assert_arrived(file, content)
    assert told[0] == 0
    assert told[-1] == len(content)
    assert max(b - a for a, b in pairwise(told)) <= BLOCK_BYTES
    assert told == sorted(told)


async def test_any_name_will_do(endpoint: Endpoint, sample: Path) -> None:
    name = "Gespräch mit 王さん 🎙.ogg"
    async with connected(endpoint) as client:
        file = await client.upload(sample, display_name=name, mime_type="audio/ogg")
        assert file.display_name == name
        assert (await client.get_file(file.name)).display_name == name
        assert file.size_bytes > 0


async def test_nothing_at_all_can_be_sent(endpoint: Endpoint) -> None:
    async with connected(endpoint) as client:
        assert_arrived(await send(client, b""), b"")


@pytest.mark.parametrize("cut_at", [0.05, 0.40, 0.95])
async def test_a_lost_connection_goes_on_where_the_server_stands(
    server: ServerProcess, endpoint: Endpoint, content: bytes, cut_at: float
) -> None:
    chunk, after = divmod(int(len(content) * cut_at), 8 * MIB)
    rule = {"command": "upload", "action": "cut-request", "skip": chunk, "after_bytes": after}
    server.script_faults([rule])
    told: list[int] = []
    async with connected(endpoint) as client:
        assert_arrived(await send(client, content, told), content)
    sent_again = sum(max(0, before - now) for before, now in pairwise(told))
    assert sent_again <= 8 * MIB


async def test_an_upload_whose_last_answer_is_lost_is_found(
    server: ServerProcess, endpoint: Endpoint, content: bytes
) -> None:
    server.script_faults([{"command": "finalize", "action": "drop-answer"}])
    async with connected(endpoint) as client:
        file = await send(client, content)
        assert_arrived(file, content)
        assert (await client.get_file(file.name)).state == "ACTIVE"


@pytest.mark.parametrize(
    "rule",
    [
        {"command": "upload", "skip": 1, "action": "status", "status": 503},
        {"command": "upload", "skip": 1, "times": 2, "action": "status", "status": 500, "body": "oops"},
        {"command": "upload", "skip": 1, "action": "status", "status": 409},
        {
            "command": "upload",
            "skip": 1,
            "action": "status",
            "status": 400,
            "body": {"error": {"code": 400, "message": "Upload has already been terminated."}},
        },
        {"command": "upload", "skip": 1, "action": "status", "status": 404},
        {"command": "upload", "skip": 1, "action": "status", "status": 410},
    ],
    ids=["overloaded", "failing-twice", "wrong-offset", "terminated", "unknown-session", "session-gone"],
)
async def test_a_chunk_that_is_refused_for_a_while_arrives_in_the_end(
    server: ServerProcess, endpoint: Endpoint, content: bytes, rule: dict[str, Any]
) -> None:
    server.script_faults([rule])
    async with connected(endpoint) as client:
        assert_arrived(await send(client, content), content)


async def test_a_session_that_ends_again_and_again_is_given_up(
    server: ServerProcess, endpoint: Endpoint
) -> None:
    server.script_faults([{"command": "upload", "times": 0, "action": "status", "status": 404}])
    async with connected(endpoint) as client:
        with pytest.raises(errors.ServiceDown):
            await send(client, b"some bytes")


async def test_a_refused_start_is_told(server: ServerProcess, endpoint: Endpoint) -> None:
    body = {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "20 GB are full."}}
    server.script_faults([{"command": "start", "action": "status", "status": 429, "body": body}])
    async with connected(endpoint) as client:
        with pytest.raises(errors.QuotaExceeded, match="full"):
            await send(client, b"some bytes")


async def test_cancelling_tells_the_server_within_a_second(
    server: ServerProcess, endpoint: Endpoint, content: bytes
) -> None:
    server.script_faults([{"command": "upload", "skip": 1, "action": "delay", "seconds": 120}])
    async with connected(endpoint) as client:
        half = asyncio.Event()
        task = begun(
            client.upload(
                content,
                display_name="x",
                mime_type="application/octet-stream",
                on_progress=lambda sent, total: half.set() if sent > 8 * MIB else None,
            )
        )
        async with asyncio.timeout(60):
            await half.wait()
        begin = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert time.monotonic() - begin < 1.0
    assert server.seen()[-1]["headers"]["x-goog-upload-command"] == "cancel"


async def test_a_file_that_changes_while_it_is_sent_stops_the_upload(
    endpoint: Endpoint, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(content)

    def grow(sent: int, total: int) -> None:
        if sent == 4 * MIB:
            with path.open("ab") as out:
                out.write(b"more")

    async with connected(endpoint) as client:
        with pytest.raises(errors.AudioChanged):
            await client.upload(path, display_name="x", mime_type="audio/ogg", on_progress=grow)


async def test_a_missing_file_is_told_before_anything_is_sent(endpoint: Endpoint, tmp_path: Path) -> None:
    async with connected(endpoint) as client:
        with pytest.raises(errors.AudioMissing):
            await send(client, tmp_path / "no.bin")


async def test_the_list_comes_in_pages_and_each_file_once(endpoint: Endpoint) -> None:
    async with connected(endpoint) as client:
        sent = {(await send(client, bytes([n]))).name for n in range(5)}
        found: list[str] = []
        token: str | None = None
        while token is not None or not found:
            page = await client.list_files(page_size=2, page_token=token)
            assert len(page.files) <= 2
            found += [file.name for file in page.files]
            token = page.next_page_token
    assert sent <= set(found)
    assert len(found) == len(set(found))


async def test_a_file_is_described_used_and_deleted(endpoint: Endpoint, sample: Path) -> None:
    async with connected(endpoint) as client:
        file = await client.upload(sample, display_name="interview", mime_type="audio/ogg")
        found = await client.get_file(file.name)
        assert found.created is not None
        assert found.expires is not None
        assert found.expires - found.created == timedelta(hours=48)
        assert (found.state, found.source, found.mime_type) == ("ACTIVE", "UPLOADED", "audio/ogg")
        parts = (FilePart(file.uri, "audio/ogg"), TextPart("What is said?"))
        alone = await client.count_tokens("gemini-3.8-flash", parts)
        assert alone >= 125 * 25
        assert await client.count_tokens("gemini-3.8-flash", parts, "Answer in rhymes.") > alone
        await client.delete_file(file.name)
        for call in (client.get_file, client.delete_file):
            with pytest.raises(errors.UploadGone):
                await call(file.name)


async def test_an_expired_file_is_gone(server: ServerProcess, endpoint: Endpoint) -> None:
    async with connected(endpoint) as client:
        file = await send(client, b"some bytes")
        server.move_clock(48 * 3600 + 1)
        with pytest.raises(errors.UploadGone):
            await client.get_file(file.name)


async def test_the_models_are_listed_with_what_they_can_do(endpoint: Endpoint) -> None:
    async with connected(endpoint) as client:
        models = await client.models()
    assert models
    assert all("generateContent" in model.actions for model in models)
    assert all(model.name and not model.name.startswith("models/") for model in models)
    assert all(model.input_tokens > 0 for model in models)
