"""Turns our values into the SDK's and back, so that none of the SDK's leave this room."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any, cast

from google.genai import types as sdk

from audio_desk.gemini.types import (
    Chunk,
    FilePart,
    FileState,
    GenerateRequest,
    InlinePart,
    Model,
    Part,
    RemoteFile,
    TextPart,
    Transcribed,
    TranscribedWord,
    Transcription,
    Usage,
)

_STATES = ("PROCESSING", "ACTIVE", "FAILED")


def contents(parts: tuple[Part, ...]) -> sdk.Content:
    """One turn of the user, the parts in their order."""
    return sdk.Content(role="user", parts=[_part(part) for part in parts])


def config(request: GenerateRequest) -> sdk.GenerateContentConfig:
    """Only what was set: an API that deprecates a setting refuses requests that carry it."""
    settings: dict[str, Any] = {"automatic_function_calling": {"disable": True}}
    if request.system_instruction:
        settings["system_instruction"] = request.system_instruction
    if request.safety_settings:
        settings["safety_settings"] = [{"category": c, "threshold": t} for c, t in request.safety_settings]
    if request.max_output_tokens is not None:
        settings["max_output_tokens"] = request.max_output_tokens
    for name in ("temperature", "top_p", "top_k", "seed"):
        value = getattr(request, name)
        if value is not None:
            settings[name] = value
    if request.thinking_level:
        settings["thinking_config"] = {"thinking_level": request.thinking_level}
    if request.response_schema is not None:
        settings["response_mime_type"] = "application/json"
        settings["response_json_schema"] = request.response_schema
    if request.transcription is not None:
        settings["audio_transcription_config"] = _transcription(request.transcription)
    return sdk.GenerateContentConfig.model_validate(settings)


def chunk(response: sdk.GenerateContentResponse) -> Chunk:
    """A blocked prompt has no candidate, a recitation one without content: both are plain chunks."""
    candidate = response.candidates[0] if response.candidates else None
    parts = (candidate.content.parts if candidate and candidate.content else None) or []
    feedback = response.prompt_feedback
    return Chunk(
        text="".join(part.text for part in parts if part.text and not part.thought),
        finish=_word(candidate.finish_reason if candidate else None),
        block_reason=_word(feedback.block_reason if feedback else None),
        usage=_usage(response.usage_metadata),
        model_version=response.model_version or "",
        transcribed=tuple(
            _transcribed(part.audio_transcription) for part in parts if part.audio_transcription
        ),
    )


def remote_file(file: sdk.File) -> RemoteFile:
    state = _word(file.state)
    return RemoteFile(
        name=file.name or "",
        display_name=file.display_name or "",
        mime_type=file.mime_type or "",
        size_bytes=file.size_bytes or 0,
        created=file.create_time,
        updated=file.update_time,
        expires=file.expiration_time,
        sha256=_hex_digest(file.sha256_hash),
        uri=file.uri or "",
        state=cast(FileState, state if state in _STATES else "STATE_UNSPECIFIED"),
        source=_word(file.source),
        download_uri=file.download_uri or "",
        error=(file.error.message or "") if file.error else "",
    )


def file_of_json(body: object) -> RemoteFile | None:
    """The file in the answer that ends an upload; None when there is none. Unknown fields are let be."""
    inner = body.get("file") if isinstance(body, Mapping) else None
    if not isinstance(inner, Mapping) or not inner.get("name"):
        return None
    known = {field.alias or name for name, field in sdk.File.model_fields.items()}
    return remote_file(sdk.File.model_validate({k: v for k, v in inner.items() if k in known}))


def model(described: sdk.Model) -> Model:
    return Model(
        name=(described.name or "").removeprefix("models/"),
        display_name=described.display_name or "",
        description=described.description or "",
        input_tokens=described.input_token_limit or 0,
        output_tokens=described.output_token_limit or 0,
        actions=tuple(described.supported_actions or ()),
        thinks=bool(described.thinking),
    )


def _transcription(wish: Transcription) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    if wish.word_times:
        asked["word_timestamp"] = True
    if wish.speakers:
        asked["diarization"] = True
    if wish.vocabulary:
        asked["custom_vocabulary"] = list(wish.vocabulary)
    return asked


def _transcribed(part: sdk.Transcription) -> Transcribed:
    words = [
        TranscribedWord(word.word or "", word.start_offset or "", word.end_offset or "")
        for word in part.words or ()
    ]
    return Transcribed(part.text or "", part.speaker_label or "", tuple(words))


def _part(part: Part) -> sdk.Part:
    match part:
        case TextPart(text):
            return sdk.Part(text=text)
        case InlinePart(data, mime_type):
            return sdk.Part(inline_data=sdk.Blob(data=data, mime_type=mime_type))
        case FilePart(uri, mime_type):
            return sdk.Part(file_data=sdk.FileData(file_uri=uri, mime_type=mime_type))


def _usage(counted: sdk.GenerateContentResponseUsageMetadata | None) -> Usage | None:
    if counted is None:
        return None
    sound = [d.token_count for d in counted.prompt_tokens_details or () if _word(d.modality) == "AUDIO"]
    return Usage(
        prompt=counted.prompt_token_count,
        answer=counted.candidates_token_count,
        thoughts=counted.thoughts_token_count,
        cached=counted.cached_content_token_count,
        total=counted.total_token_count,
        audio=sum(count or 0 for count in sound) if sound else None,
    )


def _word(value: Any) -> str:
    """The API's word: words that this SDK does not know arrive as members made up on the spot."""
    return str(getattr(value, "value", value) or "")


def _hex_digest(value: str | None) -> str:
    """The server gives base64 of the hexadecimal digest; base64 of the bytes is understood too."""
    try:
        raw = base64.b64decode(value or "", validate=True)
        return raw.hex() if len(raw) == 32 else raw.decode("ascii").lower()
    except (binascii.Error, UnicodeDecodeError):
        return ""
