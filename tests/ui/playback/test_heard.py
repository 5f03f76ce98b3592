"""The clock between a device that counts in steps and a playhead that glides."""

from __future__ import annotations

import itertools

import pytest

from audio_desk.ui.playback.heard import Heard, HeardClock


def run(seconds: float, period: float, latency: float = 0.03) -> list[tuple[float, float]]:
    """(true, told) every 16 ms of a device that counts once a `period`."""
    clock, told = HeardClock(), []
    for tick in range(int(seconds / 0.016)):
        now = tick * 0.016
        device = max(0.0, (now - latency) // period * period)
        told.append((now - latency, clock.heard(Heard(device, now), now, given_seconds=1e9)))
    return told


@pytest.mark.parametrize("period", [0.005, 0.02, 0.05, 0.1])
def test_it_stays_within_thirty_milliseconds_beyond_the_devices_own_step(period: float) -> None:
    for true, told in run(5, period)[60:]:
        assert abs(told - true) <= 0.03 + period


@pytest.mark.parametrize("period", [0.005, 0.02, 0.05, 0.1])
def test_it_moves_evenly_though_the_device_does_not(period: float) -> None:
    told = [heard for _, heard in run(5, period)[60:]]
    steps = [after - before for before, after in itertools.pairwise(told)]
    assert min(steps) >= 0
    assert max(steps) < 0.04


def test_it_never_runs_ahead_of_what_the_device_was_given() -> None:
    clock = HeardClock()
    clock.heard(Heard(0.1, 0.0), 0.0, 0.2)
    assert clock.heard(Heard(0.1, 10.0), 10.0, 0.2) == 0.2


def test_a_device_that_stops_counting_holds_it() -> None:
    clock = HeardClock()
    clock.heard(Heard(1.0, 0.0), 0.0, 100)
    assert clock.heard(Heard(1.0, 30.0), 30.0, 100) <= 1.25


def test_before_the_first_sound_nothing_was_heard() -> None:
    assert HeardClock().heard(Heard(0.0, 5.0), 5.0, 1.0) == 0


def test_a_device_that_answers_late_is_believed_for_the_moment_it_speaks_of() -> None:
    clock = HeardClock()
    for tick in range(1, 100):
        asked = tick * 0.1
        told = clock.heard(Heard(asked, asked), asked + 0.08, 1e9)
        assert told == pytest.approx(asked + 0.08)
