"""That a value is what its schema describes, no more and no less."""

from __future__ import annotations

from typing import Any


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
