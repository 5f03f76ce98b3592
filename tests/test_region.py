"""Regions: half-open, in frames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_desk.region import Region


def test_a_region_holds_its_start_and_not_its_end() -> None:
    region = Region(10, 20)
    assert region.contains(10)
    assert region.contains(19)
    assert not region.contains(20)
    assert region.frames == 10


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 4)])
def test_a_backward_region_or_one_before_the_recording_does_not_exist(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no region"):
        Region(start, end)


def test_the_order_of_a_drag_does_not_matter() -> None:
    assert Region.spanning(20, 10) == Region.spanning(10, 20) == Region(10, 20)


def test_seconds_and_frames_agree() -> None:
    assert Region.of_seconds(34.4, 52.0, 24000) == Region(825600, 1248000)
    assert Region(825600, 1248000).seconds(24000) == (34.4, 52.0)


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_clamping_keeps_a_region_inside(one: int, other: int, frames: int) -> None:
    region = Region.spanning(one, other).clamped(frames)
    assert 0 <= region.start <= region.end <= frames


@given(st.integers(0, 50), st.integers(50, 100), st.integers(-300, 300))
def test_moving_keeps_the_length_and_stays_inside(start: int, end: int, by: int) -> None:
    moved = Region(start, end).moved(by, 200)
    assert moved.frames == end - start
    assert moved.start >= 0
    assert moved.end <= 200
