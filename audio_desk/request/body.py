"""How many bytes a request's JSON body has, before it is made."""

from __future__ import annotations

import json
from typing import Final

from audio_desk.request_settings import RequestSettings

_URI: Final = "https://generativelanguage.googleapis.com/v1beta/files/" + "x" * 40
"""The longest address of an upload: its id has at most 40 characters."""

_FLAC_BYTES_A_SECOND: Final = 18_000
"""Speech as 16 kHz mono 16-bit FLAC takes about half of its 32,000 raw bytes; a little more, to be safe."""


def clip_estimate(seconds: float) -> int:
    """Bytes of a clip that is not cut yet."""
    return round(seconds * _FLAC_BYTES_A_SECOND) + 8192


def base64_length(size: int) -> int:
    return (size + 2) // 3 * 4


def body_with_clip(clip_bytes: int, mime_type: str, prompt: str, settings: RequestSettings) -> int:
    part = {"inlineData": {"data": "", "mime_type": mime_type}}
    return _envelope(part, prompt, settings) + base64_length(clip_bytes)


def body_with_file(mime_type: str, prompt: str, settings: RequestSettings) -> int:
    part = {"fileData": {"file_uri": _URI, "mime_type": mime_type}}
    return _envelope(part, prompt, settings)


def _envelope(part: dict[str, dict[str, str]], prompt: str, settings: RequestSettings) -> int:
    """As the SDK writes it: ASCII only, a blank after each comma and colon."""
    body: dict[str, object] = {"contents": [{"parts": [part, {"text": prompt}], "role": "user"}]}
    if settings.system_instruction:
        body["systemInstruction"] = {"parts": [{"text": settings.system_instruction}], "role": "user"}
    if settings.safety:
        body["safetySettings"] = [{"category": c, "threshold": t} for c, t in settings.safety]
    body["generationConfig"] = _generation(settings)
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
