"""Moves the times of an answer that counted from the start of the stretch that was asked about."""

from __future__ import annotations

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.transcripts.taking import taken
from audio_desk.region import Region
from audio_desk.timecode import whole_seconds_around
from audio_desk.transcripts.links import find_times
from audio_desk.transcripts.parse import TranscriptParser
from audio_desk.transcripts.relative import are_relative
from audio_desk.transcripts.segment import Segment
from audio_desk.transcripts.shift import TimeShifter


def offered_shift(answer: AnswerRecord, recording: Recording) -> int:
    """By how many frames its times should be moved, as far as one can tell; 0 where they look right."""
    if answer.status == AnswerStatus.STREAMING or answer.shifted_frames or answer.mode != "whole":
        return 0
    return moved_by(answer.text, answer.region, recording)


async def shift_times(desk: Desk, recording: Recording, answer: AnswerRecord) -> AnswerRecord:
    """Move them as offered; where they were moved already, back. Raises StoreUnavailable and RowGone."""
    offset = -answer.shifted_frames or offered_shift(answer, recording)
    region = answer.region or Region(0, recording.info.frames)
    shifter = TimeShifter(offset / recording.rate)
    text = shifter.feed(answer.text) + shifter.flush()
    segments = answer.segments
    if segments:
        # Read from what the model wrote: moving lines that stood at the region's edge would move the edge.
        written = answer.text if offset > 0 else text
        segments = moved_segments(written, max(offset, 0), region, recording)
    moved = answer.shifted_frames + offset
    return await desk.run(_shifted, desk.store, answer.id, moved, text, segments)


def _shifted(
    store: Store, answer_id: int, frames: int, text: str, segments: tuple[Segment, ...]
) -> AnswerRecord:
    """Its lines move in the transcript too, unless somebody corrected what lies where they belong."""
    answer = store.shift_answer(answer_id, frames, text, segments)
    taken(store, answer, "auto")
    return answer


def moved_by(text: str, region: Region | None, recording: Recording) -> int:
    """The frames by which the times of a text about a region seem to be too early."""
    if region is None:
        return 0
    start, end = whole_seconds_around(*region.seconds(recording.rate))
    times = [link.seconds for link in find_times(text)]
    return start * recording.rate if are_relative(times, start, end) else 0


def moved_segments(text: str, offset: int, region: Region, recording: Recording) -> tuple[Segment, ...]:
    """The lines of a text whose times count from frame `offset`."""
    parser = TranscriptParser(
        recording.rate, offset_frames=offset, region=region, frames=recording.info.frames
    )
    return (*parser.feed(text), *parser.flush())
