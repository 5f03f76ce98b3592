"""What a long transcription would send and cost, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audio_desk.operations.asking.estimate import facts_of
from audio_desk.operations.long.events import LongRequest
from audio_desk.region import Region
from audio_desk.request.chunks import CHUNK_SECONDS, plan_chunks
from audio_desk.request.plan import plan
from audio_desk.request.prompts import Task

LONG_SECONDS: Final = 2 * CHUNK_SECONDS
"""More than this is better asked about in parts: in one answer times go astray and the end may be missing."""


@dataclass(frozen=True, slots=True)
class LongEstimate:
    parts: int
    tokens: int
    left_out_seconds: float


def estimate_long(
    request: LongRequest, silences: Sequence[Region], learnt_rate: float | None = None
) -> LongEstimate:
    """`silences`: as far as they are known; without them there may be a part more or less.

    Raises UsageError, as for words that are too long for a request.
    """
    rate, facts = request.recording.rate, facts_of(request.recording)
    chunks = plan_chunks(
        request.span,
        silences,
        rate,
        chunk_seconds=request.chunk_seconds,
        leaves_out=request.leaves_out,
    )
    sent = [chunk.sent for chunk in chunks if not chunk.is_left_out]
    tokens = sum(
        plan(
            facts, part, "region", Task.TRANSCRIPT, settings=request.asking, learnt_rate=learnt_rate
        ).estimated_tokens
        for part in sent
    )
    silent = sum(chunk.core.frames for chunk in chunks if chunk.is_left_out)
    return LongEstimate(len(sent), tokens, silent / rate)
