"""Fields: reads a JSON object of a request: both spellings of a name, types checked, strangers refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from audio_desk.local_gemini.wire import errors as wire_errors

_CAPITAL = re.compile(r"[A-Z]")
_INTEGER = re.compile(r"-?\d{1,18}")


def snake(name: str) -> str:
    """`fileUri` -> `file_uri`; a leading underscore stays."""
    return _CAPITAL.sub(lambda match: "_" + match[0].lower(), name)


class Fields:
    """One JSON object. `path` is its place in the request, in Google's form; names here are snake_case."""

    def __init__(self, value: object, path: str, known: Iterable[str]) -> None:
        """Raises WireError: not an object, or it has a field that is not `known`."""
        if not isinstance(value, dict):
            raise wire_errors.bad_field(path or "request", "TYPE_MESSAGE", value)
        self.path = path
        self._values: dict[str, Any] = {snake(name): item for name, item in value.items() if item is not None}
        allowed = set(known)
        for name in value:
            if snake(name) not in allowed:
                raise wire_errors.unknown_field(path, name)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def place(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def raw(self, name: str) -> object:
        """The value as it came; None where there is none."""
        return self._values.get(name)

    def text(self, name: str, default: str = "") -> str:
        value = self._values.get(name, default)
        if not isinstance(value, str):
            raise wire_errors.bad_field(self.place(name), "TYPE_STRING", value)
        return value

    def integer(self, name: str) -> int | None:
        """A number, or its digits in a string, as protobuf's JSON allows."""
        value = self._values.get(name)
        if isinstance(value, str) and _INTEGER.fullmatch(value):
            return int(value)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if value is not None and type(value) is not int:
            raise wire_errors.bad_field(self.place(name), "TYPE_INT32", value)
        return value

    def number(self, name: str) -> float | None:
        value = self._values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            raise wire_errors.bad_field(self.place(name), "TYPE_FLOAT", value)
        return value

    def items(self, name: str) -> list[Any]:
        """A repeated field; empty where there is none. A single item may stand for a list of one."""
        value = self._values.get(name, [])
        return value if isinstance(value, list) else [value]

    def mapping(self, name: str) -> dict[str, Any] | None:
        """An object that is handed on as it is."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, dict):
            raise wire_errors.bad_field(self.place(name), "TYPE_MESSAGE", value)
        return value
