"""Where the ruler's ticks are and what they say, for any zoom."""

from __future__ import annotations

import math
from dataclasses import dataclass

from audio_desk import timecode
from audio_desk.ui.waveform.viewport import Viewport

_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000, 36000)
_PARTS = {1: 5, 2: 4, 5: 5, 10: 5, 15: 3, 30: 3}
"""Into how many small steps a large one of that leading figure is divided."""


@dataclass(frozen=True, slots=True)
class Tick:
    """`label` is empty for the small ticks between."""

    x: float
    label: str


def step_for(seconds_per_pixel: float, room_px: float) -> float:
    """The smallest round number of seconds that is at least `room_px` pixels wide."""
    wanted = seconds_per_pixel * room_px
    if wanted <= 0.5:
        power = 10.0 ** math.floor(math.log10(wanted))
        return next(power * lead for lead in (1, 2, 5, 10) if power * lead >= wanted * (1 - 1e-9))
    whole = (step for step in _MINUTES if step >= wanted)
    return float(next(whole, 36000 * math.ceil(wanted / 36000)))


def decimals_of(step: float) -> int:
    """How many decimals a label needs so that two neighbours differ."""
    return max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0


def ticks(viewport: Viewport, rate: int, room_px: float) -> tuple[Tick, ...]:
    """From just before the left edge to the right edge; labels are at least `room_px` apart."""
    step = step_for(viewport.scale / rate, room_px)
    decimals, parts = decimals_of(step), _parts(step)
    small = step / parts
    first = math.floor(viewport.start / rate / step) * parts
    last = math.ceil(viewport.end / rate / small)
    return tuple(_tick(index, small, parts, decimals, viewport, rate) for index in range(first, last + 1))


def _tick(index: int, small: float, parts: int, decimals: int, viewport: Viewport, rate: int) -> Tick:
    seconds = index * small
    label = "" if index % parts else timecode.clock(seconds, decimals)
    return Tick(viewport.x_of(seconds * rate), label)


def _parts(step: float) -> int:
    if step in (60, 3600):
        return 4
    lead = step if step < 60 else step / 60 if step < 3600 else step / 3600
    while lead < 0.999:
        lead *= 10
    return _PARTS.get(round(lead), 4)
