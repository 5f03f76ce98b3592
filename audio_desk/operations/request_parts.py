"""Makes the request that travels of what the user set."""

from __future__ import annotations

from audio_desk.gemini.types import GenerateRequest, Part
from audio_desk.request_settings import RequestSettings


def generate_request(model: str, parts: tuple[Part, ...], settings: RequestSettings) -> GenerateRequest:
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
    )
