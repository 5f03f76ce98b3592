"""How a long way through a file is watched, and ended."""

from __future__ import annotations

from collections.abc import Callable

Heed = Callable[[float], None]
"""Called now and then with how much of the way is behind, 0 to 1; what it raises ends the walk."""


def heedless(_part: float) -> None:
    """Nobody watches."""


def share(heed: Heed, start: float, end: float) -> Heed:
    """For a stretch of the way, told as if it were all of it."""
    return lambda part: heed(start + (end - start) * part)
