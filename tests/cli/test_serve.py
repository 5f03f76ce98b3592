"""`serve`: one server for each data folder, whoever started it, and its address on the first line."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
from urllib.parse import urlsplit

from audio_desk.paths import Paths
from tests.child_process import line_of
from tests.cli.command import finish, run, started


def address_of(process: subprocess.Popen[str]) -> dict[str, str]:
    address: dict[str, str] = json.loads(line_of(process))
    return address


def models(address: dict[str, str]) -> int:
    """The status of a plain call with the key."""
    connection = http.client.HTTPConnection(urlsplit(address["base_url"]).netloc, timeout=30)
    connection.request("GET", "/v1beta/models", headers={"x-goog-api-key": address["api_key"]})
    status = connection.getresponse().status
    connection.close()
    return status


def end(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return finish(process).status


def test_a_second_serve_names_the_same_server_and_keeps_it(home: Paths) -> None:
    with started("serve") as first:
        address = address_of(first)
        assert models(address) == 200
        with started("serve") as second:
            assert address_of(second) == address
            port = urlsplit(address["base_url"]).port or 0
            other = run("serve", "--port", str(port - 1 if port > 60_000 else port + 1))
            assert (other.status, other.out) == (1, "")
            assert address["base_url"] in other.complaint
            assert address["api_key"] not in other.complaint
            assert end(second) == 0
        assert models(address) == 200
        assert end(first) == 0


def test_a_port_that_is_taken_is_one_sentence(home: Paths) -> None:
    server = socket.create_server(("127.0.0.1", 0))
    ran = run("serve", "--port", str(server.getsockname()[1]))
    server.close()
    assert (ran.status, ran.out) == (1, "")
    assert ran.complaint
