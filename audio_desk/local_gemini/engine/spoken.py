"""What was heard: words and utterances with their times in seconds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """`text` keeps its leading blank, as the recogniser writes it: `-two` follows ` Forty` without one."""

    start: float
    end: float
    text: str
    probability: float = 1.0
    """How sure the recogniser is."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence or a turn; times on the recording's own timeline."""

    start: float
    end: float
    text: str
