"""Every gesture of the mouse on regions and markers, by real events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.marking import marked, spans
from tests.ui.waveform.conftest import RATE
from tests.ui.waveform.hand import Hand

PX = 480
"""Frames in a pixel when the whole minute is shown on 1000 pixels."""
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
HEADER_Y = 8


def at(document: Document) -> tuple[float, float]:
    """The only region, in pixels."""
    ((start, end),) = spans(document)
    return start / PX, end / PX


@pytest.mark.parametrize(
    ("grip", "to", "expected"),
    [(300, 350, (350, 600)), (293, 343, (350, 600)), (592, 692, (300, 700)), (607, 707, (300, 700))],
)
def test_an_edge_of_a_region_is_taken_within_eight_pixels_and_dragged(
    hand: Hand, document: Document, grip: int, to: int, expected: tuple[float, float]
) -> None:
    marked(document, 300 * PX, 600 * PX)
    hand.drag(grip, to)
    assert at(document) == expected
    assert document.selection is None


def test_nine_pixels_beside_an_edge_a_drag_selects(hand: Hand, document: Document) -> None:
    marked(document, 300 * PX, 600 * PX)
    hand.drag(611, 700, keys=ALT)
    assert at(document) == (300, 600)
    assert document.selection == Region(611 * PX, 700 * PX)


def test_a_drag_inside_a_region_selects_there_and_leaves_it(hand: Hand, document: Document) -> None:
    marked(document, 300 * PX, 600 * PX)
    hand.drag(400, 500)
    assert at(document) == (300, 600)
    assert document.selection == Region(400 * PX, 500 * PX)


def test_the_header_of_a_region_moves_it_with_its_length(hand: Hand, document: Document) -> None:
    marked(document, 300 * PX, 400 * PX)
    hand.drag(350, 550, y=HEADER_Y)
    assert at(document) == (500, 600)
    hand.drag(550, 990, y=HEADER_Y)
    assert at(document) == (900, 1000)


def test_an_edge_dragged_across_the_other_turns_the_region_over(hand: Hand, document: Document) -> None:
    marked(document, 300 * PX, 600 * PX)
    hand.drag(300, 800)
    assert at(document) == (600, 800)


def test_what_is_selected_goes_along_with_its_region(hand: Hand, document: Document) -> None:
    region = marked(document, 300 * PX, 600 * PX)
    document.go_to_region(region)
    document.move_playhead(0)
    hand.drag(600, 700)
    assert at(document) == (300, 700)
    assert document.selection == Region(300 * PX, 700 * PX)
    hand.drag(500, 550, y=HEADER_Y)
    assert at(document) == (350, 750)
    assert document.selection == Region(350 * PX, 750 * PX)


def test_a_selection_elsewhere_stays_where_it_is(hand: Hand, document: Document) -> None:
    marked(document, 300 * PX, 400 * PX)
    document.select(Region(600 * PX, 700 * PX))
    hand.drag(350, 450, y=HEADER_Y)
    assert at(document) == (400, 500)
    assert document.selection == Region(600 * PX, 700 * PX)


def test_shift_click_extends_the_nearest_edge_of_the_selected_region(hand: Hand, document: Document) -> None:
    region = marked(document, 300 * PX, 400 * PX)
    document.go_to_region(region)
    hand.click(700, keys=SHIFT)
    assert at(document) == (300, 700)
    hand.click(100, keys=SHIFT)
    assert at(document) == (100, 700)
    assert document.selection == Region(100 * PX, 700 * PX)


def test_a_shift_click_is_one_step_back(hand: Hand, document: Document) -> None:
    region = marked(document, 300 * PX, 400 * PX)
    document.go_to_region(region)
    hand.press(700, keys=SHIFT)
    hand.move(720, keys=SHIFT)
    hand.release(720, keys=SHIFT)
    assert at(document) == (300, 720)
    document.history.undo()
    assert at(document) == (300, 400)


@pytest.mark.parametrize(("y", "grip", "to"), [(100, 600, 800), (HEADER_Y, 450, 700)], ids=["edge", "header"])
def test_escape_while_dragging_puts_the_region_back(
    hand: Hand, document: Document, y: float, grip: int, to: int
) -> None:
    marked(document, 300 * PX, 600 * PX)
    hand.press(grip, y)
    hand.move(to, y)
    assert at(document) != (300, 600)
    hand.key(Qt.Key.Key_Escape)
    assert at(document) == (300, 600)
    hand.move(to + 30, y)
    hand.release(to + 30, y)
    assert at(document) == (300, 600)
    document.history.undo()
    assert spans(document) == []


def test_the_whole_drag_is_one_step_back(hand: Hand, document: Document) -> None:
    marked(document, 300 * PX, 600 * PX)
    hand.drag(600, 800)
    document.history.undo()
    assert at(document) == (300, 600)
    document.history.redo()
    assert at(document) == (300, 800)


@pytest.mark.parametrize(
    ("grip", "to", "expected"),
    [
        (400, 504, (300, 500)),
        (400, 193, (200, 300)),
        (400, 796, (300, 800)),
        (400, 703, (300, 700)),
        (400, 554, (300, 550)),
        (400, 853, (300, 850)),
    ],
    ids=["playhead", "marker", "other region", "line of the transcript", "silence", "selection"],
)
def test_an_edge_snaps_within_eight_pixels(
    hand: Hand, document: Document, grip: int, to: int, expected: tuple[float, float]
) -> None:
    assert document.recording is not None
    marked(document, 200 * PX, 200 * PX)
    marked(document, 800 * PX, 950 * PX)
    document.select(Region(850 * PX, 900 * PX))
    document.show_segments((Segment(700 * PX, 720 * PX, "hello"),))
    document.set_silences(document.recording, (Region(550 * PX, 570 * PX),))
    document.move_playhead(500 * PX)
    region = marked(document, 300 * PX, 400 * PX)
    hand.drag(grip, to)
    moved = document.regions.get(region.id)
    assert moved is not None
    assert moved.span == Region(round(expected[0] * PX), round(expected[1] * PX))


def test_alt_suspends_snapping(hand: Hand, document: Document) -> None:
    document.move_playhead(500 * PX)
    marked(document, 300 * PX, 400 * PX)
    hand.drag(400, 504, keys=ALT)
    assert at(document) == (300, 504)


def test_snapping_reaches_pixels_not_time(hand: Hand, panel: WaveformPanel, document: Document) -> None:
    document.move_playhead(30 * RATE)
    marked(document, 28 * RATE, 31 * RATE)
    panel.show_viewport(panel.viewport.showing(27 * RATE, 32 * RATE))
    edge = panel.viewport.x_of(31 * RATE)
    near = panel.viewport.x_of(30 * RATE) + 20
    hand.drag(edge, near)
    assert at(document)[1] * PX == pytest.approx(panel.viewport.frame_at(near), abs=5)


def test_a_region_held_beyond_the_edge_scrolls_on(
    hand: Hand, panel: WaveformPanel, document: Document, qtbot: QtBot
) -> None:
    panel.show_viewport(panel.viewport.showing(0, 10 * RATE))
    marked(document, 2 * RATE, 4 * RATE)
    hand.press(400)
    hand.move(1100)
    qtbot.waitUntil(lambda: spans(document)[0][1] > 15 * RATE)
    hand.release(1100)
    assert spans(document)[0][0] == 2 * RATE


def test_a_click_on_a_header_moves_the_playhead_and_keeps_the_selection(
    hand: Hand, document: Document
) -> None:
    region = marked(document, 300 * PX, 600 * PX)
    document.select(Region(700 * PX, 800 * PX))
    hand.click(400, HEADER_Y)
    assert document.playhead == 400 * PX
    assert document.selection == Region(700 * PX, 800 * PX)
    assert document.regions.focused == region


def test_a_double_click_on_a_header_selects_its_span(hand: Hand, document: Document) -> None:
    region = marked(document, 300 * PX, 600 * PX)
    hand.double_click(400, HEADER_Y)
    assert document.selection == Region(300 * PX, 600 * PX)
    assert document.regions.focused == region


def test_a_flag_is_dragged_and_snaps(hand: Hand, document: Document) -> None:
    document.move_playhead(500 * PX)
    marked(document, 300 * PX, 300 * PX)
    hand.drag(305, 402, y=HEADER_Y)
    assert at(document) == (397, 397)
    hand.drag(397, 494, y=HEADER_Y)
    assert at(document) == (500, 500)
    assert document.selection is None


def test_a_flag_over_the_selections_header_can_be_taken(hand: Hand, document: Document) -> None:
    document.select(Region(200 * PX, 600 * PX))
    marked(document, 300 * PX, 300 * PX)
    hand.drag(304, 404, y=HEADER_Y, keys=ALT)
    assert at(document) == (400, 400)
    assert document.selection == Region(200 * PX, 600 * PX)


def test_a_click_on_a_flag_moves_the_playhead_right_to_it(hand: Hand, document: Document) -> None:
    marker = marked(document, 300 * PX, 300 * PX)
    hand.click(310, HEADER_Y)
    assert document.playhead == 300 * PX
    assert document.regions.focused == marker


def test_of_overlapping_regions_the_header_on_top_is_taken(hand: Hand, document: Document) -> None:
    outer = marked(document, 200 * PX, 800 * PX, "outer")
    inner = marked(document, 400 * PX, 600 * PX, "inner")
    hand.click(500, HEADER_Y)
    assert document.regions.focused == inner
    hand.click(700, HEADER_Y)
    assert document.regions.focused == outer
    hand.drag(300, 320, y=HEADER_Y)
    assert spans(document) == [(220 * PX, 820 * PX), (400 * PX, 600 * PX)]


def test_where_two_regions_meet_the_side_of_the_pointer_decides(hand: Hand, document: Document) -> None:
    marked(document, 200 * PX, 500 * PX)
    marked(document, 500 * PX, 800 * PX)
    hand.drag(496, 396)
    assert spans(document) == [(200 * PX, 400 * PX), (500 * PX, 800 * PX)]
    hand.drag(503, 603)
    assert spans(document) == [(200 * PX, 400 * PX), (600 * PX, 800 * PX)]


def test_the_pointers_shape_tells_what_a_press_would_take(hand: Hand, panel: WaveformPanel) -> None:
    document = panel._document
    marked(document, 300 * PX, 600 * PX)
    marked(document, 800 * PX, 800 * PX)
    for x, y, shape in (
        (300, 100, Qt.CursorShape.SizeHorCursor),
        (450, HEADER_Y, Qt.CursorShape.OpenHandCursor),
        (805, HEADER_Y, Qt.CursorShape.OpenHandCursor),
        (800, 100, Qt.CursorShape.IBeamCursor),
        (450, 100, Qt.CursorShape.IBeamCursor),
    ):
        hand.hover(x, y)
        assert panel.wave.cursor().shape() == shape
