"""Every answer is what Google's own protobuf types accept, and has the fields that are always there."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from tests.local_gemini.google_types import accept, accept_file, google
from tests.local_gemini.wire_client import WireClient, events_of, file_part, text_of, tone


@pytest.mark.parametrize("version", ["v1", "v1beta"])
def test_a_file_has_every_field_in_googles_form(wire: WireClient, version: str) -> None:
    data = tone(2)
    uploaded = wire.upload(data, displayName="zwei Sekunden – é.wav")
    body = wire.send("GET", f"/{version}/{uploaded['name']}").json
    file = accept_file(body)
    assert re.fullmatch(r"files/[a-z0-9]{12}", file.name)
    assert file.display_name == "zwei Sekunden – é.wav"
    assert body["sizeBytes"] == str(len(data))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", body["createTime"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", body["updateTime"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z", body["expirationTime"])
    assert base64.b64decode(body["sha256Hash"]) == hashlib.sha256(data).hexdigest().encode()
    assert len(body["sha256Hash"]) == 88
    assert body["uri"] == f"{wire.server.base_url}/{version}/{file.name}"
    assert (body["state"], body["source"], body["mimeType"]) == ("ACTIVE", "UPLOADED", "audio/wav")
    assert (file.expiration_time - file.create_time).total_seconds() == 48 * 3600


def test_the_answer_to_an_upload_holds_the_file(wire: WireClient) -> None:
    url = wire.upload_url(None)
    reply = wire.chunk(url, "upload, finalize", tone(0.1), 0)
    assert set(reply.json) == {"file"}
    accept_file(reply.json["file"])


def test_lists_of_files_are_accepted_empty_and_full(wire: WireClient) -> None:
    assert wire.send("GET", "/v1beta/files").json == {}
    for _ in range(3):
        wire.upload(b"words", "text/plain")
    body = wire.send("GET", "/v1beta/files?pageSize=2").json
    page = accept(body, google.ListFilesResponse)
    assert len(page.files) == 2
    assert page.next_page_token
    for file in body["files"]:
        accept_file(file)


def test_models_have_every_field_that_the_schema_requires(wire: WireClient) -> None:
    body = wire.send("GET", "/v1beta/models").json
    accept(body, google.ListModelsResponse)
    single = wire.send("GET", "/v1beta/models/gemini-3.8-flash").json
    assert "models/whisper-tiny.en" in [model["name"] for model in body["models"]]
    for model in [*body["models"], single]:
        accept(model, google.Model)
        assert {"name", "baseModelId", "version"} <= set(model)
        assert set(model["supportedGenerationMethods"]) == {"generateContent", "countTokens"}


@pytest.mark.parametrize("whole", [False, True])
def test_counted_tokens_are_accepted_in_both_shapes(wire: WireClient, whole: bool) -> None:
    contents = [{"parts": [file_part(wire.upload(tone(2.5))), {"text": "How long is it?"}]}]
    request = {"model": "models/gemini-3.8-flash", "contents": contents}
    body = {"generateContentRequest": request} if whole else {"contents": contents}
    reply = wire.send("POST", "/v1beta/models/gemini-3.8-flash:countTokens", body)
    counted = accept(reply.json, google.CountTokensResponse)
    assert counted.total_tokens == 80 + 4
    assert reply.json["promptTokensDetails"] == [
        {"modality": "TEXT", "tokenCount": 4},
        {"modality": "AUDIO", "tokenCount": 80},
    ]


def test_a_whole_answer_is_accepted_and_complete(wire: WireClient) -> None:
    reply = wire.generate(file_part(wire.upload(tone(2))), "How long is it?")
    answer = accept(reply.json, google.GenerateContentResponse)
    assert "2.00 s" in text_of(reply.json)
    assert answer.candidates[0].finish_reason.name == "STOP"
    assert answer.candidates[0].content.role == "model"
    assert (answer.model_version, bool(answer.response_id)) == ("telling-1", True)
    usage = answer.usage_metadata
    assert usage.prompt_token_count == 64 + 4
    assert usage.total_token_count == usage.prompt_token_count + usage.candidates_token_count
    assert usage.candidates_token_count > 0


def test_every_message_of_a_stream_is_accepted_and_only_the_last_is_the_end(wire: WireClient) -> None:
    reply = wire.generate("count to 4", method="streamGenerateContent?alt=sse")
    assert reply.headers["content-type"].startswith("text/event-stream")
    messages = events_of(reply.body)
    for message in messages:
        accept(message, google.GenerateContentResponse)
        assert message["usageMetadata"]["promptTokenCount"] == 3
        assert (message["modelVersion"], message["responseId"]) == ("telling-1", messages[0]["responseId"])
    assert ["finishReason" in message["candidates"][0] for message in messages] == [False] * 4 + [True]
    assert "".join(map(text_of, messages)) == "0\n1\n2\n3\n"


def test_a_stream_without_events_is_one_json_array(wire: WireClient) -> None:
    reply = wire.generate("count to 3", method="streamGenerateContent")
    assert reply.headers["content-type"].startswith("application/json")
    for message in reply.json:
        accept(message, google.GenerateContentResponse)
    assert "".join(map(text_of, reply.json)) == "0\n1\n2\n"


def test_an_answer_without_a_word_is_accepted(wire: WireClient) -> None:
    whole = wire.generate("nothing").json
    accept(whole, google.GenerateContentResponse)
    assert text_of(whole) == ""
    assert "candidatesTokenCount" not in whole["usageMetadata"]
    streamed = events_of(wire.generate("nothing", method="streamGenerateContent?alt=sse").body)
    assert [message["candidates"][0]["finishReason"] for message in streamed] == ["STOP"]
