"""Finds out whether the times of an answer count from the start of the stretch that was asked about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from audio_desk.transcripts.timeline import ROUNDING_SECONDS

_BEFORE_SHARE: Final = 0.2
"""One wrong time among many is only wrong."""


def are_relative(times: Sequence[float], start: float, end: float) -> bool:
    """`times` as they were written, `start` and `end` of the stretch, all in seconds.

    So it is when none of them would lie past the stretch, counted from its start, and many lie before it as
    they are.
    """
    before = sum(time < start - ROUNDING_SECONDS for time in times)
    if not before or before < _BEFORE_SHARE * len(times):
        return False
    return max(times) <= end - start + ROUNDING_SECONDS
