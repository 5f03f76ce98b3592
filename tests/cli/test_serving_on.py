"""`serve` keeps a server until it is told to end, also when that server was started by somebody else."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
from urllib.parse import urlsplit

import pytest

from audio_desk.local_gemini.life.run_file import RunFile
from audio_desk.paths import Paths
from tests.cli.command import finish, start


def first_line(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    address: dict[str, str] = json.loads(process.stdout.readline())
    return address


def models(address: dict[str, str]) -> int:
    connection = http.client.HTTPConnection(urlsplit(address["base_url"]).netloc, timeout=30)
    connection.request("GET", "/v1beta/models", headers={"x-goog-api-key": address["api_key"]})
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_second_serve_serves_on_where_the_first_did(home: Paths, number: signal.Signals) -> None:
    first, second = start("serve"), None
    try:
        address = first_line(first)
        second = start("serve")
        assert first_line(second) == address
        first.send_signal(number)
        finish(first)
        assert second.stderr is not None
        said = second.stderr.readline()
        assert address["base_url"] in said
        assert address["api_key"] not in said
        assert models(address) == 200
        found = RunFile(home.local_server).read()
        assert found is not None
        assert (found.base_url, found.token, found.pid) == (*address.values(), second.pid)
        second.send_signal(signal.SIGTERM)
        ended = finish(second)
        assert (ended.status, ended.out, ended.err) == (0, "", "")
        assert RunFile(home.local_server).read() is None
    finally:
        for process in (first, second):
            if process is not None and process.poll() is None:
                process.kill()
                process.communicate()
