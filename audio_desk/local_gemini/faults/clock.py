"""Clock: the server's time of day, which tests can move."""

from __future__ import annotations

import time


class Clock:
    """Real time plus an offset."""

    def __init__(self) -> None:
        self._offset_ns = 0

    def now_ns(self) -> int:
        """Nanoseconds since 1970."""
        return time.time_ns() + self._offset_ns

    def move_to_offset(self, seconds: float) -> None:
        """Put the clock this far ahead of real time (not further ahead of where it was)."""
        self._offset_ns = round(seconds * 1e9)
