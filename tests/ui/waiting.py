"""Wait for conditions on Qt's loop, with a guard against hanging."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

GUARD_SECONDS = 60.0


async def until(condition: Callable[[], object], seconds: float = GUARD_SECONDS) -> None:
    """Return as soon as `condition()` is true; fail when that takes longer than the guard."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s in vain"
        await asyncio.sleep(0.01)
