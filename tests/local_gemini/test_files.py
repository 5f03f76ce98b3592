"""The list of uploads, their life of 48 hours, and what uses them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest

from tests.local_gemini.conftest import StartServer
from tests.local_gemini.wire_client import WireClient, file_part, text_of, tone
from tests.server_process import ServerProcess

HOUR = 3600.0


def names(page: Any) -> list[str]:
    return [file["name"] for file in page.get("files", [])]


def test_a_page_holds_ten_newest_first_and_names_the_next(wire: WireClient) -> None:
    stored = [wire.upload(b"x", "text/plain")["name"] for _ in range(12)][::-1]
    first = wire.send("GET", "/v1beta/files").json
    assert names(first) == stored[:10]
    second = wire.send("GET", f"/v1beta/files?pageToken={first['nextPageToken']}").json
    assert names(second) == stored[10:]
    assert "nextPageToken" not in second


def test_no_token_follows_a_page_that_is_exactly_full(wire: WireClient) -> None:
    for _ in range(4):
        wire.upload(b"x", "text/plain")
    assert "nextPageToken" not in wire.send("GET", "/v1beta/files?pageSize=4").json
    assert "nextPageToken" in wire.send("GET", "/v1beta/files?page_size=3").json


def test_pages_stay_stable_when_uploads_come_and_go(wire: WireClient) -> None:
    stored = [wire.upload(b"x", "text/plain")["name"] for _ in range(6)][::-1]
    first = wire.send("GET", "/v1beta/files?pageSize=3").json
    wire.send("DELETE", f"/v1beta/{stored[2]}")  # the very one that the token names
    wire.send("DELETE", f"/v1beta/{stored[4]}")
    wire.upload(b"new", "text/plain")
    second = wire.send("GET", f"/v1beta/files?pageSize=3&pageToken={first['nextPageToken']}").json
    assert names(second) == [stored[3], stored[5]]


DEEP = base64.urlsafe_b64encode(b"[" * 30_000).decode()


@pytest.mark.parametrize(
    "query", ["pageSize=x", "pageSize=-1", "pageToken=nonsense", "pageToken=W10", f"pageToken={DEEP}"]
)
def test_a_strange_page_is_refused(wire: WireClient, query: str) -> None:
    assert wire.send("GET", f"/v1beta/files?{query}").error[:2] == (400, "INVALID_ARGUMENT")


def test_a_page_has_at_most_a_hundred(wire: WireClient) -> None:
    for _ in range(101):
        wire.upload(b"x", "text/plain")
    assert len(names(wire.send("GET", "/v1beta/files?pageSize=5000").json)) == 100


def test_a_deleted_file_is_gone_for_every_call(wire: WireClient) -> None:
    file = wire.upload(tone(1))
    reply = wire.send("DELETE", f"/v1/{file['name']}")
    assert (reply.status, reply.json) == (200, {})
    file_id = file["name"].removeprefix("files/")
    gone = f"You do not have permission to access the File {file_id} or it may not exist."
    for reply in (
        wire.send("GET", f"/v1beta/{file['name']}"),
        wire.send("DELETE", f"/v1beta/{file['name']}"),
        wire.generate(file_part(file), "hello"),
        wire.generate(file_part(file), "hello", method="countTokens"),
    ):
        assert reply.error == (403, "PERMISSION_DENIED", gone)


def test_files_expire_after_48_hours(wire: WireClient, server: ServerProcess) -> None:
    file = wire.upload(tone(1))
    server.move_clock(48 * HOUR - 60)
    assert wire.send("GET", f"/v1beta/{file['name']}").status == 200
    server.move_clock(48 * HOUR + 60)
    assert wire.send("GET", f"/v1beta/{file['name']}").error[0] == 403
    assert wire.send("GET", "/v1beta/files").json == {}
    assert wire.generate(file_part(file), "hello").error[0] == 403


def test_files_outlive_their_server_and_their_expiry_too(start_server: StartServer, tmp_path: Path) -> None:
    folder = tmp_path / "server"
    first = start_server(folder)
    kept = WireClient(first).upload(tone(1.5), displayName="kept")
    first.kill()
    (folder / "files" / "orphan.data").write_bytes(b"x")
    (folder / "files" / "broken.json").write_text("{")
    (folder / "files" / "broken.data").write_bytes(b"x")
    second = WireClient(start_server(folder))
    assert sorted(path.suffix for path in (folder / "files").iterdir()) == [".data", ".json"]
    found = second.send("GET", f"/v1beta/{kept['name']}").json
    # The server's port, and so the address of the file, is a new one.
    assert {**found, "uri": ""} == {**kept, "uri": ""}
    assert "1.50 s" in text_of(second.generate(file_part(kept), "hello").json)
    second.server.move_clock(49 * HOUR)
    assert second.send("GET", "/v1beta/files").json == {}
    assert list((folder / "files").iterdir()) == []


def test_a_file_whose_sound_is_being_checked_cannot_be_used(wire: WireClient, server: ServerProcess) -> None:
    server.script_faults([{"action": "processing", "seconds": 0.5}])
    file = wire.upload(tone(1))
    assert file["state"] == "PROCESSING"
    file_id = file["name"].removeprefix("files/")
    assert wire.generate(file_part(file), "hello").error == (
        400,
        "FAILED_PRECONDITION",
        f"The File {file_id} is not in an ACTIVE state and usage is not allowed.",
    )
    while (now := wire.send("GET", f"/v1beta/{file['name']}").json)["state"] == "PROCESSING":
        pass  # the pytest timeout guards
    assert now["state"] == "ACTIVE"
    assert now["updateTime"] > file["updateTime"]
    assert wire.generate(file_part(file), "hello").status == 200


def test_a_check_that_a_crash_interrupted_is_made_again(start_server: StartServer) -> None:
    first = start_server()
    first.script_faults([{"action": "processing", "seconds": 100}])
    file = WireClient(first).upload(tone(1))
    first.kill()
    second = WireClient(start_server())
    while second.send("GET", f"/v1beta/{file['name']}").json["state"] == "PROCESSING":
        pass
    assert second.generate(file_part(file), "hello").status == 200


def test_any_type_is_stored_and_refused_when_used(wire: WireClient) -> None:
    for mime_type in ("text/plain", "image/png", "application/octet-stream"):
        file = wire.upload(b"not a sound", mime_type)
        assert file["state"] == "ACTIVE"
        assert wire.generate(file_part(file), "hello").error == (
            400,
            "INVALID_ARGUMENT",
            f"Unsupported MIME type: {mime_type}",
        )


def test_a_lie_about_the_type_is_found_out_when_used(wire: WireClient) -> None:
    file = wire.upload(b"not a sound", "audio/wav", displayName="lie.wav")
    assert file["state"] == "ACTIVE"
    for method in ("generateContent", "streamGenerateContent?alt=sse", "countTokens"):
        code, status, message = wire.generate(file_part(file), "hello", method=method).error
        assert (code, status) == (400, "INVALID_ARGUMENT")
        assert "lie.wav" in message


@pytest.mark.parametrize("mime_type", ["audio/x-wav", "audio/mpeg", "Audio/Wave", "audio/wav; codecs=1"])
def test_other_names_of_sound_are_accepted(wire: WireClient, mime_type: str) -> None:
    assert wire.generate(file_part(wire.upload(tone(1), mime_type)), "hello").status == 200


def test_the_file_may_be_named_by_any_address_that_ends_with_it(wire: WireClient) -> None:
    file = wire.upload(tone(1))
    for uri in (file["name"], f"https://example.test/v1beta/{file['name']}"):
        assert wire.generate({"file_data": {"file_uri": uri}}, "hello").status == 200
    for uri in ("gs://bucket/a.wav", "https://example.test/a.wav", ""):
        assert wire.generate({"file_data": {"file_uri": uri}}, "hello").error[0] == 400
