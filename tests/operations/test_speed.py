"""Speed and time left, as they are shown beside an upload."""

from __future__ import annotations

import pytest

from audio_desk.operations.events import Uploading
from audio_desk.operations.speed import Speedometer


def test_speed_is_of_the_last_seconds_and_falls_when_nothing_moves() -> None:
    meter = Speedometer()
    assert meter.bytes_per_second(0, now=0.0) == 0
    assert meter.bytes_per_second(100, now=0.1) == 0  # too early to tell
    assert [meter.bytes_per_second(1000 * n, now=n) for n in range(1, 20)][-1] == pytest.approx(1000)
    standing = [meter.bytes_per_second(19_000, now=19 + n / 2) for n in range(1, 16)]
    assert standing == sorted(standing, reverse=True)
    assert standing[-1] == 0


def test_a_step_back_to_where_the_server_stands_is_no_speed() -> None:
    meter = Speedometer()
    meter.bytes_per_second(0, now=0.0)
    meter.bytes_per_second(5000, now=1.0)
    assert meter.bytes_per_second(2000, now=1.1) == 0
    assert meter.bytes_per_second(3000, now=2.1) == pytest.approx(1000)


def test_time_left_is_told_when_it_can_be() -> None:
    assert Uploading(250, 1000, 50.0).seconds_left == 15
    assert Uploading(250, 1000).seconds_left is None
