"""How many bytes a request's JSON body has, before it is made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audio_desk.request.capabilities import TRANSCRIPT_SCHEMA
from audio_desk.request_settings import RequestSettings

_URI: Final = "https://generativelanguage.googleapis.com/v1beta/files/" + "x" * 40
"""The longest address of an upload: its id has at most 40 characters."""

_FORM: Final[dict[str, object]] = {
    "responseMimeType": "application/json",
    "responseJsonSchema": TRANSCRIPT_SCHEMA,
}

_FLAC_BYTES_A_SECOND: Final = 18_000
"""Speech as 16 kHz mono 16-bit FLAC takes about half of its 32,000 raw bytes; a little more, to be safe."""


def clip_estimate(seconds: float) -> int:
    """Bytes of a clip that is not cut yet."""
    return round(seconds * _FLAC_BYTES_A_SECOND) + 8192


def base64_length(size: int) -> int:
    return (size + 2) // 3 * 4


@dataclass(frozen=True, slots=True)
class Carried:
    """One sound of a request; `label` is the text that stands before it, empty where none does."""

    mime_type: str
    clip_bytes: int | None = None
    """Within the request; None: an upload that it points at."""
    label: str = ""


def body_with_clip(
    clip_bytes: int, mime_type: str, prompt: str, settings: RequestSettings, *, as_json: bool = False
) -> int:
    return body_with((Carried(mime_type, clip_bytes),), prompt, settings, as_json=as_json)


def body_with_file(mime_type: str, prompt: str, settings: RequestSettings, *, as_json: bool = False) -> int:
    return body_with((Carried(mime_type),), prompt, settings, as_json=as_json)


def body_with(
    sounds: Sequence[Carried], prompt: str, settings: RequestSettings, *, as_json: bool = False
) -> int:
    """The sounds in their order, the prompt last. `as_json`: a transcript is asked for in our form."""
    parts: list[dict[str, object]] = []
    for sound in sounds:
        if sound.label:
            parts.append({"text": sound.label})
        inline, file = (
            {"data": "", "mime_type": sound.mime_type},
            {"file_uri": _URI, "mime_type": sound.mime_type},
        )
        parts.append({"fileData": file} if sound.clip_bytes is None else {"inlineData": inline})
    parts.append({"text": prompt})
    within = sum(base64_length(sound.clip_bytes or 0) for sound in sounds)
    return _envelope(parts, settings, as_json=as_json) + within


def _envelope(parts: list[dict[str, object]], settings: RequestSettings, *, as_json: bool) -> int:
    """As the SDK writes it: ASCII only, a blank after each comma and colon."""
    body: dict[str, object] = {"contents": [{"parts": parts, "role": "user"}]}
    if settings.system_instruction:
        body["systemInstruction"] = {"parts": [{"text": settings.system_instruction}], "role": "user"}
    if settings.safety:
        body["safetySettings"] = [{"category": c, "threshold": t} for c, t in settings.safety]
    body["generationConfig"] = _generation(settings) | (_FORM if as_json else {})
    return len(json.dumps(body))


def _generation(settings: RequestSettings) -> dict[str, object]:
    wanted: dict[str, object | None] = {
        "temperature": settings.temperature,
        "topP": settings.top_p,
        "topK": None if settings.top_k is None else float(settings.top_k),
        "maxOutputTokens": settings.max_output_tokens,
        "seed": settings.seed,
        "thinkingConfig": {"thinking_level": settings.thinking} if settings.thinking else None,
    }
    return {name: value for name, value in wanted.items() if value is not None}
