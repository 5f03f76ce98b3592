"""What is under the pointer, and what it snaps to."""

from __future__ import annotations

import pytest

from audio_desk.region import Region
from audio_desk.ui.waveform.marks.hits import Hit, hit
from audio_desk.ui.waveform.snapping import snap_shift, snapped
from audio_desk.ui.waveform.viewport import Viewport

VIEW = Viewport.fitted(100_000, 1000)
"""100 frames a pixel."""
REGION = Region(30_000, 50_000)
"""Pixels 300 to 500."""


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (200, 100, Hit.EMPTY),
        (292, 100, Hit.START),
        (308, 100, Hit.START),
        (309, 100, Hit.EMPTY),
        (492, 100, Hit.END),
        (508, 100, Hit.END),
        (509, 100, Hit.EMPTY),
        (400, 100, Hit.EMPTY),
        (400, 5, Hit.HEADER),
        (300, 5, Hit.START),
        (520, 5, Hit.EMPTY),
    ],
)
def test_edges_reach_eight_pixels_and_the_header_lies_between(x: float, y: float, expected: Hit) -> None:
    assert hit(x, y, REGION, VIEW) is expected


def test_a_narrow_selection_can_still_be_taken_at_both_edges_and_at_its_header() -> None:
    narrow = Region(30_000, 31_000)
    assert hit(298, 100, narrow, VIEW) is Hit.START
    assert hit(312, 100, narrow, VIEW) is Hit.END
    assert hit(305, 5, narrow, VIEW) is Hit.HEADER


def test_without_a_selection_everything_is_empty() -> None:
    assert hit(300, 5, None, VIEW) is Hit.EMPTY


def test_a_target_within_eight_pixels_is_snapped_to_and_one_beyond_is_not() -> None:
    assert snapped(30_800, {30_000}, VIEW) == 30_000
    assert snapped(30_801, {30_000}, VIEW) == 30_801


def test_the_nearest_of_two_targets_wins() -> None:
    assert snapped(30_300, {30_000, 30_500}, VIEW) == 30_500


def test_the_reach_is_in_pixels_so_that_zooming_in_makes_it_finer() -> None:
    assert snapped(30_800, {30_000}, VIEW.zoomed_at(300, 10)) == 30_800


def test_a_moved_stretch_snaps_with_whichever_edge_is_nearer_to_something() -> None:
    assert snap_shift(30_300, 50_300, {30_000, 50_400}, VIEW) == 100
    assert snap_shift(30_300, 50_300, {70_000}, VIEW) == 0
