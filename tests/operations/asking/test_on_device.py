"""The recogniser on this computer, asked about the sample through the same door as Google."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audio_desk.operations.events import Preparing, SegmentReady
from audio_desk.region import Region
from audio_desk.request.prompts import Task
from tests.operations.asked import finished, gather, of_kind, request_about, text_of
from tests.operations.conftest import OpenDesk
from tests.server_process import ServerProcess
from tests.words import word_error_rate

START, END = 34.0, 52.0
RATE = 24_000


@pytest.mark.parametrize("mode", ["whole", "region"])
async def test_a_region_of_the_sample_is_transcribed_in_either_mode(
    server: ServerProcess, open_desk: OpenDesk, sample: Path, interview: dict[str, Any], mode: str
) -> None:
    spoken = [event for event in interview["events"] if "text" in event]
    true = [line for line in spoken if line["start"] >= START and line["end"] <= END]
    async with open_desk() as desk:
        region = Region.of_seconds(START, END, RATE)
        events = await gather(desk, await request_about(desk, sample, region=region, mode=mode))
    answer = finished(events).answer
    assert finished(events).complete
    assert answer.segments == tuple(event.segment for event in of_kind(events, SegmentReady))
    words = " ".join(segment.text for segment in answer.segments)
    assert word_error_rate(" ".join(line["text"] for line in true), words) <= 0.15
    starts = [segment.start_frame / RATE for segment in answer.segments]
    assert all(START - 1 <= start < END for start in starts)
    for line in true:
        assert min(abs(start - line["start"]) for start in starts) <= 1.0
    assert answer.model_version
    assert answer.total_tokens


async def test_a_question_is_answered_with_the_passage_and_its_time(
    home: Any, open_desk: OpenDesk, sample: Path
) -> None:
    async with open_desk() as desk:
        request = await request_about(
            desk, sample, region=None, mode="whole", task=Task.ASK, question="How much was he paid?"
        )
        events = await gather(desk, request)
    assert of_kind(events, Preparing)[0] == Preparing("start-server")
    assert "42" in text_of(events) or "forty-two" in text_of(events).lower()
    assert finished(events).complete
