"""How far a transcript reaches, by its times and by how long its last words take to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment

SLOWEST_WORDS_A_SECOND: Final = 1.2
LONGEST_PAUSE_SECONDS: Final = 2.0
MISSED_SECONDS: Final = 12.0
"""Less than this may be laughter, a chair, a car: no reason to call a transcript cut short."""
MISSED_SHARE: Final = 0.05
LARGEST_MISSED_SECONDS: Final = 60.0


def last_line(segments: Iterable[Segment]) -> Segment | None:
    """The latest line whose time can be true."""
    trusted = [segment for segment in segments if not segment.flags]
    return max(trusted, key=lambda segment: segment.start_frame, default=None)


def reached(segments: Iterable[Segment], region: Region, rate: int) -> int:
    """The frame up to which the words reach: a last line that names no end claims all that is left."""
    last = last_line(segments)
    if last is None:
        return region.start
    spoken = LONGEST_PAUSE_SECONDS + len(last.text.split()) / SLOWEST_WORDS_A_SECOND
    end = min(last.end_frame, last.start_frame + round(spoken * rate))
    return min(max(end, region.start), region.end)


def missed(silences: Sequence[Region], left: Region) -> int:
    """How many frames of `left` can be speech: sound between pauses.

    Sound that never pauses is music, noise or a machine.
    """
    pauses = [
        Region(max(silence.start, left.start), min(silence.end, left.end))
        for silence in silences
        if silence.start < left.end and silence.end > left.start
    ]
    between = any(left.start < pause.start and pause.end < left.end for pause in pauses)
    return left.frames - sum(pause.frames for pause in pauses) if between else 0


def ends_early(missed_frames: int, region: Region, rate: int) -> bool:
    share = max(MISSED_SECONDS, min(MISSED_SHARE * region.frames / rate, LARGEST_MISSED_SECONDS))
    return missed_frames / rate > share
