"""Resumable uploads, command by command."""

from __future__ import annotations

import hashlib
import socket
from base64 import b64decode
from pathlib import Path
from urllib.parse import urlsplit

import psutil  # type: ignore[import-untyped]
import pytest

from audio_desk import limits
from tests.local_gemini.conftest import StartServer
from tests.local_gemini.wire_client import WireClient, tone
from tests.server_process import ServerProcess

MEGABYTE = 2**20
CHUNK = limits.UPLOAD_CHUNK_BYTES


def test_the_start_answers_with_everything_a_client_needs(wire: WireClient) -> None:
    reply = wire.start_upload(1000)
    assert (reply.status, reply.body) == (200, b"")
    assert reply.headers["server"] == "UploadServer"
    assert reply.headers["x-goog-upload-status"] == "active"
    assert reply.headers["x-goog-upload-chunk-granularity"] == "8388608"
    assert reply.headers["x-goog-upload-control-url"] == reply.headers["x-goog-upload-url"]
    assert reply.headers["x-goog-upload-url"].startswith(
        f"{wire.server.base_url}/upload/v1beta/files?upload_id="
    )
    assert reply.headers["x-goog-upload-url"].endswith("&upload_protocol=resumable")


def test_a_start_needs_the_key_and_the_protocol(wire: WireClient) -> None:
    assert wire.send("POST", "/upload/v1beta/files", {}, key=None).error[:2] == (403, "PERMISSION_DENIED")
    assert wire.send("POST", "/upload/v1beta/files", {}).error[:2] == (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_chunks_arrive_in_order_and_make_a_file(wire: WireClient, method: str) -> None:
    data = tone(CHUNK / 16_000) + b"tail"  # two chunks and a little
    url = wire.upload_url(len(data))
    for offset in (0, CHUNK):
        reply = wire.chunk(url, "upload", data[offset : offset + CHUNK], offset, method)
        assert (reply.status, reply.headers["x-goog-upload-status"]) == (200, "active")
    reply = wire.chunk(url, "upload, finalize", data[2 * CHUNK :], 2 * CHUNK, method)
    assert reply.headers["x-goog-upload-status"] == "final"
    file = reply.json["file"]
    assert int(file["sizeBytes"]) == len(data)
    assert b64decode(file["sha256Hash"]).decode() == hashlib.sha256(data).hexdigest()


def test_finalize_may_come_alone(wire: WireClient) -> None:
    data = bytes(CHUNK)
    url = wire.upload_url(None, "text/plain")
    wire.chunk(url, "upload", data, 0)
    reply = wire.chunk(url, "finalize")
    assert reply.json["file"]["sizeBytes"] == str(CHUNK)


def test_a_query_tells_how_much_arrived_until_the_end(wire: WireClient) -> None:
    url = wire.upload_url(CHUNK + 1, "text/plain")

    def asked() -> tuple[int, str, str]:
        reply = wire.chunk(url, "query")
        return (
            reply.status,
            reply.headers["x-goog-upload-status"],
            reply.headers["x-goog-upload-size-received"],
        )

    assert asked() == (200, "active", "0")
    wire.chunk(url, "upload", bytes(CHUNK), 0)
    assert asked() == (200, "active", str(CHUNK))
    wire.chunk(url, "upload, finalize", b"x", CHUNK)
    assert asked() == (200, "final", str(CHUNK + 1))


def test_bytes_that_came_before_a_lost_connection_are_kept(wire: WireClient) -> None:
    data = tone(2 * MEGABYTE / 32_000)
    url = wire.upload_url(len(data))
    place = urlsplit(wire.server.base_url)
    with socket.create_connection((place.hostname, place.port), timeout=30) as lost:
        head = (
            f"POST {url} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: {len(data)}\r\n"
            "X-Goog-Upload-Command: upload, finalize\r\nX-Goog-Upload-Offset: 0\r\n\r\n"
        )
        lost.sendall(head.encode() + data[:MEGABYTE])
    received = 0
    while received < MEGABYTE:  # the pytest timeout guards
        received = int(wire.chunk(url, "query").headers["x-goog-upload-size-received"])
    assert received == MEGABYTE
    file = wire.chunk(url, "upload, finalize", data[received:], received).json["file"]
    assert b64decode(file["sha256Hash"]).decode() == hashlib.sha256(data).hexdigest()


def test_a_scripted_cut_keeps_exactly_what_it_let_through(wire: WireClient, server: ServerProcess) -> None:
    data = tone(10)
    url = wire.upload_url(len(data))
    server.script_faults([{"action": "cut-request", "path": "/upload/", "after_bytes": 100_000}])
    with pytest.raises(OSError):
        wire.chunk(url, "upload, finalize", data, 0)
    reply = wire.chunk(url, "query")
    assert reply.headers["x-goog-upload-size-received"] == "100000"
    assert wire.chunk(url, "upload, finalize", data[100_000:], 100_000).status == 200


def test_a_wrong_offset_is_a_conflict_and_harms_nothing(wire: WireClient) -> None:
    url = wire.upload_url(10, "text/plain")
    for offset in (1, 10):
        reply = wire.chunk(url, "upload, finalize", b"x" * 10, offset)
        assert reply.error[:2] == (409, "ABORTED")
        assert reply.headers["x-goog-upload-size-received"] == "0"
    assert wire.chunk(url, "upload, finalize", b"x" * 10, 0).status == 200


def test_chunks_before_the_last_are_multiples_of_the_granularity(wire: WireClient) -> None:
    url = wire.upload_url(None, "text/plain")
    reply = wire.chunk(url, "upload", bytes(1000), 0)
    assert reply.error[:2] == (400, "INVALID_ARGUMENT")
    assert "8388608" in reply.error[2]
    assert wire.chunk(url, "query").headers["x-goog-upload-size-received"] == "0"
    assert wire.chunk(url, "upload", bytes(CHUNK), 0).status == 200


def test_a_cancelled_upload_is_gone(wire: WireClient) -> None:
    url = wire.upload_url(10, "text/plain")
    reply = wire.chunk(url, "cancel")
    assert (reply.status, reply.headers["x-goog-upload-status"]) == (200, "cancelled")
    assert wire.chunk(url, "query").error[0] == 410
    assert wire.chunk(url, "upload, finalize", b"x" * 10, 0).error == (
        400,
        "INVALID_ARGUMENT",
        "Upload has already been terminated.",
    )
    assert wire.send("GET", "/v1beta/files").json == {}


def test_an_unknown_session_is_not_found(wire: WireClient) -> None:
    url = "/upload/v1beta/files?upload_id=nobody&upload_protocol=resumable"
    for command in ("query", "cancel", "upload, finalize"):
        reply = wire.chunk(url, command, b"", 0)
        assert reply.error[0] == 404
        # Without a status the SDK would send the chunk three times more.
        assert reply.headers["x-goog-upload-status"] == "final"


def test_an_ended_upload_takes_no_more_bytes(wire: WireClient) -> None:
    url = wire.upload_url(1, "text/plain")
    wire.chunk(url, "upload, finalize", b"x", 0)
    reply = wire.chunk(url, "upload, finalize", b"x", 0)
    assert reply.error == (400, "INVALID_ARGUMENT", "Upload has already been terminated.")


@pytest.mark.parametrize("data", [b"x" * 9, b"x" * 11])
def test_an_upload_must_be_as_long_as_it_said(wire: WireClient, data: bytes) -> None:
    url = wire.upload_url(10, "text/plain")
    assert wire.chunk(url, "upload, finalize", data, 0).error[:2] == (400, "INVALID_ARGUMENT")
    assert wire.send("GET", "/v1beta/files").json == {}


def test_more_than_two_gigabytes_are_refused_at_the_start(wire: WireClient) -> None:
    assert wire.start_upload(limits.FILE_BYTES).status == 200
    assert wire.start_upload(limits.FILE_BYTES + 1).error[:2] == (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize("command", ["", "start", "upload, destroy"])
def test_a_strange_command_is_refused(wire: WireClient, command: str) -> None:
    url = wire.upload_url(1)
    assert wire.chunk(url, command, b"x", 0).error[:2] == (400, "INVALID_ARGUMENT")


def test_a_missing_offset_is_refused(wire: WireClient) -> None:
    assert wire.chunk(wire.upload_url(1), "upload, finalize", b"x").error[0] == 400


@pytest.mark.parametrize("spelling", ["display_name", "displayName"])
def test_the_metadata_may_be_spelled_either_way(wire: WireClient, spelling: str) -> None:
    assert wire.upload(b"x", "text/plain", **{spelling: "name"})["displayName"] == "name"


@pytest.mark.parametrize("name", ["files/-a", "files/a-", "files/A", "files/" + "a" * 41, "files/a/b", "ä"])
def test_a_name_that_breaks_the_rules_is_refused(wire: WireClient, name: str) -> None:
    assert wire.start_upload(1, file={"name": name}).error[:2] == (400, "INVALID_ARGUMENT")


@pytest.mark.parametrize("name", ["files/123-456", "files/" + "a" * 40, "bare"])
def test_a_name_within_the_rules_is_taken(wire: WireClient, name: str) -> None:
    assert wire.upload(b"x", "text/plain", name=name)["name"] == f"files/{name.removeprefix('files/')}"


def test_a_long_display_name_is_refused(wire: WireClient) -> None:
    assert wire.start_upload(1, file={"displayName": "n" * 512}).status == 200
    assert wire.start_upload(1, file={"displayName": "n" * 513}).error[0] == 400


def test_a_full_disk_ends_the_upload_with_the_reason(start_server: StartServer, tmp_path: Path) -> None:
    server = start_server()
    wire = WireClient(server)
    url = wire.upload_url(None, "text/plain")
    psutil.Process(server.process.pid).rlimit(psutil.RLIMIT_FSIZE, (100_000, 100_000))
    reply = wire.chunk(url, "upload, finalize", bytes(3_000_000), 0)
    assert reply.error == (500, "INTERNAL", "The server cannot store or read files: File too large.")
    assert reply.headers["x-goog-upload-status"] == "final"
    assert list((tmp_path / "server" / "partial").iterdir()) == []
    assert wire.upload(b"small", "text/plain")["sizeBytes"] == "5"


def test_an_empty_file_is_stored(wire: WireClient) -> None:
    assert wire.upload(b"")["sizeBytes"] == "0"


@pytest.mark.parametrize("end", ["stop", "kill"])
def test_an_upload_goes_on_at_the_next_server_in_the_folder(start_server: StartServer, end: str) -> None:
    data = tone(CHUNK / 32_000) + b"the rest"
    first = start_server()
    url = WireClient(first).upload_url(len(data))
    assert WireClient(first).chunk(url, "upload", data[:CHUNK], 0).status == 200
    getattr(first, end)()
    wire = WireClient(start_server())
    url = url.replace(first.base_url, wire.server.base_url)
    assert wire.chunk(url, "query").headers["x-goog-upload-size-received"] == str(CHUNK)
    file = wire.chunk(url, "upload, finalize", data[CHUNK:], CHUNK).json["file"]
    assert b64decode(file["sha256Hash"]).decode() == hashlib.sha256(data).hexdigest()


def test_an_ended_upload_leaves_nothing_for_the_next_server(
    start_server: StartServer, tmp_path: Path
) -> None:
    first = start_server()
    wire = WireClient(first)
    wire.upload(b"whole", "text/plain")
    cancelled = wire.upload_url(10, "text/plain")
    wire.chunk(cancelled, "cancel")
    partial = tmp_path / "server" / "partial"
    assert list(partial.iterdir()) == []
    (partial / "torn.session").write_text('{"id": "x"')
    (partial / "torn").write_bytes(b"bytes of nobody")
    first.stop()
    wire = WireClient(start_server())
    assert list(partial.iterdir()) == []
    assert wire.chunk(cancelled.replace(first.base_url, wire.server.base_url), "query").status == 404
