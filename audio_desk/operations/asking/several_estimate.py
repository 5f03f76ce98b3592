"""What asking about several recordings would send and cost in both modes, before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from audio_desk.errors import UsageError
from audio_desk.operations.asking.topic import Topic
from audio_desk.request.prompts import Task
from audio_desk.request.several import SeveralPlan, plan_several
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Mode


@dataclass(frozen=True, slots=True)
class SeveralEstimate:
    """Both modes beside each other; a mode that cannot be asked has its reason instead."""

    whole: SeveralPlan | UsageError
    region: SeveralPlan | UsageError


def estimate_several(
    topics: Sequence[Topic],
    task: Task,
    question: str = "",
    settings: RequestSettings = NOTHING_SET,
    learnt_rate: float | None = None,
) -> SeveralEstimate:
    """Reads no file and asks no server."""

    def planned(mode: Mode) -> SeveralPlan | UsageError:
        subjects = [replace(topic, mode=mode).subject for topic in topics]
        try:
            return plan_several(subjects, task, question, settings, learnt_rate=learnt_rate)
        except UsageError as error:
            return error

    return SeveralEstimate(planned("whole"), planned("region"))
