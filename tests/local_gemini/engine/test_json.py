"""JSON that follows a schema as far as words, sounds and times go."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from audio_desk.local_gemini.engine.local import LocalEngine
from audio_desk.local_gemini.engine.schema import JsonAnswer, Record
from audio_desk.local_gemini.engine.wording import NO_SCHEMA
from tests.local_gemini.engine.sounds import HeldSound, ask

RECORDS = (Record(34.4, 36.2, "Did that happen?"), Record(36.8, 42.9, "Only once."))


def _fill(schema: dict[str, Any] | None, records: Iterable[Record | None] = RECORDS, note: str = "") -> Any:
    return json.loads("".join(JsonAnswer(schema).pieces(records, note=note)))


def _segments(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    items = {"type": "OBJECT", "properties": properties, "required": list(required)}
    return {"type": "ARRAY", "items": items}


def test_without_a_schema_segments_have_start_end_and_text() -> None:
    assert _fill(None)[0] == {"start": "00:34", "end": "00:36", "text": "Did that happen?"}


def test_times_are_seconds_where_the_schema_wants_numbers() -> None:
    schema = _segments(
        {
            "start": {"type": "NUMBER"},
            "endMs": {"type": "INTEGER"},
            "duration": {"type": "number"},
            "content": {"type": "string"},
        }
    )
    assert _fill(schema)[0] == {
        "start": 34.4,
        "endMs": 36200,
        "duration": 1.8,
        "content": "Did that happen?",
    }


def test_times_are_texts_where_the_schema_wants_strings() -> None:
    schema = _segments(
        {
            "timestamp": {"type": "string"},
            "end_time": {"type": "string", "description": "HH:MM:SS"},
            "caption": {"type": "string"},
        }
    )
    assert _fill(schema)[1] == {"timestamp": "00:37", "end_time": "00:00:43", "caption": "Only once."}


def test_an_object_around_the_list_is_kept() -> None:
    schema = {
        "type": "object",
        "properties": {
            "language": {"type": "string"},
            "segments": _segments({"time": {"type": "string"}, "text": {"type": "string"}}),
        },
    }
    filled = _fill(schema)
    assert filled["language"] == "en"
    assert [segment["text"] for segment in filled["segments"]] == ["Did that happen?", "Only once."]


def test_a_whole_text_beside_the_list_is_filled_too() -> None:
    schema = {
        "type": "object",
        "properties": {
            "transcript": {"type": "string"},
            "segments": _segments({"start": {"type": "number"}, "text": {"type": "string"}}),
        },
    }
    filled = _fill(schema)
    assert filled["transcript"] == "Did that happen?\nOnly once."
    assert len(filled["segments"]) == 2


def test_what_is_not_known_is_left_out_or_empty_where_it_must_be_there() -> None:
    schema = _segments(
        {
            "text": {"type": "string"},
            "speaker": {"type": "string"},
            "emotion": {"type": "string", "enum": ["happy", "unknown"]},
            "loudness": {"type": "number", "nullable": True},
            "mood": {"type": "string"},
        },
        required=("text", "speaker", "emotion", "loudness"),
    )
    assert _fill(schema)[0] == {
        "text": "Did that happen?",
        "speaker": "",
        "emotion": "unknown",
        "loudness": None,
    }


def test_references_and_choices_are_followed() -> None:
    schema = {
        "$defs": {"Line": {"type": "object", "properties": {"text": {"type": ["string", "null"]}}}},
        "type": "object",
        "properties": {
            "lines": {"anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/$defs/Line"}}]}
        },
    }
    assert _fill(schema) == {"lines": [{"text": "Did that happen?"}, {"text": "Only once."}]}


def test_a_schema_that_refers_to_itself_ends() -> None:
    node = {"type": "object", "properties": {"child": {"$ref": "#/$defs/Node"}}, "required": ["child"]}
    assert _fill({"$defs": {"Node": node}, "$ref": "#/$defs/Node"}) == {"error": NO_SCHEMA}


def test_a_list_of_strings_holds_the_words() -> None:
    assert _fill({"type": "array", "items": {"type": "string"}}) == ["Did that happen?", "Only once."]


def test_a_string_holds_all_the_words() -> None:
    assert _fill({"type": "string"}) == "Did that happen?\nOnly once."


def test_the_note_leads_the_text_of_an_answer() -> None:
    schema = {"type": "object", "properties": {"answer": {"type": "string"}}}
    assert _fill(schema, note="On-device.")["answer"].startswith("On-device.\n")


@pytest.mark.parametrize(
    ("schema", "where"),
    [
        ({"type": "object", "properties": {"rating": {"type": "integer"}}, "required": ["rating"]}, "error"),
        ({"type": "object", "properties": {"mood": {"type": "string"}}}, "mood"),
        ({"type": "boolean"}, "error"),
    ],
)
def test_a_schema_that_cannot_be_filled_is_refused_in_json(schema: dict[str, Any], where: str) -> None:
    assert _fill(schema)[where] == NO_SCHEMA


def test_json_streams_record_by_record() -> None:
    pieces = list(JsonAnswer(None).pieces([RECORDS[0], None, RECORDS[1]]))
    assert pieces[0] == "["
    assert pieces[2] == ""
    assert json.loads("".join(pieces))[1]["text"] == "Only once."


def test_no_speech_is_an_empty_list() -> None:
    assert _fill(None, ()) == []


def test_a_transcript_in_json_lies_within_its_span(engine: LocalEngine, sample_sound: HeldSound) -> None:
    schema = _segments({"start": {"type": "number"}, "end": {"type": "number"}, "text": {"type": "string"}})
    segments = json.loads(ask(engine, "Transcribe from 0:34 to 0:52", sample_sound, schema=schema))
    assert len(segments) >= 2
    assert all(34 <= segment["start"] <= segment["end"] <= 52 for segment in segments)


def test_sounds_in_json_have_their_times(engine: LocalEngine, sample_sound: HeldSound) -> None:
    schema = _segments(
        {"start": {"type": "number"}, "end": {"type": "number"}, "description": {"type": "string"}}
    )
    found = json.loads(ask(engine, "Which sounds are not speech?", sample_sound, schema=schema))
    assert [round(sound["start"]) for sound in found] == [
        pytest.approx(43.5, abs=1),
        pytest.approx(100.3, abs=1),
    ]


def test_an_answer_in_json_quotes(engine: LocalEngine, sample_sound: HeldSound) -> None:
    schema = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"]}
    answer = json.loads(ask(engine, "How much was he paid?", sample_sound, schema=schema))["answer"]
    assert "on-device" in answer
    assert "pounds" in answer
