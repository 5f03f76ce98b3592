"""Decides whether a request that failed before its answer began is sent again, and counts the pause down."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator
from typing import Final

from audio_desk.errors import GeminiError, QuotaExceeded, ServiceDown, Unreachable
from audio_desk.operations.events import Pausing

WINDOW_SECONDS: Final = 60.0
"""Somebody who looks at a countdown waits so long for a limit to pass, all waits of a question together."""
COMMAND_SECONDS: Final = 20.0
"""Somebody at a command line, who sees less, so long."""

_GROWING_PAUSES: Final = (1.0, 3.0)
"""Before the second and the third try at a service that is overloaded or a connection that was lost."""
_AFTER_SECONDS: Final = 0.25
"""Asked in the very moment that the server named, a question would be too early by the clocks' difference."""


class Patience:
    """Of one question. `longest_seconds` is what it may spend on waiting for limits to pass."""

    def __init__(self, longest_seconds: float) -> None:
        self._left = longest_seconds
        self._pauses = list(_GROWING_PAUSES)

    def pause_after(self, error: GeminiError) -> Pausing | None:
        """What to wait for before the same is asked again; None where asking again is not safe or no use."""
        if error.answering:
            return None
        match error:
            case QuotaExceeded(retry_after=float(seconds)) if 0 <= seconds <= self._left:
                self._left -= seconds + _AFTER_SECONDS
                return Pausing("quota", seconds + _AFTER_SECONDS)
            case ServiceDown(code=503) if self._pauses:
                return Pausing("busy", self._pauses.pop(0))
            case Unreachable() if self._pauses:
                return Pausing("lost", self._pauses.pop(0))
            case _:
                return None


async def count_down(pause: Pausing) -> AsyncGenerator[Pausing, None]:
    """The pause at its begin and at every whole second that is left; over when this ends."""
    clock = asyncio.get_running_loop().time
    end = clock() + pause.seconds_left
    while (left := end - clock()) > 0:
        yield Pausing(pause.why, left)
        await asyncio.sleep(left - max(0, math.ceil(left) - 1))
