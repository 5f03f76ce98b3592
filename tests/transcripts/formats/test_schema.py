"""What the JSON holds is what its schema describes, no more and no less."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from audio_desk.resources import resource
from audio_desk.transcripts.formats.document import Layout
from audio_desk.transcripts.formats.writing import Format, written
from tests.transcripts.formats.documents import ANSWER, document, said


def test_every_field_is_described_and_every_described_field_is_there() -> None:
    schema = json.loads(resource("schema", "transcript.schema.json").read_text(encoding="utf-8"))
    line = said("Hello")
    wanted = document(line, answers=(replace(ANSWER, lines=(line,)),))
    found = json.loads(written(wanted, Format.JSON, Layout()))
    compare(found, schema, schema["$defs"])


def compare(value: Any, schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    schema = schema.get("anyOf", [schema])[0]
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rsplit("/", 1)[1]]
    if "const" in schema:
        assert value == schema["const"]
    if isinstance(value, dict):
        assert value.keys() == schema["properties"].keys()
        assert set(schema.get("required", ())) <= value.keys()
        for name, inner in value.items():
            compare(inner, schema["properties"][name], definitions)
    elif isinstance(value, list):
        for item in value:
            compare(item, schema["items"], definitions)
