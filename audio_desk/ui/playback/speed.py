"""The speeds that playing can have, and the steps between them."""

from __future__ import annotations

import math
from typing import Final

from audio_desk.audio.tempo import FASTEST, SLOWEST

NORMAL: Final = 1.0
OFFERED: Final = (0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_STEP: Final = 0.1


def within(speed: float) -> float:
    """The nearest speed there is."""
    return max(SLOWEST, min(round(speed, 2), FASTEST))


def faster(speed: float) -> float:
    """The next tenth above."""
    return within((math.floor(speed / _STEP + 1e-6) + 1) * _STEP)


def slower(speed: float) -> float:
    """The next tenth below."""
    return within((math.ceil(speed / _STEP - 1e-6) - 1) * _STEP)


def speed_text(speed: float) -> str:
    """`1×`, `0.75×`."""
    return f"{speed:g}×"
