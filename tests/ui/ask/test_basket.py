"""What is asked about together: what comes in, what is taken out, and how each would be sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audio_desk.operations.asking.topic import Topic
from audio_desk.region import Region
from audio_desk.ui.ask.several.basket import Basket
from tests.ui.recordings import recording_of, tone, write_wav


def topic(folder: Path, name: str, number: int, region: Region | None = None) -> Topic:
    recording = recording_of(write_wav(folder / name, tone(0.2, 8000), 8000))
    return Topic(replace(recording, record=replace(recording.record, id=number)), region)


@pytest.fixture
def shown(tmp_path: Path) -> Topic:
    return topic(tmp_path, "shown.wav", 1, Region(0, 500))


@pytest.fixture
def other(tmp_path: Path) -> Topic:
    return topic(tmp_path, "other.wav", 2)


def names(basket: Basket) -> list[str]:
    return [topic.name for topic in basket.topics]


def test_the_first_that_is_added_takes_what_is_shown_along(shown: Topic, other: Topic) -> None:
    basket = Basket()
    basket.add((other,), shown)
    assert names(basket) == ["shown.wav", "other.wav"]
    basket.add((other, replace(other, region=Region(0, 9))), replace(shown, region=None))
    assert names(basket) == ["shown.wav", "other.wav", "other.wav"]
    assert basket.holds(shown)
    assert not basket.holds(replace(shown, region=None))


def test_what_is_shown_alone_is_asked_about_without_a_basket(shown: Topic, other: Topic) -> None:
    basket, told = Basket(), list[int]()
    basket.changed.connect(lambda: told.append(len(basket.topics)))
    basket.add((shown,), shown)
    assert (basket.topics, told) == ((), [])
    basket.add((other,), shown)
    basket.remove(0)
    assert (basket.topics, told) == ((), [2, 0])


def test_a_recording_that_stays_here_sends_its_region_alone(shown: Topic, other: Topic) -> None:
    kept = replace(shown.recording, record=replace(shown.recording.record, regions_only=True))
    basket = Basket()
    basket.add((other,), replace(shown, recording=kept))
    assert [topic.mode for topic in basket.sent_as("whole", "gemini")] == ["region", "whole"]
    assert [topic.mode for topic in basket.sent_as("whole", "on-device")] == ["whole", "whole"]
    assert [topic.mode for topic in basket.sent_as("region", "gemini")] == ["region", "region"]
