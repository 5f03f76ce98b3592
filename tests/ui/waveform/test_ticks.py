"""What the ruler says at every zoom."""

from __future__ import annotations

import itertools

import pytest

from audio_desk.ui.waveform.ticks import decimals_of, step_for, ticks
from audio_desk.ui.waveform.viewport import Viewport

RATE = 48000


def labels(start_s: float, end_s: float, room_px: float = 90) -> list[str]:
    view = Viewport(start_s * RATE, (end_s - start_s) * RATE / 1000, 1000, 36000 * RATE)
    return [tick.label for tick in ticks(view, RATE, room_px) if tick.label and 0 <= tick.x < 1000]


def test_two_minutes_are_told_in_seconds() -> None:
    assert labels(0, 120)[:4] == ["0:00", "0:15", "0:30", "0:45"]


def test_past_the_hour_the_hour_is_told() -> None:
    assert labels(4500, 4560)[0] == "1:15:00"


def test_two_seconds_are_told_in_parts_of_a_second() -> None:
    assert labels(5, 6)[:3] == ["0:05.0", "0:05.1", "0:05.2"]


def test_a_step_of_a_twentieth_of_a_second_needs_two_decimals() -> None:
    assert labels(5.2, 5.6)[:3] == ["0:05.20", "0:05.25", "0:05.30"]


def test_single_samples_have_labels_that_differ() -> None:
    found = labels(5.25, 5.25 + 30 / RATE)
    assert len(found) == len(set(found)) >= 3


def test_ten_hours_are_told_in_hours() -> None:
    assert labels(0, 36000)[:3] == ["0:00", "1:00:00", "2:00:00"]


@pytest.mark.parametrize("seconds_per_pixel", [10.0**p * lead for p in range(-7, 2) for lead in (1, 3, 7)])
def test_labels_never_come_closer_than_their_room(seconds_per_pixel: float) -> None:
    view = Viewport(12345.0, seconds_per_pixel * RATE, 1000, 10**12)
    places = [tick.x for tick in ticks(view, RATE, 80) if tick.label]
    assert all(b - a >= 79.9 for a, b in itertools.pairwise(places))
    assert step_for(seconds_per_pixel, 80) / seconds_per_pixel <= 80 * 2.6


def test_decimals_are_as_few_as_the_step_allows() -> None:
    assert [decimals_of(step) for step in (60, 1, 0.5, 0.1, 0.05, 0.001)] == [0, 0, 1, 1, 2, 3]
