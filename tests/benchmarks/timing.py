"""Times several things by turns, so that whatever else the machine does falls on all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping

Act = Callable[[], object]


def interleaved(
    acts: Mapping[str, Act], rounds: int = 5, clock: Callable[[], float] = time.perf_counter
) -> dict[str, list[float]]:
    """Seconds of each act by `clock`, one for each of `rounds` turns; a turn before them warms up."""
    seconds: dict[str, list[float]] = {name: [] for name in acts}
    gc.collect()
    gc.disable()
    try:
        for number in range(rounds + 1):
            for name, act in acts.items():
                begin = clock()
                act()
                if number:
                    seconds[name].append(clock() - begin)
    finally:
        gc.enable()
    return seconds
