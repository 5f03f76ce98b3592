"""Requests as people write them by hand: read as Google's server reads them, and no further."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_desk.local_gemini.wire.json_reading import MOST_TOKENS, read
from tests.local_gemini.wire_client import WireClient, text_of

MODEL = "/v1beta/models/gemini-2.0-flash"
START = {
    "X-Goog-Upload-Protocol": "resumable",
    "X-Goog-Upload-Command": "start",
    "X-Goog-Upload-Header-Content-Type": "audio/mp3",
}

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_an_upload_may_be_started_with_single_quotes(wire: WireClient) -> None:
    body = b"{'file': {'display_name': 'AUDIO'}}"
    reply = wire.send("POST", "/upload/v1beta/files", body, START)
    assert (reply.status, reply.headers["x-goog-upload-status"]) == (200, "active")
    path = reply.headers["x-goog-upload-url"].partition(wire.netloc)[2]
    file = wire.chunk(path, "upload, finalize", b"x", 0).json["file"]
    assert (file["displayName"], file["mimeType"]) == ("AUDIO", "audio/mp3")


def test_one_thing_may_stand_for_a_list_of_one(wire: WireClient) -> None:
    body = {
        "system_instruction": {"parts": {"text": "You are a cat. Your name is Neko."}},
        "contents": {"parts": {"text": "Hello there"}},
        "generationConfig": {"stopSequences": "never said"},
    }
    reply = wire.send("POST", f"{MODEL}:generateContent", body)
    assert reply.status == 200
    assert "Hello there" in text_of(reply.json)


def test_commas_may_follow_the_last_item(wire: WireClient) -> None:
    body = b'{\n "contents": [{\n  "parts":[{\n   "text": "The quick brown fox"\n   }],\n  }],\n }'
    assert wire.send("POST", f"{MODEL}:countTokens", body).json["totalTokens"] == 5


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"{'a': 'it\\'s \"so\"', b: [1, true,],}", {"a": 'it\'s "so"', "b": [1, True]}),
        (b'{"a": "{\'b\': 1,}",}', {"a": "{'b': 1,}"}),
        (b"['\\n\\u00e9\\\\']", ["\né\\"]),
        (b'["\\ud83d\\ude00",]', ["😀"]),
        ("['é – 😀']".encode(), ["é – 😀"]),
    ],
)
def test_what_is_nearly_json_is_read(body: bytes, value: object) -> None:
    assert read(body) == value


@pytest.mark.parametrize(
    "body",
    [
        b"{,}",
        b"[,]",
        b"[1,,]",
        b"{'a' 1}",
        b"{'a': 1",
        b"{'a': b}",
        b"'a' 'b'",
        b"['a",
        b"{'a': \xff}",
        b"['" + b"," * MOST_TOKENS + b"]",
        b"[" + b"1, " * MOST_TOKENS + b"]",
        b"[" * 100_000,
        b"['" + b"[" * 100_000,
        b'["\\ud83d"]',
        b'["\xed\xa0\xbd"]',
    ],
)
def test_what_is_malformed_stays_malformed(body: bytes) -> None:
    with pytest.raises(ValueError):
        read(body)


@given(JSON_VALUES)
def test_what_is_json_is_read_as_it_is(value: object) -> None:
    assert read(json.dumps(value).encode()) == value


@pytest.mark.parametrize("name", ["display_name", "\\ude00"])
def test_half_a_character_in_a_name_is_refused(wire: WireClient, name: str) -> None:
    body = f'{{"file": {{"{name}": "a\\ud83d"}}}}'.encode()
    reply = wire.send("POST", "/upload/v1beta/files", body, START)
    assert reply.error[:2] == (400, "INVALID_ARGUMENT")
