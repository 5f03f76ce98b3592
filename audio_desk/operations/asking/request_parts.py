"""What the user set for a recording, and the request that travels with it."""

from __future__ import annotations

from audio_desk.gemini.types import GenerateRequest, Part
from audio_desk.library.records import RecordingRecord
from audio_desk.request_settings import RequestSettings
from audio_desk.settings import Account, Settings


def generate_request(
    model: str,
    parts: tuple[Part, ...],
    settings: RequestSettings,
    schema: dict[str, object] | None = None,
) -> GenerateRequest:
    """`schema` asks for JSON of that form."""
    return GenerateRequest(
        model=model,
        parts=parts,
        system_instruction=settings.system_instruction,
        safety_settings=settings.safety,
        max_output_tokens=settings.max_output_tokens,
        thinking_level=settings.thinking,
        temperature=settings.temperature,
        top_p=settings.top_p,
        top_k=settings.top_k,
        seed=settings.seed,
        response_schema=schema,
    )


def settings_for(recording: RecordingRecord, defaults: RequestSettings) -> RequestSettings:
    """The recording's own, or those of all."""
    return defaults if recording.request is None else recording.request


def model_for(account: Account, wanted: RequestSettings, settings: Settings) -> str:
    """This computer has models of its own: the one that is wanted is Gemini's."""
    return (wanted.model if account == "gemini" else "") or settings.model_of(account)
