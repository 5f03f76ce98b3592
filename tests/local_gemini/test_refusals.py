"""Every refusal has Google's shape, and reaches a client that is still sending."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from audio_desk import limits
from tests.local_gemini.wire_client import WireClient, events_of, file_part, text_of, tone
from tests.server_process import ServerProcess

GENERATE = "/v1beta/models/gemini-3.8-flash:generateContent"
HELLO: dict[str, Any] = {"contents": [{"parts": [{"text": "hello"}]}]}


def test_a_wrong_key_is_told_as_google_tells_it(wire: WireClient) -> None:
    for reply in (
        wire.send("POST", GENERATE, HELLO, key="wrong"),
        wire.send("GET", "/v1beta/files?key=wrong", key=None),
        wire.send("GET", "/local/ping", key="schlüssel"),
    ):
        assert reply.error == (400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.")
        info = reply.json["error"]["details"][0]
        assert info["@type"] == "type.googleapis.com/google.rpc.ErrorInfo"
        assert (info["reason"], info["domain"]) == ("API_KEY_INVALID", "googleapis.com")


def test_a_missing_key_is_told_as_google_tells_it(wire: WireClient) -> None:
    for path in ("/v1beta/files", "/v1/models", "/local/ping", "/local/lease", "/local/seen"):
        code, status, message = wire.send("GET", path, key=None).error
        assert (code, status) == (403, "PERMISSION_DENIED")
        assert message.startswith("Method doesn't allow unregistered callers")


def test_the_key_may_come_in_the_address(wire: WireClient) -> None:
    assert wire.send("GET", f"/v1beta/files?key={wire.server.api_key}", key=None).status == 200


@pytest.mark.parametrize("method", ["generateContent", "streamGenerateContent", "countTokens"])
def test_an_unknown_model_is_told_as_google_tells_it(wire: WireClient, method: str) -> None:
    called = "countTokens" if method == "countTokens" else "generateContent"
    reply = wire.send("POST", f"/v1/models/custom-gemini-2.0-flash:{method}", HELLO)
    assert reply.error == (
        404,
        "NOT_FOUND",
        (
            "models/custom-gemini-2.0-flash is not found for API version v1, or is not supported for "
            f"{called}. Call ListModels to see the list of available models and their supported methods."
        ),
    )


def test_other_addresses_and_methods_are_refused_in_the_same_shape(wire: WireClient) -> None:
    for path in ("/", "/v1beta", "/v2/files", "/v1beta/files/", "/v1beta/cachedContents", "/local/else"):
        assert wire.send("GET", path).error[:2] == (404, "NOT_FOUND")
    assert wire.send("PATCH", "/v1beta/files").error[0] == 405
    assert wire.send("GET", GENERATE).error[0] in (404, 405)
    assert wire.send("POST", "/v1beta/models/gemini-3.8-flash:embedContent", {}).error[0] == 404


def test_another_host_name_is_turned_away(wire: WireClient) -> None:
    path = f"/v1beta/files?key={wire.server.api_key}"
    assert wire.send("GET", path, headers={"Host": "evil.example"}, key=None).error[0] == 403
    port = wire.netloc.partition(":")[2]
    assert wire.send("GET", path, headers={"Host": f"localhost:{port}"}, key=None).status == 200


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff", b"", b"null", b"[" * 100_000])
def test_what_is_no_json_object_is_refused(wire: WireClient, body: bytes) -> None:
    assert wire.send("POST", GENERATE, body).error[:2] == (400, "INVALID_ARGUMENT")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"contents": []}, "contents is not specified"),
    ({"contents": "hello"}, "contents"),
    ({"contents": ["hello"]}, "contents[0]"),
    ({"contents": [{"parts": []}]}, "must not be empty"),
    ({"contents": [{"parts": [{}]}]}, "required oneof field 'data'"),
    ({"contents": [{"parts": [{"text": 5}]}]}, "contents[0].parts[0].text"),
    ({"contents": [{"parts": [{"text": "a", "fileData": {"fileUri": "files/a"}}]}]}, "already set"),
    ({"contents": [{"parts": [{"txt": "a"}]}]}, "Unknown name \"txt\" at 'contents[0].parts[0]'"),
    ({"contents": [{"role": "assistant", "parts": [{"text": "a"}]}]}, "valid role: user, model"),
    ({"contents": [{"parts": [{"inlineData": {"data": "AAAA"}}]}]}, "mime_type"),
    (
        {"contents": [{"parts": [{"inlineData": {"mimeType": "audio/wav", "data": "?"}}]}]},
        "contents[0].parts[0].inline_data.data",
    ),
    ({"contents": [{"parts": [{"functionCall": {"name": "f"}}]}]}, "not supported"),
    ({**HELLO, "tools": [{"googleSearch": {}}]}, "Tools are not supported"),
    ({**HELLO, "systemInstruction": {"parts": [{"fileData": {"fileUri": "files/a"}}]}}, "text only"),
    ({**HELLO, "safetySettings": [{"category": "NO", "threshold": "OFF"}]}, "safety_settings[0].category"),
    (
        {**HELLO, "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "NO"}]},
        "safety_settings[0].threshold",
    ),
    ({**HELLO, "generationConfig": {"maxOutputTokens": "many"}}, "generation_config.max_output_tokens"),
    ({**HELLO, "generationConfig": {"maxOutputTokens": 0}}, "must be positive"),
    ({**HELLO, "generationConfig": {"temperature": "hot"}}, "generation_config.temperature"),
    ({**HELLO, "generationConfig": {"temperature": 3}}, "[0.0, 2.0]"),
    ({**HELLO, "generationConfig": {"candidateCount": 2}}, "Multiple candidates"),
    ({**HELLO, "generationConfig": {"responseMimeType": "text/html"}}, "allowed mimetypes"),
    ({**HELLO, "generationConfig": {"responseSchema": {"type": "STRING"}}}, "application/json"),
    ({**HELLO, "generationConfig": {"responseModalities": ["AUDIO"]}}, "text only"),
    ({**HELLO, "generationConfig": {"stopSequences": [1]}}, "stop_sequences[0]"),
    ({**HELLO, "generationConfig": {"stopSequences": list("abcdef")}}, "At most 5"),
    (
        {**HELLO, "generationConfig": {"thinkingConfig": {"thinkingLevel": "LOW", "thinking_budget": 5}}},
        "thinking",
    ),
    (
        {"contents": [{"parts": [{"text": "a", "audioMetadata": {"startOffset": "1s"}}]}]},
        "contents[0].parts[0].audio_metadata is not supported",
    ),
    (
        {**HELLO, "generationConfig": {"audioTranscriptionConfig": {"diarization": True}}},
        "audio_transcription_config is not supported",
    ),
    ({**HELLO, "content": []}, 'Unknown name "content"'),
]


@pytest.mark.parametrize(("body", "words"), WRONG, ids=[words for _, words in WRONG])
def test_a_wrong_field_is_refused_by_its_name(wire: WireClient, body: dict[str, Any], words: str) -> None:
    code, status, message = wire.send("POST", GENERATE, body).error
    assert (code, status) == (400, "INVALID_ARGUMENT")
    assert words in message


def test_both_spellings_of_every_name_are_read(wire: WireClient) -> None:
    data = base64.b64encode(tone(1)).decode()
    camel = {
        "contents": [{"parts": [{"inlineData": {"mimeType": "audio/wav", "data": data}}, {"text": "hello"}]}],
        "systemInstruction": {"parts": [{"text": "kind"}]},
        "generationConfig": {"maxOutputTokens": 3, "responseMimeType": "text/plain"},
        "safetySettings": [{"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": "BLOCK_ONLY_HIGH"}],
    }
    snake = {
        "contents": [
            {"parts": [{"inline_data": {"mime_type": "audio/wav", "data": data}}, {"text": "hello"}]}
        ],
        "system_instruction": {"parts": [{"text": "kind"}]},
        "generation_config": {"max_output_tokens": "3", "response_mime_type": "text/plain"},
        "safety_settings": [{"category": "HARM_CATEGORY_HATE_SPEECH", "threshold": "BLOCK_ONLY_HIGH"}],
    }
    first, second = (wire.send("POST", GENERATE, body).json for body in (camel, snake))
    assert first["candidates"] == second["candidates"]
    assert first["candidates"][0]["finishReason"] == "MAX_TOKENS"


@pytest.mark.parametrize("key", ["", "wrong"])
@pytest.mark.parametrize("path", [GENERATE, "/v1/models/gemini-x:countTokens", "/v1beta/nothing"])
def test_a_client_that_sends_28_megabytes_sees_the_refusal(wire: WireClient, path: str, key: str) -> None:
    reply = wire.send("POST", path, b'{"contents": "' + b"x" * 28_000_000 + b'"}', key=key)
    assert reply.status in (400, 404)
    if not key and path != "/v1beta/nothing":
        assert reply.error == (
            400,
            "INVALID_ARGUMENT",
            (
                "Request payload size exceeds the limit: 20971520 bytes. "
                "Please upload your files with the File API instead."
            ),
        )


def test_a_body_of_exactly_the_limit_is_read(wire: WireClient) -> None:
    empty = b'{"contents": [{"parts": [{"text": ""}]}]}'
    full = empty.replace(b'""', b'"' + b"x" * (limits.REQUEST_BYTES - len(empty)) + b'"')
    assert len(full) == limits.REQUEST_BYTES
    assert wire.send("POST", "/v1beta/models/gemini-x:countTokens", full).status == 200
    assert wire.send("POST", "/v1beta/models/gemini-x:countTokens", full + b" ").error[0] == 400


def test_a_body_without_a_length_is_held_to_the_limit_too(wire: WireClient) -> None:
    import http.client

    connection = http.client.HTTPConnection(wire.netloc, timeout=60)
    chunks = (b"x" * 2**20 for _ in range(25))
    headers = {"x-goog-api-key": wire.server.api_key, "Content-Type": "application/json"}
    connection.request("POST", GENERATE, chunks, headers, encode_chunked=True)
    assert b"Request payload size exceeds the limit" in connection.getresponse().read()
    connection.close()


def test_more_than_nine_and_a_half_hours_of_sound_are_refused(wire: WireClient) -> None:
    long = wire.upload(tone(5 * 3600, rate=10))
    assert wire.generate(file_part(long), "hello").status == 200
    for method in ("generateContent", "countTokens"):
        code, status, message = wire.generate(file_part(long), file_part(long), "hello", method=method).error
        assert (code, status) == (400, "INVALID_ARGUMENT")
        assert "9.5 hours" in message


def test_an_engine_that_is_not_there_says_so(wire: WireClient) -> None:
    for prompt, reason in (("missing", "ENGINE_MISSING"), ("damaged", "MODEL_DAMAGED")):
        for method in ("generateContent", "streamGenerateContent?alt=sse"):
            reply = wire.generate(prompt, method=method)
            assert reply.error[:2] == (500, "INTERNAL")
            assert reply.json["error"]["details"][0]["reason"] == reason


def test_a_bug_of_the_engine_is_an_internal_error(start_server: Any) -> None:
    wire = WireClient(start_server())
    assert wire.generate("fail after 0").error[:2] == (500, "INTERNAL")
    streamed = events_of(wire.generate("fail after 2", method="streamGenerateContent?alt=sse").body)
    assert "".join(map(text_of, streamed[:2])) == "0\n1\n"
    assert streamed[2]["error"]["status"] == "INTERNAL"
    array = wire.generate("fail after 2", method="streamGenerateContent").json
    assert array[2]["error"]["code"] == 500
    assert "told to fail" in wire.server.log.read_text()
    assert wire.server.api_key not in wire.server.log.read_text()


def test_a_scripted_refusal_is_played_as_often_as_told(wire: WireClient, server: ServerProcess) -> None:
    body = {"error": {"code": 429, "message": "slow down", "status": "RESOURCE_EXHAUSTED"}}
    rule = {"action": "status", "path": "generateContent", "status": 429, "body": body, "times": 2, "skip": 1}
    server.script_faults([rule])
    assert [wire.generate("hello").status for _ in range(4)] == [200, 429, 429, 200]
    assert [seen["status"] for seen in server.seen()[-4:]] == [200, 429, 429, 200]
    assert server.seen()[-1]["body"]["contents"][0]["parts"][0] == {"text": "hello"}


def test_half_a_surrogate_in_a_question_can_be_looked_at_as_it_came(
    wire: WireClient, server: ServerProcess
) -> None:
    wire.send("POST", GENERATE, {"contents": [{"parts": [{"text": "\ud83d?"}]}]})
    assert server.seen()[-1]["body"]["contents"][0]["parts"][0] == {"text": "\ud83d?"}


@pytest.mark.parametrize("levels", [300, 480, 900, 100_000])
def test_what_was_nested_too_deeply_can_still_be_looked_at(
    wire: WireClient, server: ServerProcess, levels: int
) -> None:
    nested = b"[" * levels + b"]" * levels
    wire.send("POST", GENERATE, nested, {"Content-Type": "application/json"})
    assert server.seen()[-1]["body_bytes"] == 2 * levels
