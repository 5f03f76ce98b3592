"""Whether this process still holds a connection to a sound server."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from audio_desk.ui.playback.sound_server import connected_servers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's list of open files")


@pytest.fixture
def server(tmp_path: Path) -> socket.socket:
    """Listens under the name that sound servers use."""
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "native"))
    listening.listen()
    return listening


def test_a_connection_is_seen_while_it_is_open_and_not_after(server: socket.socket, tmp_path: Path) -> None:
    before = connected_servers()
    with server, socket.socket(socket.AF_UNIX) as client:
        client.connect(str(tmp_path / "native"))
        assert connected_servers() - before == {str(tmp_path / "native")}
    assert connected_servers() == before


def test_other_sockets_and_files_are_none_of_its_business(server: socket.socket, tmp_path: Path) -> None:
    before = connected_servers()
    one, other = socket.socketpair()
    with server, one, other, (tmp_path / "native.txt").open("w"):
        assert connected_servers() == before
