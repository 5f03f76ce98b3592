"""Every gesture of the mouse on the wave, by real events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.waveform.conftest import RATE
from tests.ui.waveform.hand import Hand

PX = 480
"""Frames in a pixel when the whole minute is shown on 1000 pixels."""
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def test_press_and_drag_on_an_empty_place_selects_between_the_two(hand: Hand, document: Document) -> None:
    hand.drag(200, 600)
    assert document.selection == Region(200 * PX, 600 * PX)


def test_dragging_to_the_left_selects_just_as_well(hand: Hand, document: Document) -> None:
    hand.drag(600, 200)
    assert document.selection == Region(200 * PX, 600 * PX)


def test_the_selection_follows_while_the_button_is_still_down(hand: Hand, document: Document) -> None:
    hand.press(200)
    hand.move(300)
    assert document.selection == Region(200 * PX, 300 * PX)
    hand.move(400)
    assert document.selection == Region(200 * PX, 400 * PX)


def test_a_click_moves_the_playhead_and_keeps_the_selection(hand: Hand, document: Document) -> None:
    document.select(Region(100 * PX, 200 * PX))
    hand.click(700)
    assert document.playhead == 700 * PX
    assert document.selection == Region(100 * PX, 200 * PX)


def test_a_press_that_trembles_by_three_pixels_is_a_click(hand: Hand, document: Document) -> None:
    hand.press(300)
    hand.move(303)
    hand.release(303)
    assert document.selection is None
    assert document.playhead == 303 * PX


def test_a_new_drag_beside_the_selection_replaces_it(hand: Hand, document: Document) -> None:
    document.select(Region(100 * PX, 200 * PX))
    hand.drag(500, 600)
    assert document.selection == Region(500 * PX, 600 * PX)


@pytest.mark.parametrize(("grip", "to", "expected"), [(305, 405, (400, 600)), (596, 746, (300, 750))])
def test_dragging_an_edge_resizes_and_keeps_the_distance_to_the_grip(
    hand: Hand, document: Document, grip: int, to: int, expected: tuple[int, int]
) -> None:
    document.select(Region(300 * PX, 600 * PX))
    hand.drag(grip, to)
    assert document.selection == Region(expected[0] * PX, expected[1] * PX)


def test_an_edge_dragged_across_the_other_turns_the_selection_over(hand: Hand, document: Document) -> None:
    document.select(Region(300 * PX, 600 * PX))
    hand.drag(300, 800)
    assert document.selection == Region(600 * PX, 800 * PX)


def test_dragging_the_header_moves_the_whole_selection(hand: Hand, document: Document) -> None:
    document.select(Region(300 * PX, 400 * PX))
    hand.drag(350, 550, y=8)
    assert document.selection == Region(500 * PX, 600 * PX)


def test_a_moved_selection_stops_at_the_end_with_its_length(hand: Hand, document: Document) -> None:
    document.select(Region(300 * PX, 400 * PX))
    hand.drag(350, 990, y=8)
    assert document.selection == Region(900 * PX, 1000 * PX)


def test_shift_click_extends_the_nearest_edge(hand: Hand, document: Document) -> None:
    document.select(Region(300 * PX, 400 * PX))
    hand.click(700, keys=SHIFT)
    assert document.selection == Region(300 * PX, 700 * PX)
    hand.click(100, keys=SHIFT)
    assert document.selection == Region(100 * PX, 700 * PX)
    assert document.playhead == 0


def test_shift_click_without_a_selection_spans_from_the_playhead(hand: Hand, document: Document) -> None:
    hand.click(300)
    hand.click(500, keys=SHIFT)
    assert document.selection == Region(300 * PX, 500 * PX)


def test_the_middle_button_pans(hand: Hand, panel: WaveformPanel, document: Document) -> None:
    panel.show_viewport(panel.viewport.zoomed_at(500, 10))
    before = panel.viewport
    hand.press(500, button=Qt.MouseButton.MiddleButton)
    hand.move(400)
    hand.release(400)
    assert panel.viewport.start == pytest.approx(before.start + 100 * before.scale)
    assert document.selection is None


@pytest.mark.parametrize(("press", "y"), [(700, 100), (300, 100), (400, 8)])
def test_escape_in_the_middle_of_a_drag_puts_back_what_was(
    hand: Hand, document: Document, press: int, y: int
) -> None:
    before = Region(300 * PX, 500 * PX)
    document.select(before)
    hand.press(press, y)
    hand.move(press + 120, y)
    assert document.selection != before
    hand.key(Qt.Key.Key_Escape)
    assert document.selection == before
    hand.move(press + 200, y)
    hand.release(press + 200, y)
    assert document.selection == before


def test_escape_puts_back_the_view_of_a_middle_drag(hand: Hand, panel: WaveformPanel) -> None:
    panel.show_viewport(panel.viewport.zoomed_at(500, 10))
    before = panel.viewport
    hand.press(500, button=Qt.MouseButton.MiddleButton)
    hand.move(300)
    hand.key(Qt.Key.Key_Escape)
    assert panel.viewport == before


@pytest.mark.parametrize(("beyond", "later"), [(60, True), (-60, False)])
def test_dragging_past_the_edge_scrolls_and_goes_on_selecting(
    hand: Hand, panel: WaveformPanel, document: Document, qtbot: QtBot, beyond: int, later: bool
) -> None:
    panel.show_viewport(panel.viewport.showing(20 * RATE, 30 * RATE))
    before = panel.viewport
    hand.press(500)
    hand.move(1000 + beyond if later else beyond)
    qtbot.waitUntil(lambda: abs(panel.viewport.start - before.start) > 200 * before.scale)
    hand.release(500)
    region = document.selection
    assert region is not None
    assert (region.end > before.end) if later else (region.start < before.start)


def test_it_scrolls_faster_the_farther_out(hand: Hand, panel: WaveformPanel, qtbot: QtBot) -> None:
    def step(x: float) -> float:
        panel.show_viewport(panel.viewport.showing(10 * RATE, 20 * RATE))
        hand.press(500)
        hand.move(x)
        before = panel.viewport
        with qtbot.waitSignal(panel.viewport_changed):
            pass
        hand.key(Qt.Key.Key_Escape)
        hand.release(500)
        return panel.viewport.start - before.start

    assert step(1200) > 3 * step(1030) > 0


def test_ends_snap_to_playhead_and_to_the_lines_of_the_transcript(
    hand: Hand, document: Document, lines: tuple[Segment, ...]
) -> None:
    document.move_playhead(505 * PX)
    hand.drag(204, 500)
    assert document.selection == Region(lines[1].start_frame, 505 * PX)


def test_alt_suspends_snapping(hand: Hand, document: Document, lines: tuple[Segment, ...]) -> None:
    document.move_playhead(505 * PX)
    hand.drag(204, 500, keys=ALT)
    assert document.selection == Region(204 * PX, 500 * PX)


def test_a_moved_selection_snaps_with_its_nearer_edge(
    hand: Hand, document: Document, lines: tuple[Segment, ...]
) -> None:
    document.select(Region(500 * PX, 620 * PX))
    hand.drag(550, 133, y=8)
    region = document.selection
    assert region is not None
    assert region.end == lines[1].start_frame
    assert region.frames == 120 * PX


def test_the_cursor_says_what_a_press_would_do(hand: Hand, document: Document) -> None:
    document.select(Region(300 * PX, 600 * PX))
    shapes = []
    for x, y in ((100, 100), (300, 100), (450, 8), (604, 100)):
        hand.hover(x, y)
        shapes.append(hand.widget.cursor().shape())
    shape = Qt.CursorShape
    assert shapes == [shape.IBeamCursor, shape.SizeHorCursor, shape.OpenHandCursor, shape.SizeHorCursor]


def test_the_hand_closes_while_the_selection_is_moved(hand: Hand, document: Document) -> None:
    document.select(Region(300 * PX, 600 * PX))
    hand.press(450, 8)
    hand.move(470, 8)
    assert hand.widget.cursor().shape() is Qt.CursorShape.ClosedHandCursor


def test_without_a_recording_nothing_can_be_dragged(empty_panel: WaveformPanel, document: Document) -> None:
    hand = Hand(empty_panel.wave)
    hand.drag(200, 600)
    hand.wheel(300, 3)
    assert document.selection is None


def test_a_drag_that_is_overtaken_by_another_recording_changes_nothing_in_it(
    hand: Hand, document: Document, sample_file: Recording
) -> None:
    document.select(Region(300 * PX, 600 * PX))
    hand.press(450, 8)
    hand.move(500, 8)
    document.set_recording(sample_file)
    hand.move(600, 8)
    hand.key(Qt.Key.Key_Escape)
    assert document.selection is None
