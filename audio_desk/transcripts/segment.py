"""One line of a transcript."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flag(StrEnum):
    """Why a time cannot be trusted."""

    OUTSIDE = "outside"
    """Before the region's start or after its end."""
    BACKWARD = "backward"
    """Earlier than the line before it."""
    PAST_END = "past-end"
    """After the recording's end."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Frames on the recording's timeline, half-open; `speaker` None when the answer names none."""

    start_frame: int
    end_frame: int
    text: str
    speaker: str | None = None
    flags: frozenset[Flag] = frozenset()
