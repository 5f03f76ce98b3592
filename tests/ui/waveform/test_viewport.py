"""The visible range as a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_desk.ui.waveform.viewport import CLOSEST, Viewport

TEN_HOURS = 10 * 3600 * 96000


def test_fitted_shows_everything_from_edge_to_edge() -> None:
    view = Viewport.fitted(480_000, 1000)
    assert (view.start, view.end, view.shows_all) == (0, 480_000, True)


def test_zooming_keeps_the_frame_under_the_pointer() -> None:
    view = Viewport.fitted(480_000, 1000)
    assert view.zoomed_at(300, 4).frame_at(300) == pytest.approx(view.frame_at(300))


def test_zooming_in_and_out_again_does_not_drift_over_ten_hours() -> None:
    view = Viewport.fitted(TEN_HOURS, 1000)
    frame = view.frame_at(701)
    for _ in range(100):
        view = view.zoomed_at(701, 1.15)
    for _ in range(60):
        view = view.zoomed_at(701, 1 / 1.15)
    assert view.frame_at(701) == pytest.approx(frame, abs=0.01)


def test_it_zooms_down_to_single_samples_and_no_closer() -> None:
    view = Viewport.fitted(TEN_HOURS, 1000).zoomed_at(500, 1e12)
    assert view.scale == CLOSEST


def test_it_never_shows_more_than_there_is() -> None:
    view = Viewport.fitted(480_000, 1000).zoomed_at(500, 4).zoomed_at(0, 0.001)
    assert view == Viewport.fitted(480_000, 1000)


def test_a_recording_of_a_few_samples_still_fills_the_width() -> None:
    view = Viewport.fitted(8, 1000).zoomed_at(100, 50)
    assert (view.start, view.end) == (0, 8)


def test_panning_stops_at_both_ends() -> None:
    view = Viewport.fitted(480_000, 1000).zoomed_at(500, 10)
    assert view.panned(-1e9).start == 0
    assert view.panned(1e9).end == pytest.approx(480_000)


def test_panning_by_pixels_moves_what_is_shown_by_as_many() -> None:
    view = Viewport.fitted(480_000, 1000).zoomed_at(500, 10)
    assert view.panned(100).frame_at(0) == pytest.approx(view.frame_at(100))


def test_another_width_keeps_all_in_sight_when_all_was() -> None:
    assert Viewport.fitted(480_000, 1000).resized(700) == Viewport.fitted(480_000, 700)


def test_another_width_keeps_start_and_scale_when_zoomed_in() -> None:
    view = Viewport.fitted(480_000, 1000).zoomed_at(500, 10)
    wider = view.resized(1400)
    assert (wider.start, wider.scale) == (view.start, view.scale)


def test_showing_a_stretch_leaves_the_margin_on_both_sides() -> None:
    view = Viewport.fitted(480_000, 1000).showing(100_000, 200_000, margin=0.05)
    assert view.x_of(100_000) == pytest.approx(50)
    assert view.x_of(200_000) == pytest.approx(950)


@given(
    frames=st.integers(1, TEN_HOURS),
    width=st.integers(1, 8000),
    steps=st.lists(st.tuples(st.floats(-100, 9000), st.floats(0.01, 100), st.floats(-1e6, 1e6)), max_size=8),
)
def test_whatever_is_done_nothing_outside_the_recording_is_shown(
    frames: int, width: int, steps: list[tuple[float, float, float]]
) -> None:
    view = Viewport.fitted(frames, width)
    for x, factor, pixels in steps:
        view = view.zoomed_at(x, factor).panned(pixels)
    assert view.start >= 0
    assert view.end <= frames * (1 + 1e-9) + 1e-6
    assert view.clamped().scale == pytest.approx(view.scale)
