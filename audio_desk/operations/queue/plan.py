"""A question about many regions before anything is sent: what it would send and cost in both modes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audio_desk.errors import UsageError
from audio_desk.library.queue_records import QueueItem
from audio_desk.library.records import RegionRecord
from audio_desk.operations.asking.estimate import estimate
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.request.plan import RequestPlan
from audio_desk.request.prompts import Task
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Account, Mode


@dataclass(frozen=True, slots=True)
class QueueRequest:
    recording: Recording
    items: tuple[QueueItem, ...]
    mode: Mode
    task: Task
    question: str
    account: Account
    model: str
    asking: RequestSettings = NOTHING_SET
    channel: int | None = None
    """That one alone is sent, counted from 0; None: all of them."""


@dataclass(frozen=True, slots=True)
class QueueEstimate:
    """One plan for each region and mode; where it cannot be asked so, why."""

    whole: tuple[RequestPlan | UsageError, ...]
    region: tuple[RequestPlan | UsageError, ...]

    def tokens(self, mode: Mode) -> int:
        """Of all that can be asked."""
        plans = self.whole if mode == "whole" else self.region
        return sum(plan.estimated_tokens for plan in plans if isinstance(plan, RequestPlan))

    def trouble(self, mode: Mode) -> UsageError | None:
        """Why one of them cannot be asked."""
        plans = self.whole if mode == "whole" else self.region
        return next((plan for plan in plans if isinstance(plan, UsageError)), None)


def items_of(regions: Iterable[RegionRecord]) -> tuple[QueueItem, ...]:
    """Markers have no sound of their own and are passed over."""
    return tuple(QueueItem(region.id, region.span, region.name) for region in regions if not region.is_marker)


def estimate_queue(
    recording: Recording,
    items: Iterable[QueueItem],
    task: Task,
    question: str = "",
    asking: RequestSettings = NOTHING_SET,
    learnt_rate: float | None = None,
    channel: int | None = None,
) -> QueueEstimate:
    """Reads no file and asks no server."""
    made = [estimate(recording, item.span, task, question, asking, learnt_rate, channel) for item in items]
    return QueueEstimate(tuple(one.whole for one in made), tuple(one.region for one in made))
