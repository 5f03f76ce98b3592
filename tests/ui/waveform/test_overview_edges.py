"""The edges of the overview's window, by real events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from audio_desk.ui.waveform.panel import WaveformPanel
from audio_desk.ui.waveform.viewport import CLOSEST
from tests.ui.waveform.conftest import RATE
from tests.ui.waveform.hand import Hand


@pytest.fixture
def hand(panel: WaveformPanel) -> Hand:
    """On the overview, whose window goes from 0:30 to 0:36: 500 to 600 pixels."""
    panel.show_viewport(panel.viewport.showing(30 * RATE, 36 * RATE))
    return Hand(panel.overview)


def span(panel: WaveformPanel) -> tuple[float, float]:
    """Seconds that are shown."""
    return panel.viewport.start / RATE, panel.viewport.end / RATE


@pytest.mark.parametrize(
    ("pressed", "released", "expected"),
    [
        (497, 397, (24, 36)),
        (503, 553, (33, 36)),
        (603, 703, (30, 42)),
        (597, 547, (30, 33)),
        (500, 700, (36, 42)),
        (600, 400, (24, 30)),
        (500, -300, (0, 36)),
        (600, 3000, (30, 60)),
    ],
)
def test_an_edge_is_dragged_and_the_other_one_stays(
    panel: WaveformPanel, hand: Hand, pressed: float, released: float, expected: tuple[float, float]
) -> None:
    hand.drag(pressed, released, y=10)
    assert span(panel) == pytest.approx(expected, abs=0.001)


def test_escape_puts_the_edge_back(panel: WaveformPanel, hand: Hand) -> None:
    before = panel.viewport
    hand.press(600, 10)
    hand.move(800, 10)
    assert panel.viewport != before
    hand.key(Qt.Key.Key_Escape)
    hand.release(800, 10)
    assert panel.viewport == before


def test_the_pointer_says_where_an_edge_can_be_taken(panel: WaveformPanel, hand: Hand) -> None:
    shapes = []
    for x in (480, 494, 506, 550, 594, 606, 620):
        hand.hover(x, 10)
        shapes.append(panel.overview.cursor().shape())
    hands, edge = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.SizeHorCursor
    assert shapes == [hands, edge, edge, hands, edge, edge, hands]


def test_a_window_that_is_as_small_as_can_be_is_moved_by_its_middle_and_widened_beside_it(
    panel: WaveformPanel,
) -> None:
    panel.show_viewport(panel.viewport.showing(30 * RATE, 30 * RATE + 10))
    assert panel.viewport.scale == CLOSEST
    hand = Hand(panel.overview)
    hand.drag(500, 600, y=10)
    assert panel.viewport.scale == CLOSEST
    assert panel.viewport.start == pytest.approx(36 * RATE, abs=40)
    hand.drag(606, 706, y=10)
    assert span(panel) == pytest.approx((36, 42), abs=0.01)


def test_both_ends_of_the_whole_recording_can_be_drawn_in(panel: WaveformPanel) -> None:
    hand = Hand(panel.overview)
    hand.drag(2, 102, y=10)
    hand.drag(998, 898, y=10)
    assert span(panel) == pytest.approx((6, 54), abs=0.01)
