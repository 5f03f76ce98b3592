"""The main job from the command line alone: no key, no network, the server started on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from audio_desk.paths import Paths
from tests.cli.command import Ran, run
from tests.words import word_error_rate

REGION = ("--from", "0:34", "--to", "0:52")


@pytest.mark.parametrize("mode", ["whole", "region"])
def test_a_stretch_of_the_sample_is_transcribed(
    home: Paths, sample: Path, interview: dict[str, Any], mode: str
) -> None:
    ran: Ran = run("transcribe", sample, *REGION, "--mode", mode, "--json")
    assert (ran.status, ran.err) == (0, "")
    found = ran.object
    spoken = [event for event in interview["events"] if "text" in event and 34 <= event["start"] < 52]
    assert (
        word_error_rate(
            " ".join(event["text"] for event in spoken), " ".join(s["text"] for s in found["segments"])
        )
        <= 0.15
    )
    for event in spoken:
        assert any(abs(segment["start"] - event["start"]) <= 1 for segment in found["segments"])
    assert all(34 <= segment["start"] <= segment["end"] <= 52 for segment in found["segments"])
    assert (found["complete"], found["finish"], found["mode"]) == (True, "STOP", mode)


def test_a_question_is_answered_with_the_passage_and_its_time(home: Paths, sample: Path) -> None:
    ran = run("ask", sample, "How much was he paid?")
    assert ran.status == 0
    assert "42 pounds" in ran.out or "forty two pounds" in ran.out.lower()
    assert "[01:2" in ran.out
