"""What is wrong with the sound that is about to be sent, and which channel would be better: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import numpy as np

from audio_desk.audio.quality.analysis import CLIPPED_RUNS, NEXT_TO_NOTHING_DB
from audio_desk.audio.quality.span_levels import SpanLevels

_ALIVE_DB: Final = -50.0
"""What another channel must reach, for a silent one to be called dead there."""
_DEAD_SHARE: Final = 0.9
"""Of the time in which there is sound: a microphone that is off only while others speak is not dead."""
_SAME_DB: Final = 3.0
_LEFT_SHARE: Final = 0.5
"""Of the power that channels with nothing in common would have in the mix; with less left they cancel."""
_CANCELLED_SHARE: Final = 0.25
"""Of the sound, by its power: so much must be where the channels cancel."""


class MixTrouble(Enum):
    SILENT = auto()
    """Nothing is to be heard, in no channel."""
    CHANNEL_SILENT = auto()
    """The channel that was chosen is silent, and another is not."""
    CANCELS = auto()
    """Mixed to one, the channels take each other away."""
    DEAD_CHANNEL = auto()
    """Mixed with a silent channel, the others lose half of their level or more."""
    CLIPPED = auto()


@dataclass(frozen=True, slots=True)
class MixWarning:
    trouble: MixTrouble
    channels: tuple[int, ...] = ()
    """Those that it is about, counted from 0."""
    ways_out: tuple[int | None, ...] = ()
    """What could be sent instead, the best first: one channel, or None for all of them."""
    sampled_seconds: float | None = None
    """How much was listened to, where that was not all."""


def warnings_on(
    levels: SpanLevels, channel: int | None, *, known_silent: bool = False
) -> tuple[MixWarning, ...]:
    """The worst first. `channel` is the one that is to be sent alone; None: their mean.

    `known_silent`: the recording's own map of silences says that there is none but silence here. What was
    only sampled is not called silent: what was not listened to may be loud.
    """
    alive = _alive(levels)
    if known_silent or not alive:
        return (MixWarning(MixTrouble.SILENT),) if known_silent or levels.is_all else ()
    found = _of_mix(levels, alive) if channel is None else _of_channel(channel, alive, levels)
    clipped = _clipped(levels, alive, channel)
    return (*found, *clipped)


def _of_mix(levels: SpanLevels, alive: tuple[int, ...]) -> tuple[MixWarning, ...]:
    if levels.channels == 1:
        return ()
    if _cancelled_share(levels) >= _CANCELLED_SHARE:
        return (_warning(levels, MixTrouble.CANCELS, range(levels.channels), alive),)
    dead = _dead(levels)
    living = tuple(n for n in alive if n not in dead)
    return (_warning(levels, MixTrouble.DEAD_CHANNEL, dead, living),) if dead else ()


def _of_channel(channel: int, alive: tuple[int, ...], levels: SpanLevels) -> tuple[MixWarning, ...]:
    if channel in alive:
        return ()
    return (_warning(levels, MixTrouble.CHANNEL_SILENT, (channel,), alive),)


def _clipped(levels: SpanLevels, alive: tuple[int, ...], channel: int | None) -> tuple[MixWarning, ...]:
    clipped = [n for n, runs in enumerate(levels.clipped_runs) if runs >= CLIPPED_RUNS]
    sent = clipped if channel is None else [n for n in clipped if n == channel]
    better = tuple(n for n in alive if n not in clipped)
    return (_warning(levels, MixTrouble.CLIPPED, sent, better),) if sent else ()


def _warning(
    levels: SpanLevels, trouble: MixTrouble, channels: Iterable[int], ways_out: tuple[int, ...]
) -> MixWarning:
    sampled = None if levels.is_all else levels.heard_seconds
    return MixWarning(trouble, tuple(channels), ways_out, sampled)


def _alive(levels: SpanLevels) -> tuple[int, ...]:
    """Those in which there is anything, the loudest first; a few decibels do not count."""
    heard = [n for n in range(levels.channels) if levels.loudest_db(n) >= NEXT_TO_NOTHING_DB]
    return tuple(sorted(heard, key=lambda n: -round(levels.loudest_db(n) / _SAME_DB)))


def _dead(levels: SpanLevels) -> tuple[int, ...]:
    """Those that are silent nearly always when there is sound in another."""
    sounding = levels.powers[levels.powers.max(axis=1, initial=0.0) >= _power(_ALIVE_DB)]
    if not len(sounding):
        return ()
    silent = (sounding < _power(NEXT_TO_NOTHING_DB)).mean(axis=0)
    return tuple(int(n) for n in np.flatnonzero(silent >= _DEAD_SHARE))


def _power(decibels: float) -> float:
    return float(10 ** (decibels / 10))


def _cancelled_share(levels: SpanLevels) -> float:
    """How much of the sound, by power, is where the mix holds less than unrelated channels would leave."""
    total = levels.powers.sum(axis=1)
    everything = float(total.sum())
    if not everything or not np.isfinite(everything):
        return 0.0
    # The mean of n unrelated channels has the n-th part of their mean power.
    unrelated = total / levels.channels**2
    return float(total[levels.mixed < _LEFT_SHARE * unrelated].sum()) / everything
