"""Answers in JSON: follows the schema of a request as far as words, sounds and times can fill it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from audio_desk.local_gemini.engine.wording import NO_SCHEMA
from audio_desk.timecode import mmss

Schema = dict[str, Any]

DEFAULT_SCHEMA: Final[Schema] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "start": {"type": "string"},
            "end": {"type": "string"},
            "text": {"type": "string"},
        },
    },
}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TEXT: Final = _names(
    """text transcript transcription content caption words sentence utterance line speech quote message
    answer summary description value body dialogue output result response explanation subtitle
    passage evidence reply note notes details fulltext fulltranscript transcribedtext spokentext"""
)
_START: Final = _names(
    """start starttime startseconds startsec starts begin begintime beginning from time timestamp
    timecode offset startoffset starttimestamp starttimecode at ts onset startms starttimems timems
    mmss"""
)
_END: Final = _names(
    """end endtime endseconds endsec ends stop stoptime to until endoffset endtimestamp finish endms
    endtimems"""
)
_RANGE: Final = _names("timerange range span interval timespan period")
_DURATION: Final = _names("duration length durationseconds seconds durationsec")
_INDEX: Final = _names("index id idx number n segmentid sequence order")
_LANGUAGE: Final = _names("language lang languagecode locale")
_LABEL: Final = _names("type kind category label sound class event soundtype eventtype name")
_UNKNOWN: Final = ("unknown", "UNKNOWN", "Unknown", "other", "none", "neutral", "n/a")
_MARK: Final = "\x00records\x00"
_MAX_DEPTH: Final = 12
"""Schemas may refer to themselves."""


@dataclass(frozen=True, slots=True)
class Record:
    """One thing heard."""

    start: float
    end: float
    text: str
    label: str = "speech"


class JsonAnswer:
    """One answer in JSON: records go where the schema has a list, the text where it has a name for it."""

    def __init__(self, schema: Schema | None) -> None:
        self._root: Schema = schema or DEFAULT_SCHEMA
        self._item: Schema | None = None
        self._texts = 0
        self._unfilled = 0
        self._span = Record(0.0, 0.0, "")
        self._frame = self._value(self._root, "", None, 0)

    @property
    def lists_speech(self) -> bool:
        """Whether the schema has a list for utterances."""
        return self._item is not None and self._root is not DEFAULT_SCHEMA

    def pieces(self, records: Iterable[Record | None], *, note: str = "") -> Iterator[str]:
        """The JSON, as records come; None is a sign of life. `note` leads the text, if there is one."""
        if self._item is None or self._texts:
            yield from self._at_once(records, note)
            return
        before, after = self._split()
        number = 0
        yield before
        for record in records:
            if record is None:
                yield ""
                continue
            number += 1
            yield (", " if number > 1 else "") + _dumps(self._record(self._item, record, number))
        yield after

    def _split(self) -> tuple[str, str]:
        before, _, after = _dumps(self._frame).partition(_dumps(_MARK))
        return before, after

    def _at_once(self, records: Iterable[Record | None], note: str) -> Iterator[str]:
        known: list[Record] = []
        for record in records:
            if record is None:
                yield ""
            else:
                known.append(record)
        text = "\n".join([*([note] if note else []), *(record.text for record in known)])
        self._span = Record(known[0].start if known else 0.0, known[-1].end if known else 0.0, text)
        if not self._item and not self._texts:
            yield self._refusal()
            return
        whole = self._value(self._root, "", self._span, 0)
        answer = _dumps(whole)
        if self._item is not None:
            items = [self._record(self._item, record, at) for at, record in enumerate(known, 1)]
            answer = answer.replace(_dumps(_MARK), _dumps(items)[1:-1])
        yield answer

    def _refusal(self) -> str:
        """The schema has neither a list nor a text: say so inside it where it has a string."""
        value = self._frame
        if isinstance(value, dict):
            for name, schema in self._properties(self._root).items():
                if _kind(self._resolved(schema)) == "string" and not self._resolved(schema).get("enum"):
                    return _dumps({**value, name: NO_SCHEMA})
        return _dumps({"error": NO_SCHEMA})

    def _value(self, schema: Schema, name: str, whole: Record | None, depth: int) -> Any:
        """Anything outside the list of records; `whole` is everything heard, None in a first draft."""
        schema = self._resolved(schema)
        kind = _kind(schema)
        if kind == "array":
            return self._array(schema, whole)
        if kind == "object":
            return self._object(schema, whole, depth)
        if kind == "string" and not schema.get("enum") and (not name or name in _TEXT):
            self._texts += whole is None
            return whole.text if whole else ""
        return _leaf(schema, name, whole or self._span, 0)

    def _array(self, schema: Schema, whole: Record | None) -> Any:
        item = self._resolved(schema.get("items") or {})
        if self._item is None and whole is None and self._takes_records(item):
            self._item = item
            return [_MARK]
        return [_MARK] if self._item is not None and item == self._item else []

    def _object(self, schema: Schema, whole: Record | None, depth: int) -> dict[str, Any]:
        required = schema.get("required") or ()
        value: dict[str, Any] = {}
        for name, part in self._properties(schema).items():
            plain = _plain(name)
            known = plain in _TEXT | _LANGUAGE | _START | _END | _DURATION
            nested = _kind(self._resolved(part)) in ("array", "object") and depth < _MAX_DEPTH
            if known or nested or name in required:
                value[name] = self._value(part, plain, whole, depth + 1) if depth < _MAX_DEPTH else None
        return value

    def _takes_records(self, item: Schema) -> bool:
        if _kind(item) == "string":
            return not item.get("enum")
        names = {_plain(name) for name in self._properties(item)}
        return bool(names & _TEXT) or bool(names & (_START | _RANGE)) or "speaker" in names

    def _record(self, schema: Schema, record: Record, number: int, name: str = "") -> Any:
        schema = self._resolved(schema)
        kind = _kind(schema)
        if kind == "object":
            required = schema.get("required") or ()
            return {
                part_name: self._record(part, record, number, _plain(part_name))
                for part_name, part in self._properties(schema).items()
                if part_name in required or _fills(_plain(part_name))
            }
        if kind == "array":
            return [record.text] if name in _TEXT else []
        return _leaf(schema, name or "text", record, number)

    def _properties(self, schema: Schema) -> dict[str, Schema]:
        properties = schema.get("properties")
        return properties if isinstance(properties, dict) else {}

    def _resolved(self, schema: Any) -> Schema:
        """Without references and choices: the first choice that is not null."""
        for _ in range(_MAX_DEPTH):
            if not isinstance(schema, dict):
                return {}
            if reference := schema.get("$ref") or schema.get("ref"):
                schema = self._referred(str(reference))
            elif choices := schema.get("anyOf") or schema.get("any_of") or schema.get("oneOf"):
                schema = next((choice for choice in choices if _kind(choice) != "null"), {})
            else:
                return schema
        return {}

    def _referred(self, reference: str) -> Any:
        found: Any = self._root
        for step in reference.removeprefix("#").strip("/").split("/"):
            found = found.get(step, {}) if isinstance(found, dict) else {}
        return found


def _kind(schema: Schema) -> str:
    """`object`, `array`, `string`, `number`, `integer`, `boolean` or `null`, in both dialects."""
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if str(one).lower() != "null"), "null")
    if kind:
        return str(kind).lower()
    if "properties" in schema:
        return "object"
    return "array" if "items" in schema else "string"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _fills(name: str) -> bool:
    return name in _TEXT | _START | _END | _RANGE | _DURATION | _INDEX | _LANGUAGE | _LABEL


def _leaf(schema: Schema, name: str, record: Record, number: int) -> Any:
    kind, choices = _kind(schema), schema.get("enum")
    if choices:
        return _choice(choices, record)
    if name in _START | _END | _DURATION:
        return _time(schema, name, record)
    if kind == "string":
        return _string(name, record, number)
    if name in _INDEX and kind in ("integer", "number"):
        return number
    if schema.get("nullable") or "null" in _kinds(schema):
        return None
    return {"integer": 0, "number": 0.0, "boolean": False}.get(kind)


def _kinds(schema: Schema) -> list[str]:
    kind = schema.get("type")
    return [str(one).lower() for one in kind] if isinstance(kind, list) else []


def _string(name: str, record: Record, number: int) -> str:
    if name in _TEXT:
        return record.text
    if name in _RANGE:
        return f"{mmss(record.start)}-{mmss(record.end)}"
    if name in _LABEL:
        return record.label
    if name in _INDEX:
        return str(number)
    return "en" if name in _LANGUAGE else ""


def _choice(choices: list[Any], record: Record) -> Any:
    for choice in choices:
        if str(choice).lower() in (record.label, "en", "english"):
            return choice
    return next((choice for choice in choices if choice in _UNKNOWN), choices[0])


def _time(schema: Schema, name: str, record: Record) -> Any:
    if name in _DURATION:
        seconds = record.end - record.start
    else:
        seconds = record.start if name in _START else record.end
    kind = _kind(schema)
    if kind == "string":
        return _clock(seconds, f"{schema.get('description', '')} {schema.get('pattern', '')}")
    value = seconds * 1000 if name.endswith(("ms", "millis", "milliseconds")) else seconds
    return round(value) if kind == "integer" else round(value, 2)


def _clock(seconds: float, asked: str) -> str:
    if "HH:MM:SS" in asked.upper():
        minutes, second = divmod(round(seconds), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{second:02d}"
    return mmss(seconds)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
