"""Reads generateContent and countTokens requests from JSON, as strictly as Google's server does."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final, Literal

from audio_desk.local_gemini.prompts.prompt import FilePart, InlinePart, Part, Prompt, TextPart, Turn
from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire import json_reading
from audio_desk.local_gemini.wire.config import read_generation, read_safety_settings
from audio_desk.local_gemini.wire.fields import Fields

_REQUEST: Final = frozenset(
    {
        "model",
        "contents",
        "system_instruction",
        "safety_settings",
        "generation_config",
        "tools",
        "tool_config",
        "cached_content",
        "service_tier",
        "labels",
        "store",
    }
)
_COUNT: Final = frozenset({"contents", "generate_content_request", "model"})
_CONTENT: Final = frozenset({"role", "parts"})
_DATA: Final = ("text", "inline_data", "file_data")
_FOREIGN_DATA: Final = (
    "function_call",
    "function_response",
    "executable_code",
    "code_execution_result",
    "tool_call",
    "tool_response",
)
_CLIPPING: Final = ("audio_metadata", "video_metadata")
"""They would have the server use only a part of the sound."""
_PART: Final = frozenset(
    {
        *_DATA,
        *_FOREIGN_DATA,
        *_CLIPPING,
        "thought",
        "thought_signature",
        "part_metadata",
        "media_resolution",
        "media_processing",
        "audio_transcription",
        "speech_metadata",
        "document_metadata",
        "spreadsheet_metadata",
    }
)
_FILE_NAME = re.compile(r"(?:.*/)?files/([a-z0-9-]+)")


def read_json(body: bytes) -> object:
    """Raises WireError."""
    if not body:
        return {}
    try:
        return json_reading.read(body)
    except ValueError as error:
        raise wire_errors.bad_argument(f"Invalid JSON payload received. {error}"[:300]) from None


def read_generate(value: object, path: str = "") -> Prompt:
    """A generateContent request. Raises WireError."""
    fields = Fields(value, path, _REQUEST)
    _refuse_what_is_not_here(fields)
    read_safety_settings(fields)
    return Prompt(
        turns=_read_turns(fields),
        system_instruction=_read_system(fields),
        generation=read_generation(fields),
        model=fields.text("model"),
    )


def read_count(value: object) -> Prompt:
    """A countTokens request in either of its shapes. Raises WireError."""
    fields = Fields(value, "", _COUNT)
    whole = fields.raw("generate_content_request")
    if whole is None:
        return Prompt(_read_turns(fields), model=fields.text("model"))
    if "contents" in fields:
        raise wire_errors.bad_argument("Only one of contents and generateContentRequest may be set.")
    return read_generate(whole, "generate_content_request")


def _refuse_what_is_not_here(fields: Fields) -> None:
    """A field that would change the answer is refused, not passed over."""
    if fields.items("tools"):
        raise wire_errors.bad_argument("Tools are not supported by this model.")
    if cached := fields.text("cached_content"):
        raise wire_errors.WireError(403, f"CachedContent not found (or permission denied): {cached}")


def _read_system(fields: Fields) -> str:
    value = fields.raw("system_instruction")
    if value is None:
        return ""
    parts = _read_parts(Fields(value, fields.place("system_instruction"), _CONTENT))
    if any(not isinstance(part, TextPart) for part in parts):
        raise wire_errors.bad_argument("The system instruction may hold text only.")
    return "\n".join(part.text for part in parts if isinstance(part, TextPart))


def _read_turns(fields: Fields) -> tuple[Turn, ...]:
    contents = fields.items("contents")
    if not contents:
        raise wire_errors.bad_argument("* GenerateContentRequest.contents: contents is not specified\n")
    place = fields.place("contents")
    return tuple(_read_turn(content, f"{place}[{index}]") for index, content in enumerate(contents))


def _read_turn(value: object, path: str) -> Turn:
    fields = Fields(value, path, _CONTENT)
    role = _read_role(fields)
    parts = _read_parts(fields)
    if not parts:
        raise wire_errors.bad_argument(
            f"* GenerateContentRequest.{path}.parts: contents.parts must not be empty.\n"
        )
    return Turn(role, parts)


def _read_role(fields: Fields) -> Literal["user", "model"]:
    role = fields.text("role") or "user"
    if role == "user":
        return "user"
    if role == "model":
        return "model"
    raise wire_errors.bad_argument("Please use a valid role: user, model.")


def _read_parts(fields: Fields) -> tuple[Part, ...]:
    place = fields.place("parts")
    values = fields.items("parts")
    return tuple(_read_part(Fields(value, f"{place}[{i}]", _PART)) for i, value in enumerate(values))


def _read_part(fields: Fields) -> Part:
    if any(name in fields for name in _FOREIGN_DATA):
        raise wire_errors.bad_argument(
            f"Function calls and code are not supported by this model: {fields.path}."
        )
    for name in _CLIPPING:
        if fields.mapping(name):
            raise wire_errors.bad_argument(f"{fields.place(name)} is not supported by this model.")
    data = [name for name in _DATA if name in fields]
    if not data:
        message = "required oneof field 'data' must have one initialized field"
        raise wire_errors.bad_argument(f"* GenerateContentRequest.{fields.path}.data: {message}\n")
    if len(data) > 1:
        raise wire_errors.bad_argument(
            f"Invalid value at '{fields.path}' (oneof), oneof field 'data' is already set."
        )
    if data == ["inline_data"]:
        return _read_inline(
            Fields(fields.raw(data[0]), fields.place(data[0]), ("mime_type", "data", "display_name"))
        )
    if data == ["file_data"]:
        names = ("file_uri", "mime_type", "display_name")
        return _read_file(Fields(fields.raw(data[0]), fields.place(data[0]), names))
    return TextPart(fields.text("text"))


def _read_inline(fields: Fields) -> InlinePart:
    mime_type, text = fields.text("mime_type"), fields.text("data")
    if not mime_type:
        raise wire_errors.bad_argument(f"{fields.place('mime_type')}: the MIME type is not specified.")
    # Both alphabets, padded or not, as protobuf's JSON allows.
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        data = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (ValueError, binascii.Error):
        raise wire_errors.bad_field(fields.place("data"), "TYPE_BYTES", text[:40]) from None
    return InlinePart(mime_type, data)


def _read_file(fields: Fields) -> FilePart:
    uri = fields.text("file_uri")
    match = _FILE_NAME.fullmatch(uri)
    if match is None:
        raise wire_errors.bad_argument(f"Invalid or unsupported file uri: {uri:.200}")
    return FilePart(match[1], fields.text("mime_type"))
