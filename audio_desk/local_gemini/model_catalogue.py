"""The models that the server names, and the names that it answers to."""

from __future__ import annotations

import math
import re
from typing import Any

from audio_desk.limits import PROMPT_SECONDS, TOKENS_PER_SECOND

OUTPUT_TOKENS = 2**20
"""More than anybody can say in 9.5 hours."""
_TEXT_TOKENS = 2**16
"""For the question, beside the longest sound."""
SHIPPED_MODEL = "whisper-tiny.en"
_GEMINI = re.compile(r"gemini-[A-Za-z0-9][A-Za-z0-9._-]*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class ModelCatalogue:
    """`model_version` is what really answers, whatever name was asked for."""

    def __init__(self, model_version: str) -> None:
        self._version = model_version

    def knows(self, model: str) -> bool:
        """Code written for Gemini runs unchanged: its models are answered by the engine here."""
        return model in self.names() or _GEMINI.fullmatch(model) is not None

    def names(self) -> list[str]:
        """The engine's own, and the shipped model's, which is the settings' first value."""
        own = self._version.partition(" ")[0]
        return list(dict.fromkeys([*([own] if _NAME.fullmatch(own) else []), SHIPPED_MODEL]))

    def model(self, name: str) -> dict[str, Any]:
        """The Model message of a known name."""
        return {
            "name": f"models/{name}",
            "baseModelId": name,
            "version": self._version,
            "displayName": f"{name} (on this computer)",
            "description": f"Answered by {self._version}: speech to text, passages that "
            "bear on a question, and the sounds that are not speech. English only.",
            "inputTokenLimit": math.ceil(PROMPT_SECONDS * TOKENS_PER_SECOND) + _TEXT_TOKENS,
            "outputTokenLimit": OUTPUT_TOKENS,
            "supportedGenerationMethods": ["generateContent", "countTokens"],
        }


def bare_name(model: str) -> str:
    """`models/gemini-x` and `gemini-x` are the same."""
    return model.removeprefix("models/")
