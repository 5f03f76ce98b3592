"""The process as it is shipped: the engine and the decoders behind the wire, and its command line."""

from __future__ import annotations

import base64
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from google import genai
from google.genai import types

from tests.child_process import line_of, started
from tests.local_gemini.google_types import accept, accept_file, google
from tests.local_gemini.wire_client import WireClient, events_of, file_part, text_of, tone
from tests.server_process import ServerProcess, process_is_gone

GUARD = 60.0
SPAN = "Provide a transcript of the speech from 00:34 to 00:52."


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess.start(tmp_path_factory.mktemp("real-server"))
    yield server
    assert server.stop() == 0
    assert server.log.read_text() == ""


@pytest.fixture(scope="module")
def interview_file(real: ServerProcess, sample: Path) -> dict[str, Any]:
    return WireClient(real).upload(sample.read_bytes(), "audio/ogg", displayName="interview.ogg")


def test_the_sample_is_measured_and_ready(real: ServerProcess, interview_file: dict[str, Any]) -> None:
    accept_file(interview_file)
    assert interview_file["state"] == "ACTIVE"
    counted = WireClient(real).generate(file_part(interview_file), "abcd", method="countTokens")
    accept(counted.json, google.CountTokensResponse)
    assert counted.json["totalTokens"] == 4026 + 1  # 125.79 s


def test_a_transcript_streams_and_every_message_is_accepted(
    real: ServerProcess, interview_file: dict[str, Any]
) -> None:
    reply = WireClient(real).generate(file_part(interview_file), SPAN, method="streamGenerateContent?alt=sse")
    messages = events_of(reply.body)
    for message in messages:
        accept(message, google.GenerateContentResponse)
        assert message["modelVersion"].startswith("whisper-tiny.en")
        assert message["usageMetadata"]["promptTokenCount"] == 4026 + 14
    text = "".join(map(text_of, messages))
    assert all(line.startswith("[00:") for line in text.splitlines())
    assert "winter" in text
    assert messages[-1]["candidates"][0]["finishReason"] == "STOP"


def test_a_question_is_answered_in_one_piece(real: ServerProcess, interview_file: dict[str, Any]) -> None:
    reply = WireClient(real).generate(file_part(interview_file), "How much was he paid?")
    accept(reply.json, google.GenerateContentResponse)
    assert "42" in text_of(reply.json)


def test_the_unmodified_client_gets_json_by_a_schema(
    real: ServerProcess, interview_file: dict[str, Any]
) -> None:
    schema = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"start": {"type": "string"}, "text": {"type": "string"}},
            "required": ["start", "text"],
        },
    }
    options = types.HttpOptions(base_url=real.base_url)
    with genai.Client(api_key=real.api_key, http_options=options) as client:
        file = client.files.get(name=interview_file["name"])
        config = types.GenerateContentConfig(
            response_mime_type="application/json", response_json_schema=schema
        )
        answer = client.models.generate_content(
            model="models/gemini-2.0-flash", contents=[file, SPAN], config=config
        )
    lines = json.loads(str(answer.text))
    assert lines
    assert all(set(line) >= {"start", "text"} for line in lines)


def test_inline_sound_is_decoded_by_its_content(real: ServerProcess, sample: Path) -> None:
    data = base64.b64encode(sample.read_bytes()).decode()
    # The type is sound, but not this one: the bytes count.
    part = {"inline_data": {"mime_type": "audio/wav", "data": data}}
    reply = WireClient(real).generate(part, "x", method="countTokens")
    assert reply.json["totalTokens"] == 4026 + 1


def test_what_is_no_sound_is_refused_when_used(real: ServerProcess) -> None:
    wire = WireClient(real)
    for data in (b"", b"not a sound", tone(1)[:30]):
        reply = wire.generate(file_part(wire.upload(data)), "hello")
        assert reply.error[:2] == (400, "INVALID_ARGUMENT")


def test_a_client_that_leaves_frees_the_engine(real: ServerProcess, interview_file: dict[str, Any]) -> None:
    wire = WireClient(real)
    # Spoken of as a whole, without what was heard before: many windows.
    body = {
        "contents": [{"parts": [file_part(interview_file), {"text": "Provide a transcript of the speech."}]}]
    }
    connection, response = wire.open("POST", "/v1beta/models/gemini-x:streamGenerateContent?alt=sse", body)
    response.readline()
    response.close()
    connection.close()
    assert (
        wire.generate(file_part(interview_file), SPAN, generationConfig={"maxOutputTokens": 1}).status == 200
    )


def serve(folder: Path, *options: str) -> AbstractContextManager[subprocess.Popen[str]]:
    return started([sys.executable, "-m", "audio_desk.serve", "--folder", str(folder), *options])


def said(process: subprocess.Popen[str]) -> dict[str, str]:
    answer: dict[str, str] = json.loads(line_of(process))
    assert set(answer) == {"base_url", "api_key"}
    return answer


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit status, and what it said on standard error."""
    _, errors = process.communicate(timeout=GUARD)
    return process.returncode, errors


def test_a_second_one_says_where_the_first_one_is_and_is_done(real: ServerProcess) -> None:
    with serve(real.log.parent) as second:
        assert said(second) == {"base_url": real.base_url, "api_key": real.api_key}
        assert ended(second) == (0, "")


def test_a_second_one_with_keep_keeps_the_first_until_sigterm(tmp_path: Path) -> None:
    with serve(tmp_path, "--linger", "0.2") as first:
        address = said(first)
        with serve(tmp_path, "--keep") as second:
            assert said(second) == address
            with pytest.raises(subprocess.TimeoutExpired):
                first.wait(1.5)
            second.send_signal(signal.SIGTERM)
            assert ended(second) == (0, "")
        assert ended(first) == (0, "")
        assert process_is_gone(first.pid)


def test_a_keeper_serves_on_where_the_server_it_kept_was_killed(tmp_path: Path) -> None:
    with serve(tmp_path, "--keep") as first:
        address = said(first)
        with serve(tmp_path, "--keep") as second:
            said(second)
            first.kill()
            ended(first)
            assert second.stderr is not None
            words = f"audio-desk serve: the server ended; serving on at {address['base_url']}\n"
            assert second.stderr.readline() == words
            second.send_signal(signal.SIGTERM)
            assert ended(second) == (0, "")


def test_another_port_than_the_running_ones_is_refused(real: ServerProcess) -> None:
    port = urlsplit(real.base_url).port
    assert port is not None
    with serve(real.log.parent, "--port", str(port - 1)) as other:
        assert ended(other) == (1, f"audio-desk serve: already running at {real.base_url}\n")


def test_a_speech_model_that_is_not_there_is_told_when_it_is_needed(tmp_path: Path, sample: Path) -> None:
    server = ServerProcess.start(tmp_path, arguments=["--speech-model", str(tmp_path / "nowhere")])
    try:
        wire = WireClient(server)
        file = wire.upload(sample.read_bytes(), "audio/ogg")
        reply = wire.generate(file_part(file), SPAN)
        assert reply.error[:2] == (500, "INTERNAL")
        assert reply.json["error"]["details"][0]["reason"] == "MODEL_DAMAGED"
        assert "nowhere" in reply.error[2]
        # What needs no speech model is answered all the same.
        assert wire.generate(file_part(file), "hello", method="countTokens").status == 200
    finally:
        server.stop()
