"""`uploads`: every page of the list, the details of one, and deleting without asking."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from audio_desk.paths import Paths
from tests.cli.command import Ran, run
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

RunHere = Callable[..., Ran]


@pytest.fixture(autouse=True)
def _no_uploads(server: ServerProcess) -> None:
    while files := server.call("GET", "/v1beta/files?pageSize=100").get("files"):
        for file in files:
            server.call("DELETE", f"/v1beta/{file['name']}")


def upload(server: ServerProcess, count: int, content: bytes) -> None:
    """As any client of the API does it."""
    connection = http.client.HTTPConnection(urlsplit(server.base_url).netloc, timeout=60)
    key = {"x-goog-api-key": server.api_key}
    for number in range(count):
        begin = {**key, "X-Goog-Upload-Protocol": "resumable", "X-Goog-Upload-Command": "start"}
        begin["X-Goog-Upload-Header-Content-Type"] = "audio/wav"
        body = f'{{"file": {{"display_name": "file {number}.wav"}}}}'
        connection.request("POST", "/upload/v1beta/files", body, begin)
        answer = connection.getresponse()
        answer.read()
        place = answer.headers["X-Goog-Upload-URL"].removeprefix(server.base_url)
        all_of_it = {"X-Goog-Upload-Offset": "0", "X-Goog-Upload-Command": "upload, finalize"}
        connection.request("POST", place, content, all_of_it)
        connection.getresponse().read()
    connection.close()


def test_no_uploads_are_said_to_be_none(server: ServerProcess, home: Paths) -> None:
    ran = run("uploads", "list")
    assert (ran.status, ran.out, ran.err) == (0, "No uploads.\n", "")


def test_a_recording_that_was_asked_about_is_in_the_list_and_goes_when_it_is_deleted(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    script_answer(server, said("[00:34] x", "STOP"))
    assert run_here("transcribe", tones).status == 0
    (listed,) = run_here("uploads", "list", "--json").object["uploads"]
    assert (listed["display_name"], listed["mime_type"]) == (tones.name, "audio/wav")
    assert (listed["state"], listed["size_bytes"]) == ("ACTIVE", tones.stat().st_size)
    assert listed["recording"] == str(tones)
    assert 47 * 3600 < listed["expires_in_seconds"] <= 48 * 3600
    name = listed["name"]
    shown = run_here("uploads", "show", name.removeprefix("files/"), "--json").object
    assert {**shown, "expires_in_seconds": 0} == {**listed, "expires_in_seconds": 0}
    table = run_here("uploads", "list").out
    assert name in table
    assert tones.name in table
    assert "47 h 59 min" in table
    assert tones.name in run_here("uploads", "show", name).out
    gone = run_here("uploads", "delete", name)
    assert (gone.status, gone.out) == (0, f"Deleted {name}\n")
    assert run_here("uploads", "list").out == "No uploads.\n"


def test_every_page_of_the_list_is_read(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    upload(server, 101, tones.read_bytes()[:4000])
    names = {found["name"] for found in run_here("uploads", "list", "--json").object["uploads"]}
    assert len(names) == 101
    deleted = run_here("uploads", "delete", *sorted(names)[:3], "--json")
    assert (deleted.status, deleted.object) == (0, {"deleted": sorted(names)[:3], "failed": []})


def test_one_that_is_gone_does_not_keep_the_others(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    upload(server, 2, tones.read_bytes()[:4000])
    one, two = (found["name"] for found in run_here("uploads", "list", "--json").object["uploads"])
    ran = run_here("uploads", "delete", one, "files/nosuchfile12", two)
    assert (ran.status, ran.out) == (1, f"Deleted {one}\nDeleted {two}\n")
    assert ran.complaint.startswith("files/nosuchfile12: That upload is not on the server any more")
    ran = run_here("uploads", "show", one)
    assert (ran.status, ran.out) == (1, "")
    assert "not on the server any more" in ran.complaint


def test_the_gemini_account_is_asked_where_its_variable_says(
    server: ServerProcess, home: Paths, gemini: dict[str, str], run_here: RunHere
) -> None:
    upload(server, 1, b"RIFF")
    (found,) = run_here("uploads", "list", "--json", "--account", "gemini", env=gemini).object["uploads"]
    assert found["display_name"] == "file 0.wav"
    assert server.seen()[-1]["path"].endswith("/files")
