"""Judges an answer that has ended: its finish, whether it goes round, whether it stops too early."""

from __future__ import annotations

from audio_desk.errors import AudioError
from audio_desk.operations.asking.answer_text import AnswerText
from audio_desk.operations.asking.relative_times import moved_by, moved_segments
from audio_desk.operations.asking.several import AnyPlan
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.silences import find_silences
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from audio_desk.transcripts.check import Verdict
from audio_desk.transcripts.coverage import ends_early, missed, reached
from audio_desk.transcripts.loops import goes_round
from audio_desk.transcripts.segment import Segment


async def judged(desk: Desk, recording: Recording, planned: AnyPlan, text: AnswerText) -> Verdict:
    """Of a stream that ended by itself."""
    verdict = text.verdict()
    written = text.text
    if verdict.problem in ("", "max-tokens") and await desk.run(goes_round, written):
        return Verdict(False, verdict.finish, "loops")
    if not verdict.complete or planned.task != Task.TRANSCRIPT or not text.segments:
        return verdict
    region = planned.region or Region(0, recording.info.frames)
    segments = text.segments
    if planned.offset_frames == 0 and (offset := moved_by(written, planned.region, recording)):
        segments = moved_segments(written, offset, region, recording)
    if await _ends_early(desk, recording, region, segments):
        return Verdict(False, verdict.finish, "short")
    return verdict


async def _ends_early(
    desk: Desk, recording: Recording, region: Region, segments: tuple[Segment, ...]
) -> bool:
    """Asks the sound only where the times alone do not settle it."""
    left = Region(reached(segments, region, recording.rate), region.end)
    if not ends_early(left.frames, region, recording.rate):
        return False
    try:
        silences = await find_silences(desk, recording, left)
    except AudioError:
        return False  # nobody can say what is missing
    return ends_early(missed(silences.regions, left), region, recording.rate)
