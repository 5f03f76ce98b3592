"""What stretch a transcript speaks for, and which of several is the newest."""

from __future__ import annotations

from collections.abc import Iterable

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.region import Region


def reach(answer: AnswerRecord) -> Region:
    """The stretch that the answer speaks for: what it was asked about, or how far it came."""
    trusted = [segment for segment in answer.segments if not segment.flags] or list(answer.segments)
    first = min(segment.start_frame for segment in trusted)
    last = max(segment.end_frame for segment in trusted)
    region = answer.region
    if region is not None:
        first = min(first, region.start)
    if answer.status == AnswerStatus.COMPLETE:
        last = max(last, region.end if region is not None else last)
        first = first if region is not None else 0
    return Region.spanning(first, last)


def newest_transcript(answers: Iterable[AnswerRecord]) -> AnswerRecord | None:
    return next((answer for answer in answers if answer.task == "transcript"), None)
