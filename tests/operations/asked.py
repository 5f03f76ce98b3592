"""Asks and gathers: what the tests of asking share."""

from __future__ import annotations

from contextlib import aclosing
from pathlib import Path
from typing import Any, TypeVar

from audio_desk.library.records import AnswerRecord
from audio_desk.operations.asking.ask import AskRequest, ask
from audio_desk.operations.desk import Desk
from audio_desk.operations.events import AskEvent, Finished, TextArrived
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.region import Region
from audio_desk.request.prompts import Task

T = TypeVar("T")


async def request_about(desk: Desk, path: Path, **changes: Any) -> AskRequest:
    recording = await open_recording(desk, path)
    values: dict[str, Any] = {
        "recording": recording,
        "region": Region.of_seconds(2, 8, recording.rate),
        "mode": "region",
        "task": Task.TRANSCRIPT,
        "question": "",
        "account": "on-device",
        "model": "whisper-tiny.en",
    }
    return AskRequest(**{**values, **changes})


async def gather(desk: Desk, request: AskRequest) -> list[AskEvent]:
    async with aclosing(ask(desk, request)) as events:
        return [event async for event in events]


def text_of(events: list[AskEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextArrived))


def finished(events: list[AskEvent]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def of_kind(events: list[Any], kind: type[T]) -> list[T]:
    return [event for event in events if isinstance(event, kind)]


async def newest(desk: Desk, request: AskRequest) -> AnswerRecord:
    """The last answer that its recording has."""
    return (await desk.run(desk.store.answers, request.recording.record.id))[0]
