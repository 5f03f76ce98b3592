"""What tests keep with a recording: answers, a region, a marker."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.operations.recordings.regions import add_region
from audio_desk.region import Region
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.segment import Flag, Segment


def answer(recording: Recording, *segments: Segment, task: str = "transcript") -> AnswerRecord:
    return AnswerRecord(
        id=0,
        recording_id=recording.record.id,
        task=task,
        question="What is it?" if task == "ask" else "",
        prompt="Provide a transcript.",
        mode="region",
        region=Region(8_000, 40_000),
        account="gemini",
        model="gemini-3.8-flash",
        model_version="gemini-3.8-flash-001",
        status=AnswerStatus.COMPLETE,
        finish="STOP",
        problem="",
        text="\n".join(segment.text for segment in segments) or "An answer.",
        segments=segments,
        created=datetime(2026, 11, 22, 12, tzinfo=UTC),
        finished=datetime(2026, 11, 22, 12, 1, tzinfo=UTC),
        prompt_tokens=10,
        answer_tokens=5,
        total_tokens=15,
    )


async def filled(desk: Desk, path: Path) -> Recording:
    """Two transcripts, the newer of one second in the older, a question, a region and a marker."""
    recording = await open_recording(desk, path)
    older = answer(recording, Segment(8_000, 16_000, "one"), Segment(16_000, 24_000, "two", "Ann"))
    newer = replace(
        answer(recording, Segment(16_001, 24_001, "TWO", "Ann", frozenset({Flag.BACKWARD}))),
        region=Region(16_000, 24_001),
    )
    desk.store.add_answers((older, answer(recording, task="ask"), newer))
    await add_region(desk, recording, Region(8_000, 9_000), name="Bell", comment="loud", colour=3)
    await add_region(desk, recording, Region(100, 100), name="Here")
    return recording


async def save_script(desk: Desk, recording: Recording, change: Change) -> None:
    """As another program does that changes a transcript."""
    await desk.run(desk.store.save_script_change, recording.record.id, change)
