"""Answers on their way: in pieces, one at a time, ended by limits and by clients that leave."""

from __future__ import annotations

import http.client
import json
import threading
from pathlib import Path

import pytest

from tests.child_process import wait_for
from tests.local_gemini.conftest import StartServer
from tests.local_gemini.wire_client import WireClient, events_of, file_part, text_of, tone
from tests.server_process import ServerProcess

STREAM = "/v1beta/models/gemini-x:streamGenerateContent?alt=sse"


def asking(prompt: str) -> dict[str, object]:
    return {"contents": [{"parts": [{"text": prompt}]}]}


def running(server: ServerProcess) -> int:
    """How many answers the engine is giving."""
    text = (server.log.parent / "running.txt").read_text()
    # It may be read in the moment of its writing.
    return int(text) if text else running(server)


def next_text(response: http.client.HTTPResponse) -> str:
    line = response.readline()
    assert response.readline() == b"\r\n"
    return text_of(json.loads(line.removeprefix(b"data: ")))


def test_words_arrive_while_the_engine_still_works(wire: WireClient, server: ServerProcess) -> None:
    connection, response = wire.open("POST", STREAM, asking("count for ever"))
    assert [next_text(response) for _ in range(3)] == ["0\n", "1\n", "2\n"]
    assert running(server) == 1
    response.close()
    connection.close()


@pytest.mark.parametrize("method", ["streamGenerateContent?alt=sse", "streamGenerateContent"])
def test_a_client_that_leaves_stops_the_engine_within_a_second(
    wire: WireClient, server: ServerProcess, method: str
) -> None:
    connection, response = wire.open("POST", f"/v1/models/gemini-x:{method}", asking("count for ever"))
    response.read(10)
    assert running(server) == 1
    response.close()
    connection.close()
    wait_for(lambda: not running(server), 5)
    # The next one need not wait.
    assert wire.generate("count to 1").status == 200


def test_a_client_that_leaves_an_answer_in_one_piece_stops_the_engine(
    wire: WireClient, server: ServerProcess
) -> None:
    connection = http.client.HTTPConnection(wire.netloc)
    headers = {"x-goog-api-key": server.api_key}
    body = json.dumps(asking("count for ever"))
    connection.request("POST", "/v1beta/models/gemini-x:generateContent", body, headers)
    wait_for(lambda: running(server))
    connection.close()
    wait_for(lambda: not running(server))


def test_one_answer_at_a_time_and_the_rest_of_the_server_goes_on(
    wire: WireClient, server: ServerProcess
) -> None:
    first, response = wire.open("POST", STREAM, asking("count for ever"))
    next_text(response)
    before = len(server.seen())
    waiting: list[int] = []
    second = threading.Thread(target=lambda: waiting.append(wire.generate("count to 1").status))
    second.start()
    wait_for(lambda: any(seen["path"].endswith(":generateContent") for seen in server.seen()[before:]))
    assert server.call("GET", "/local/ping")["ok"] is True
    file = wire.upload(tone(1))
    assert wire.generate(file_part(file), method="countTokens").json["totalTokens"] == 32
    assert (running(server), waiting) == (1, [])
    response.close()
    first.close()
    second.join()
    assert waiting == [200]


def test_a_client_that_leaves_the_line_makes_room(wire: WireClient, server: ServerProcess) -> None:
    first, response = wire.open("POST", STREAM, asking("count for ever"))
    next_text(response)
    seen_before = len(server.seen())
    second = http.client.HTTPConnection(wire.netloc)
    headers = {"x-goog-api-key": server.api_key}
    second.request(
        "POST", "/v1beta/models/gemini-x:generateContent", json.dumps(asking("count for ever")), headers
    )
    wait_for(lambda: len(server.seen()) > seen_before)
    second.close()
    response.close()
    first.close()
    assert wire.generate("count to 1").status == 200


