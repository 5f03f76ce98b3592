"""What asking would send and cost in both modes, before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass

from audio_desk.errors import UsageError
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.plan import RecordingFacts, RequestPlan, advice, plan
from audio_desk.request.prompts import Task
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Mode

_SOME_QUESTION = "What is said?"
"""Stands for a question that is still being thought of: its few tokens do not matter."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Both modes beside each other; a mode that cannot be asked has its reason instead."""

    whole: RequestPlan | UsageError
    region: RequestPlan | UsageError
    advice: float | None
    """How many times cheaper the region alone is, where it is also the more reliable question."""


def facts_of(recording: Recording) -> RecordingFacts:
    info = recording.info
    return RecordingFacts(
        recording.path.name, info.mime_type, info.size_bytes, info.frames, info.rate, info.channels
    )


def estimate(
    recording: Recording,
    region: Region | None,
    task: Task,
    question: str = "",
    settings: RequestSettings = NOTHING_SET,
    learnt_rate: float | None = None,
    channel: int | None = None,
    *,
    as_json: bool = False,
) -> Estimate:
    """Reads no file and asks no server."""

    def planned(mode: Mode) -> RequestPlan | UsageError:
        try:
            return plan(
                facts_of(recording),
                region,
                mode,
                task,
                question.strip() or _SOME_QUESTION,
                settings,
                learnt_rate=learnt_rate,
                channel=channel,
                as_json=as_json,
            )
        except UsageError as error:
            return error

    whole, alone = planned("whole"), planned("region")
    if isinstance(whole, RequestPlan) and isinstance(alone, RequestPlan):
        return Estimate(whole, alone, advice(whole, alone, recording.duration))
    return Estimate(whole, alone, None)
