"""Counts tokens: of sound as documented, of text roughly."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from audio_desk.limits import TOKENS_PER_SECOND

CHARACTERS_PER_TOKEN = 4
"""English text, as Google's documentation says: "a token is equivalent to about 4 characters"."""


@dataclass(frozen=True, slots=True)
class PromptTokens:
    """Of one prompt, by modality."""

    text: int
    audio: int

    @classmethod
    def of(cls, texts: Iterable[str], seconds: Iterable[float]) -> PromptTokens:
        return cls(
            text_tokens("".join(texts)), sum(math.ceil(length * TOKENS_PER_SECOND) for length in seconds)
        )

    @property
    def total(self) -> int:
        return self.text + self.audio

    def details(self) -> list[dict[str, Any]]:
        """`promptTokensDetails`; zero counts are omitted."""
        counts = (("TEXT", self.text), ("AUDIO", self.audio))
        return [{"modality": modality, "tokenCount": count} for modality, count in counts if count]


def text_tokens(text: str) -> int:
    return math.ceil(len(text) / CHARACTERS_PER_TOKEN)
