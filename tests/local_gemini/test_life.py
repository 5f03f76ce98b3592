"""A server's life: alone in its folder, found by its run file, gone with its last client."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]
import pytest

from audio_desk.local_gemini.life.ping import answers
from audio_desk.local_gemini.life.run_file import RunFile, ServerAddress
from tests.child_process import line_of, started
from tests.local_gemini.conftest import MECHANICS, StartServer
from tests.local_gemini.wire_client import WireClient
from tests.server_process import ServerProcess

LINGER = 0.3
GUARD = 30.0


@contextlib.contextmanager
def lease(server: ServerProcess) -> Iterator[http.client.HTTPResponse]:
    connection, response = WireClient(server).open("GET", "/local/lease")
    try:
        assert response.status == 200
        assert response.read(1) == b"\n"
        yield response
    finally:
        response.close()
        connection.close()


def until_gone(server: ServerProcess) -> int:
    """The exit status, when it ends by itself."""
    return server.wait(GUARD)


def second_server(folder: Path, *options: str) -> tuple[int, dict[str, str]]:
    """Its exit status and what it printed."""
    command = [sys.executable, "-m", MECHANICS, "--folder", str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=GUARD)
    assert done.stderr == ""
    return done.returncode, json.loads(done.stdout)


def test_the_run_file_leads_to_the_server_and_is_for_its_owner_alone(
    start_server: StartServer, tmp_path: Path
) -> None:
    server = start_server()
    run_file = RunFile(tmp_path / "server")
    address = run_file.read()
    assert address == ServerAddress(server.base_url, server.api_key, server.process.pid)
    assert stat.S_IMODE(run_file.path.stat().st_mode) == 0o600
    assert answers(address)
    assert urlsplit(server.base_url).hostname == "127.0.0.1"
    assert server.api_key not in repr(address)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly_and_removes_the_run_file(
    start_server: StartServer, tmp_path: Path, number: signal.Signals
) -> None:
    server = start_server()
    with lease(server) as held:
        server.process.send_signal(number)
        assert held.read() == b""  # ended, not cut
        assert until_gone(server) == 0
    assert not RunFile(tmp_path / "server").path.exists()
    assert server.log.read_text() == ""


def test_a_signal_ends_a_running_answer_with_words(start_server: StartServer) -> None:
    server = start_server()
    connection, response = WireClient(server).open(
        "POST",
        "/v1beta/models/gemini-x:streamGenerateContent?alt=sse",
        {"contents": [{"parts": [{"text": "count for ever"}]}]},
    )
    assert response.readline().startswith(b"data: ")
    server.process.terminate()
    rest = response.read()
    assert b'"UNAVAILABLE"' in rest
    assert until_gone(server) == 0
    connection.close()


def test_a_second_server_is_told_where_the_first_one_is(start_server: StartServer, tmp_path: Path) -> None:
    first = start_server()
    status, said = second_server(tmp_path / "server")
    assert (status, said) == (3, {"running": first.base_url, "api_key": first.api_key})
    address = RunFile(tmp_path / "server").read()
    assert address is not None
    assert address.base_url == first.base_url
    assert answers(address)


def test_servers_of_two_folders_live_side_by_side(start_server: StartServer, tmp_path: Path) -> None:
    first, second = start_server(tmp_path / "one"), start_server(tmp_path / "two")
    assert first.base_url != second.base_url
    assert first.api_key != second.api_key
    assert WireClient(second).send("GET", "/v1beta/files", key=first.api_key).error[0] == 400


def test_the_run_file_of_a_killed_server_is_recognised_as_stale(
    start_server: StartServer, tmp_path: Path
) -> None:
    killed = start_server()
    killed.kill()
    stale = RunFile(tmp_path / "server").read()
    assert stale is not None
    assert not answers(stale)
    new = start_server()
    address = RunFile(tmp_path / "server").read()
    assert address is not None
    assert address.base_url == new.base_url
    # The new server's port with the old token is another's address.
    assert not answers(ServerAddress(new.base_url, stale.token, stale.pid))
    assert not answers(ServerAddress(new.base_url, new.api_key, stale.pid))


@pytest.mark.parametrize("text", ["", "{", "[]", '{"base_url": 1, "token": "t", "pid": 2}', "\x00"])
def test_a_damaged_run_file_is_no_address(tmp_path: Path, text: str) -> None:
    run_file = RunFile(tmp_path)
    assert run_file.read() is None
    run_file.path.write_text(text)
    assert run_file.read() is None


def test_a_damaged_run_file_does_not_hinder_a_start(start_server: StartServer, tmp_path: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    RunFile(folder).path.write_text("{")
    assert start_server().call("GET", "/local/ping")["ok"] is True


def test_it_ends_some_time_after_its_last_client(start_server: StartServer, tmp_path: Path) -> None:
    server = start_server(keep=False, linger=LINGER)
    with lease(server), lease(server):
        assert server.call("GET", "/local/ping")["leases"] == 2
        with pytest.raises(subprocess.TimeoutExpired):
            server.process.wait(4 * LINGER)
    assert until_gone(server) == 0
    assert not RunFile(tmp_path / "server").path.exists()


def test_a_client_that_was_killed_gives_its_lease_back(start_server: StartServer) -> None:
    server = start_server(keep=False, linger=LINGER)
    place = urlsplit(server.base_url)
    program = (
        "import http.client, time\n"
        f"c = http.client.HTTPConnection('127.0.0.1', {place.port})\n"
        f"c.request('GET', '/local/lease', headers={{'x-goog-api-key': '{server.api_key}'}})\n"
        "print(c.getresponse().read(1), flush=True)\n"
        "time.sleep(1000)\n"
    )
    with started([sys.executable, "-c", program]) as client:
        assert line_of(client)
        with pytest.raises(subprocess.TimeoutExpired):
            server.process.wait(4 * LINGER)
    assert until_gone(server) == 0


def test_it_waits_longer_for_its_first_client(start_server: StartServer) -> None:
    server = start_server(keep=False, linger=LINGER)
    with pytest.raises(subprocess.TimeoutExpired):
        server.process.wait(5 * LINGER)
    server.call("GET", "/local/ping")
    assert until_gone(server) == 0


def test_a_running_answer_holds_it_without_a_lease(start_server: StartServer) -> None:
    server = start_server(keep=False, linger=0.1)
    reply = WireClient(server).generate("count to 20")  # one second
    assert reply.status == 200
    assert until_gone(server) == 0


def test_keep_keeps_it_without_clients(start_server: StartServer) -> None:
    server = start_server(keep=True, linger=0.1)
    server.call("GET", "/local/ping")
    with pytest.raises(subprocess.TimeoutExpired):
        server.process.wait(1)


def test_a_port_in_use_is_told_in_one_sentence(start_server: StartServer, tmp_path: Path) -> None:
    port = urlsplit(start_server().base_url).port
    status, said = second_server(tmp_path / "other", "--port", str(port))
    assert status == 1
    assert f"port {port}" in said["error"]


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    status, said = second_server(tmp_path / "file" / "server")
    assert status == 1
    assert str(tmp_path / "file" / "server") in said["error"]


def test_nobody_else_can_read_the_uploads(start_server: StartServer, tmp_path: Path) -> None:
    server = start_server()
    WireClient(server).upload(b"private", "text/plain")
    files = tmp_path / "server" / "files"
    assert stat.S_IMODE(files.stat().st_mode) == 0o700
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files.iterdir())


def test_it_listens_on_this_computer_alone(start_server: StartServer) -> None:
    server = start_server()
    listening = [
        connection.laddr.ip
        for connection in psutil.Process(server.process.pid).net_connections("inet")
        if connection.status == psutil.CONN_LISTEN
    ]
    assert listening == ["127.0.0.1"]


def test_two_that_start_at_once_become_one_server(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    living: list[ServerProcess] = []

    def start() -> None:
        with contextlib.suppress(RuntimeError):  # which is what the others come to
            living.append(ServerProcess.start(folder, module=MECHANICS))

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    try:
        assert len(living) == 1
        address = RunFile(folder).read()
        assert address is not None
        assert address.base_url == living[0].base_url
    finally:
        for server in living:
            server.kill()
    assert (folder / "server.lock").exists()
