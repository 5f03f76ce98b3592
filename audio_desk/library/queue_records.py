"""The rows of queues: the same asked about region after region."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from audio_desk.region import Region


class ItemState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    """It is asked about again when the queue goes on."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A region as it was when the queue was made; its answer is one of the recording's."""

    region_id: str
    span: Region
    name: str
    state: ItemState = ItemState.WAITING
    problem: str = ""
    """Why it failed, as a short code of error_text.py's or a sentence."""
    answer_id: int | None = None


@dataclass(frozen=True, slots=True)
class QueueRecord:
    id: int
    recording_id: int
    task: str
    question: str
    mode: str
    account: str
    model: str
    items: tuple[QueueItem, ...]
    created: datetime
    ended: bool = False
    channel: int | None = None
    """That one alone is sent, counted from 0; None: all of them."""

    def count(self, state: ItemState) -> int:
        return sum(item.state == state for item in self.items)

    def with_item(self, position: int, item: QueueItem) -> QueueRecord:
        return replace(self, items=(*self.items[:position], item, *self.items[position + 1 :]))
