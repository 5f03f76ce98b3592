"""Servers for these tests: a shared one for the wire, fresh ones for life and death."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.local_gemini.wire_client import WireClient
from tests.server_process import ServerProcess

MECHANICS = "tests.local_gemini.mechanics"


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess.start(tmp_path_factory.mktemp("shared-server"), module=MECHANICS)
    yield server
    assert server.stop() == 0
    assert server.log.read_text() == ""


@pytest.fixture
def server(shared_server: ServerProcess) -> Iterator[ServerProcess]:
    """A server without uploads, faults or a moved clock. It writes no error to its log but where told to."""
    shared_server.clear_faults()
    shared_server.move_clock(0)
    for file in shared_server.call("GET", "/v1beta/files?pageSize=100").get("files", []):
        shared_server.call("DELETE", f"/v1beta/{file['name']}")
    yield shared_server
    shared_server.clear_faults()


@pytest.fixture
def wire(server: ServerProcess) -> WireClient:
    return WireClient(server)


StartServer = Callable[..., ServerProcess]


@pytest.fixture
def start_server(tmp_path: Path) -> Iterator[StartServer]:
    """Starts servers of a test's own on its own folder; whatever still runs at its end is killed."""
    started: list[ServerProcess] = []

    def start(folder: Path = tmp_path / "server", **options: object) -> ServerProcess:
        server = ServerProcess.start(folder, **{"module": MECHANICS, **options})  # type: ignore[arg-type]
        started.append(server)
        return server

    yield start
    for server in started:
        server.kill()
