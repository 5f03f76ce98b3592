"""The local server's life as programs see it: found, started once, kept, let go, started again."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from audio_desk import errors
from audio_desk.local_gemini.life.ping import answers
from audio_desk.local_gemini.life.run_file import RunFile, ServerAddress
from audio_desk.operations import local_server
from audio_desk.operations.lease import Lease
from audio_desk.operations.local_server import LocalServer
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from tests.operations.conftest import OpenDesk
from tests.server_process import ServerProcess


def address_of(home: Paths) -> ServerAddress:
    address = RunFile(home.local_server).read()
    assert address is not None
    return address


async def test_a_server_is_started_and_ends_after_its_last_client(home: Paths, open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        assert not desk.accounts.is_ready("on-device")
        client = await desk.accounts.client("on-device")
        assert desk.accounts.is_ready("on-device")
        assert await desk.accounts.client("on-device") is client
        assert await client.models()
        address = address_of(home)
    assert answers(address)
    async with asyncio.timeout(60):
        while RunFile(home.local_server).read() is not None:  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.05)
        while answers(address):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_two_programs_at_once_use_one_server(home: Paths) -> None:
    servers = [LocalServer(home.local_server) for _ in range(3)]
    addresses = await asyncio.gather(*(server.ensure(Settings()) for server in servers))
    assert len({address.pid for address in addresses}) == 1
    os.kill(addresses[0].pid, signal.SIGTERM)
    for server in servers:
        server.release()


async def test_a_stale_run_file_is_not_believed(home: Paths, open_desk: OpenDesk) -> None:
    home.local_server.mkdir(parents=True)
    RunFile(home.local_server).write(ServerAddress("http://127.0.0.1:9", "old", os.getpid()))
    async with open_desk() as desk:
        client = await desk.accounts.client("on-device")
        assert await client.models()
        assert address_of(home).token != "old"


async def test_a_server_that_was_killed_is_replaced(home: Paths, open_desk: OpenDesk) -> None:
    async with open_desk() as desk:
        client = await desk.accounts.client("on-device")
        os.kill(address_of(home).pid, signal.SIGKILL)
        with pytest.raises(errors.Unreachable):
            await client.models()
        await desk.accounts.reconnect("on-device")
        client = await desk.accounts.client("on-device")
        assert await client.models()


async def test_a_folder_that_cannot_be_used_is_told(home: Paths) -> None:
    home.local_server.touch()
    with pytest.raises(errors.LocalServerNotStarted):
        await LocalServer(home.local_server).ensure(Settings())


async def test_a_server_that_cannot_start_is_told_with_its_own_last_words(
    home: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken-python"
    lines = ("something first", "audio-desk serve: no such luck")
    broken.write_text("#!/bin/sh\n" + "".join(f"echo '{line}' >&2\n" for line in lines) + "exit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(errors.LocalServerNotStarted, match=r"^no such luck$"):
        await LocalServer(home.local_server).ensure(Settings())


def test_a_lease_is_let_go_within_a_second_and_noticed_when_lost(tmp_path: Path) -> None:
    server = ServerProcess.start(tmp_path / "server", keep=False, linger=1)
    address = ServerAddress(server.base_url, server.api_key, server.process.pid)
    first, second = Lease(address), Lease(address)
    begin = time.monotonic()
    first.close()
    assert time.monotonic() - begin < 1.0
    assert [lease.is_lost for lease in (first, second)] == [True, False]
    server.kill()
    second._thread.join(30)
    assert [lease.is_lost for lease in (first, second)] == [True, True]
    second.close()
    with pytest.raises(errors.LocalServerNotStarted):
        Lease(address)


async def test_a_server_that_is_killed_as_it_starts_is_started_once_more(
    home: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, started = local_server._popen, []

    def popen(*arguments: Any) -> subprocess.Popen[bytes]:
        process = real(*arguments)
        started.append(process)
        if len(started) <= kills:
            process.kill()
        return process

    monkeypatch.setattr(local_server, "_popen", popen)
    kills = 1
    server = LocalServer(home.local_server)
    address = await server.ensure(Settings())
    assert (len(started), address.pid) == (2, started[1].pid)
    started[1].terminate()
    started[1].wait(30)
    kills = 4
    with pytest.raises(errors.LocalServerNotStarted, match="signal 9"):
        await LocalServer(home.local_server).ensure(Settings())
    assert len(started) == 4
