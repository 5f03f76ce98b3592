"""One real local server for the tests of the panes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from audio_desk.paths import Paths
from tests.server_process import ServerProcess
from tests.ui.served import announced


@pytest.fixture(scope="session")
def panes_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess.start(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture
def server(panes_server: ServerProcess, home: Paths) -> Iterator[ServerProcess]:
    """Without uploads: no test finds what another has sent."""
    for file in panes_server.call("GET", "/v1beta/files?pageSize=100").get("files", []):
        panes_server.call("DELETE", f"/v1beta/{file['name']}")
    yield from announced(panes_server, home)
