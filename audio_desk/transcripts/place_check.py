"""Flags times of an answer that cannot be right: past their recording's end, or outside the question."""

from __future__ import annotations

from audio_desk.transcripts.links import TimeLink
from audio_desk.transcripts.segment import Flag
from audio_desk.transcripts.timeline import ROUNDING_SECONDS


def doubt_of(link: TimeLink, duration: float, span: tuple[float, float]) -> Flag | None:
    """None where it can be right: MM:SS is rounded. All in seconds of its recording."""
    if link.seconds > duration:
        return Flag.PAST_END
    latest = link.seconds if link.until is None else link.until
    if link.seconds < span[0] - ROUNDING_SECONDS or latest > span[1] + ROUNDING_SECONDS:
        return Flag.OUTSIDE
    return None
