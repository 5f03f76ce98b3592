"""What the local server asks of an engine, and what it hands over."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Sound(Protocol):
    """A recording that the engine may read in pieces: mono, 16,000 Hz, float32 in -1..1."""

    @property
    def duration(self) -> float:
        """Seconds that really decode."""

    def read(self, start: float, end: float) -> NDArray[np.float32]:
        """Shape (n,): the samples from `start` to `end` in seconds, clamped to the recording."""

    def close(self) -> None: ...


class OpenSound(Protocol):
    """Injected by serve.py, which joins this room with audio. Raises errors.AudioError."""

    def __call__(self, path: Path) -> Sound: ...


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """One request, already read from the wire."""

    prompt: str
    """All text parts of the last user turn, joined by newlines."""
    system_instruction: str
    sounds: tuple[Sound, ...]
    names: tuple[str, ...]
    """What each sound is called, for answers over several."""
    response_schema: dict[str, object] | None
    """Set when JSON with this schema is wanted."""
    json_wanted: bool
    labels: tuple[str, ...] = ()
    """What the request itself says before each sound to name it; empty where it says nothing."""


class Engine(Protocol):
    """A recogniser that answers a request in pieces of text."""

    @property
    def model_version(self) -> str:
        """Honest: what really answered, for `modelVersion`."""

    def answer(self, request: EngineRequest, stop: threading.Event) -> Iterator[str]:
        """Yield text as it becomes known; return soon (under a second) after `stop` is set.

        Raises errors.EngineMissing or errors.ModelDamaged.
        """