@pytest.mark.parametrize("method", ["generateContent", "streamGenerateContent?alt=sse"])
def test_an_answer_ends_at_the_tokens_it_was_given(
    wire: WireClient, server: ServerProcess, method: str
) -> None:
    reply = wire.generate("count for ever", method=method, generationConfig={"maxOutputTokens": 2})
    messages = [reply.json] if method == "generateContent" else events_of(reply.body)
    assert "".join(map(text_of, messages)) == "0\n1\n2\n3\n"  # eight characters are two tokens
    assert messages[-1]["candidates"][0]["finishReason"] == "MAX_TOKENS"
    assert messages[-1]["usageMetadata"]["candidatesTokenCount"] == 2
    wait_for(lambda: not running(server))


def test_an_answer_of_just_the_tokens_it_was_given_is_whole(wire: WireClient) -> None:
    reply = wire.generate("count to 4", generationConfig={"maxOutputTokens": 2})
    assert reply.json["candidates"][0]["finishReason"] == "STOP"


def test_an_answer_ends_before_a_stop_sequence(wire: WireClient) -> None:
    reply = wire.generate(
        "count for ever",
        method="streamGenerateContent?alt=sse",
        generationConfig={"stopSequences": ["2\n3", "never"]},
    )
    messages = events_of(reply.body)
    assert "".join(map(text_of, messages)) == "0\n1\n"
    assert messages[-1]["candidates"][0]["finishReason"] == "STOP"


def test_the_question_is_the_last_turn_of_the_user(wire: WireClient) -> None:
    turns = [
        {"role": "user", "parts": [{"text": "first"}]},
        {"role": "model", "parts": [{"text": "an answer", "thoughtSignature": "AAAA"}]},
        {"parts": [{"text": "second"}, {"text": "line"}]},
    ]
    reply = wire.send("POST", "/v1beta/models/gemini-x:generateContent", {"contents": turns})
    assert "prompt: second\nline\n" in text_of(reply.json)
    # All turns count.
    assert reply.json["usageMetadata"]["promptTokenCount"] == (5 + 9 + 6 + 4) / 4


def test_copies_of_inline_sound_do_not_stay(start_server: StartServer, tmp_path: Path) -> None:
    import base64

    wire = WireClient(start_server())
    part = {"inlineData": {"mimeType": "audio/wav", "data": base64.b64encode(tone(1)).decode()}}
    assert "1.00 s" in text_of(wire.generate(part, "hello").json)
    bad = {"inlineData": {"mimeType": "audio/wav", "data": "AAAA"}}
    assert wire.generate(bad, "hello").error[0] == 400
    assert list((tmp_path / "server" / "partial").iterdir()) == []


def test_scripted_events_take_the_place_of_an_answer(wire: WireClient, server: ServerProcess) -> None:
    event = {"candidates": [{"content": {"parts": [{"text": "half"}]}, "index": 0}]}
    server.script_faults(
        [
            {"action": "events", "path": "streamGenerateContent", "events": [event], "end": "cut"},
            {"action": "raw", "path": "streamGenerateContent", "lines": ["data: {broken\r\n\r\n"]},
        ]
    )
    with pytest.raises(http.client.IncompleteRead) as cut:
        wire.generate("hello", method="streamGenerateContent?alt=sse")
    assert events_of(cut.value.partial) == [event]
    assert wire.generate("hello", method="streamGenerateContent?alt=sse").body == b"data: {broken\r\n\r\n"
    assert wire.generate("hello", method="streamGenerateContent?alt=sse").status == 200


def test_an_answer_can_be_cut_after_some_bytes_or_before_the_first(
    wire: WireClient, server: ServerProcess
) -> None:
    server.script_faults([{"action": "cut", "after_bytes": 100}, {"action": "cut"}])
    with pytest.raises(http.client.IncompleteRead) as cut:
        wire.generate("count to 5", method="streamGenerateContent?alt=sse")
    assert len(cut.value.partial) == 100
    with pytest.raises(OSError):
        wire.generate("hello")
    assert wire.generate("hello").status == 200


def test_an_answer_can_be_lost_after_the_work_was_done(wire: WireClient, server: ServerProcess) -> None:
    url = wire.upload_url(1, "text/plain")
    server.script_faults([{"action": "drop-answer", "command": "finalize"}])
    with pytest.raises(OSError):
        wire.chunk(url, "upload, finalize", b"x", 0)
    assert wire.chunk(url, "query").headers["x-goog-upload-status"] == "final"
    assert len(wire.send("GET", "/v1beta/files").json["files"]) == 1
