"""How a request is to be answered, as far as the user said so: one frozen value and its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

SAFETY_CATEGORIES: Final = (
    "HARM_CATEGORY_HARASSMENT",
    "HARM_CATEGORY_HATE_SPEECH",
    "HARM_CATEGORY_SEXUALLY_EXPLICIT",
    "HARM_CATEGORY_DANGEROUS_CONTENT",
    "HARM_CATEGORY_CIVIC_INTEGRITY",
)
"""Those of the API that bear on text."""

SAFETY_THRESHOLDS: Final = (
    "OFF",
    "BLOCK_NONE",
    "BLOCK_ONLY_HIGH",
    "BLOCK_MEDIUM_AND_ABOVE",
    "BLOCK_LOW_AND_ABOVE",
)
"""From the one that blocks nothing to the one that blocks most."""

THINKING_LEVELS: Final = ("MINIMAL", "LOW", "MEDIUM", "HIGH")

TEMPERATURES: Final = (0.0, 2.0)
MOST_OUTPUT_TOKENS: Final = 2**20


@dataclass(frozen=True, slots=True)
class RequestSettings:
    """What is empty or None is not sent: the model's own value holds then."""

    model: str = ""
    """Of the Gemini account; empty: the one that is chosen for everything."""
    system_instruction: str = ""
    safety: tuple[tuple[str, str], ...] = ()
    """(category, threshold) in the API's words."""
    thinking: str = ""
    max_output_tokens: int | None = None
    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    seed: int | None = None
    names: tuple[str, ...] = ()
    """How names and rare words are written; templates put them in."""

    def to_json(self) -> dict[str, Any]:
        """Only what was set."""
        return {name: value for name, value in asdict(self).items() if value not in (None, "", ())}

    @classmethod
    def from_json(cls, stored: object) -> RequestSettings:
        """What in `stored` can be used; the rest is left out."""
        if not isinstance(stored, Mapping):
            return cls()
        read = {f.name: _read(f.name, stored[f.name]) for f in fields(cls) if f.name in stored}
        return cls(**{name: value for name, value in read.items() if value is not None})


NOTHING_SET: Final = RequestSettings()


def _read(name: str, value: object) -> Any:
    """None for what cannot be used."""
    match name:
        case "model" | "system_instruction":
            return value if isinstance(value, str) else None
        case "thinking":
            return value if value in THINKING_LEVELS else None
        case "safety":
            return _pairs(value)
        case "names":
            return tuple(item for item in _items(value) if isinstance(item, str))
        case "temperature" | "top_p":
            return _number(value, TEMPERATURES[1] if name == "temperature" else 1.0)
        case _:
            return value if type(value) is int and (name == "seed" or value > 0) else None


def _number(value: object, most: float) -> float | None:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    return float(value) if 0 <= value <= most else None


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    pairs = [pair for item in _items(value) if len(pair := _items(item)) == 2]
    return tuple((c, t) for c, t in pairs if c in SAFETY_CATEGORIES and t in SAFETY_THRESHOLDS)


def _items(value: object) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else ()
