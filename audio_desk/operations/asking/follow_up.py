"""What can be asked after an answer that is not whole: the rest of its stretch, or the stretch in two."""

from __future__ import annotations

from typing import Final

from audio_desk.errors import AudioError
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.silences import find_silences
from audio_desk.region import Region
from audio_desk.transcripts.coverage import last_line

SHORTEST_SECONDS: Final = 4.0
"""Half of less is not worth a request."""
_NEAR_SHARE: Final = 0.1
"""So far from the middle, of the whole length, a pause is looked for."""


def rest_of(answer: AnswerRecord, recording: Recording) -> Region | None:
    """From the last line that came, which may be cut off, to the end; None where there is no such rest."""
    if not is_unfinished(answer) or answer.task != "transcript" or answer.problem == "loops":
        return None
    last, region = last_line(answer.segments), _stretch(answer, recording)
    if last is None or not region.start < last.start_frame < region.end - recording.rate:
        return None
    return Region(last.start_frame, region.end)


def can_be_split(answer: AnswerRecord, recording: Recording) -> bool:
    if answer.about:
        return False
    return is_unfinished(answer) and _stretch(answer, recording).frames >= SHORTEST_SECONDS * recording.rate


async def halves_of(desk: Desk, recording: Recording, answer: AnswerRecord) -> tuple[Region, Region]:
    """Cut in the pause that is nearest to the middle, or in the middle where there is none."""
    region = _stretch(answer, recording)
    middle, reach = (region.start + region.end) // 2, int(region.frames * _NEAR_SHARE)
    near = Region(middle - reach, middle + reach)
    try:
        found = await find_silences(desk, recording, near)
    except AudioError:
        found = None  # asking will tell what is wrong with it
    pauses = [(pause.start + pause.end) // 2 for pause in found.regions] if found is not None else []
    inside = [pause for pause in pauses if near.contains(pause)]
    cut = min(inside, key=lambda pause: abs(pause - middle), default=middle)
    return Region(region.start, cut), Region(cut, region.end)


def is_unfinished(answer: AnswerRecord) -> bool:
    """Not whole, and nothing comes any more."""
    return answer.status not in (AnswerStatus.COMPLETE, AnswerStatus.STREAMING)


def _stretch(answer: AnswerRecord, recording: Recording) -> Region:
    return answer.region or Region(0, recording.info.frames)
