"""Reads generationConfig and safetySettings: uses what bears on the answer, accepts the rest."""

from __future__ import annotations

from typing import Final

from audio_desk.local_gemini.prompts.prompt import Generation
from audio_desk.local_gemini.wire import errors as wire_errors
from audio_desk.local_gemini.wire.fields import Fields

_CATEGORIES: Final = frozenset(
    "HARM_CATEGORY_" + name
    for name in (
        "UNSPECIFIED",
        "DEROGATORY",
        "TOXICITY",
        "VIOLENCE",
        "SEXUAL",
        "MEDICAL",
        "DANGEROUS",
        "HARASSMENT",
        "HATE_SPEECH",
        "SEXUALLY_EXPLICIT",
        "DANGEROUS_CONTENT",
        "CIVIC_INTEGRITY",
    )
)
_THRESHOLDS: Final = frozenset(
    {
        "HARM_BLOCK_THRESHOLD_UNSPECIFIED",
        "BLOCK_LOW_AND_ABOVE",
        "BLOCK_MEDIUM_AND_ABOVE",
        "BLOCK_ONLY_HIGH",
        "BLOCK_NONE",
        "OFF",
    }
)
_INTEGERS: Final = ("candidate_count", "max_output_tokens", "seed", "logprobs")
_NUMBERS: Final = ("temperature", "top_p", "top_k", "presence_penalty", "frequency_penalty")
_ACCEPTED: Final = (
    "stop_sequences",
    "response_mime_type",
    "response_schema",
    "response_json_schema",
    "_response_json_schema",
    "response_logprobs",
    "response_modalities",
    "thinking_config",
    "audio_timestamp",
    "audio_transcription_config",
    "media_resolution",
    "enable_enhanced_civic_answers",
    "speech_config",
    "image_config",
)
_CONFIG: Final = frozenset({*_INTEGERS, *_NUMBERS, *_ACCEPTED})
_STOP_SEQUENCES: Final = 5
"""At most so many, says the schema."""


def read_safety_settings(request: Fields) -> None:
    """This engine blocks nothing, but wrong names are refused as Google refuses them. Raises WireError."""
    for index, item in enumerate(request.items("safety_settings")):
        path = f"{request.place('safety_settings')}[{index}]"
        setting = Fields(item, path, ("category", "threshold", "method"))
        for name, allowed in (("category", _CATEGORIES), ("threshold", _THRESHOLDS)):
            if setting.text(name) not in allowed:
                raise wire_errors.bad_field(setting.place(name), "TYPE_ENUM", setting.raw(name))


def read_generation(request: Fields) -> Generation:
    """Raises WireError."""
    value = request.raw("generation_config")
    if value is None:
        return Generation()
    config = Fields(value, request.place("generation_config"), _CONFIG)
    _check_numbers(config)
    _check_thinking(config)
    _check_transcription(config)
    _check_modalities(config)
    schema = _read_schema(config)
    return Generation(
        max_output_tokens=_read_max_tokens(config),
        stop_sequences=_read_stop_sequences(config),
        json_wanted=_wants_json(config, schema is not None),
        response_schema=schema,
    )


def _check_numbers(config: Fields) -> None:
    for name in _INTEGERS:
        config.integer(name)
    for name in _NUMBERS:
        config.number(name)
    if (config.integer("candidate_count") or 1) != 1:
        raise wire_errors.bad_argument("Multiple candidates is not enabled for this model.")
    temperature = config.number("temperature")
    if temperature is not None and not 0 <= temperature <= 2:
        place = config.place("temperature")
        raise wire_errors.bad_argument(
            f"* GenerateContentRequest.{place}: temperature must be in the range [0.0, 2.0].\n"
        )


def _check_thinking(config: Fields) -> None:
    thinking = config.mapping("thinking_config") or {}
    named = {name.replace("_", "").lower() for name in thinking}
    if {"thinkinglevel", "thinkingbudget"} <= named:
        raise wire_errors.bad_argument("You can only set only one of thinking budget and thinking level.")


def _check_transcription(config: Fields) -> None:
    """Word times and speakers change the form of the answer: it takes a model that has them."""
    if config.mapping("audio_transcription_config"):
        place = config.place("audio_transcription_config")
        raise wire_errors.bad_argument(f"{place} is not supported by this model.")


def _check_modalities(config: Fields) -> None:
    for modality in config.items("response_modalities"):
        if str(modality).upper() != "TEXT":
            raise wire_errors.bad_argument(f"This model answers in text only, not in {modality}.")


def _read_max_tokens(config: Fields) -> int | None:
    most = config.integer("max_output_tokens")
    if most is not None and most <= 0:
        place = config.place("max_output_tokens")
        raise wire_errors.bad_argument(
            f"* GenerateContentRequest.{place}: max_output_tokens must be positive.\n"
        )
    return most


def _read_stop_sequences(config: Fields) -> tuple[str, ...]:
    sequences = config.items("stop_sequences")
    for index, sequence in enumerate(sequences):
        if not isinstance(sequence, str) or not sequence:
            raise wire_errors.bad_field(f"{config.place('stop_sequences')}[{index}]", "TYPE_STRING", sequence)
    if len(sequences) > _STOP_SEQUENCES:
        raise wire_errors.bad_argument(f"At most {_STOP_SEQUENCES} stop sequences are allowed.")
    return tuple(sequences)


def _read_schema(config: Fields) -> dict[str, object] | None:
    names = ("response_schema", "response_json_schema", "_response_json_schema")
    schemas = [schema for name in names if (schema := config.mapping(name)) is not None]
    if len(schemas) > 1:
        raise wire_errors.bad_argument("Only one of response_schema and response_json_schema may be set.")
    return schemas[0] if schemas else None


def _wants_json(config: Fields, has_schema: bool) -> bool:
    mime_type = config.text("response_mime_type") or "text/plain"
    if mime_type not in ("text/plain", "application/json"):
        place = config.place("response_mime_type")
        raise wire_errors.bad_argument(
            f"* GenerateContentRequest.{place}: allowed mimetypes are `text/plain` and `application/json`.\n"
        )
    if has_schema and mime_type != "application/json":
        raise wire_errors.bad_argument("A response schema needs the response MIME type application/json.")
    return mime_type == "application/json"
