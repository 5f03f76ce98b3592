"""How fast bytes have been going lately."""

from __future__ import annotations

import time
from collections import deque
from typing import Final

WINDOW_SECONDS: Final = 5.0
"""Long enough to be calm, short enough to see a line come to a halt."""

FIRST_SECONDS: Final = 0.5
"""Before that nothing is said: the first bytes only fill buffers."""


class Speedometer:
    """Of one upload. A step back, to where the server stands, begins a new measure."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    def bytes_per_second(self, sent: int, now: float | None = None) -> float:
        """Note that so many bytes have gone; 0 while it is too early to tell."""
        now = time.monotonic() if now is None else now
        if self._marks and sent < self._marks[-1][1]:
            self._marks.clear()
        self._marks.append((now, sent))
        while len(self._marks) > 2 and self._marks[1][0] <= now - WINDOW_SECONDS:
            self._marks.popleft()
        begun, first = self._marks[0]
        return (sent - first) / (now - begun) if now - begun >= FIRST_SECONDS else 0.0
