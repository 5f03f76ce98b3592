"""Overview, ruler and transcript lane, by real events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from audio_desk.region import Region
from audio_desk.transcripts.segment import Flag, Segment
from audio_desk.ui.document import Document
from audio_desk.ui.transcripts.list.line import speaker_numbers
from audio_desk.ui.waveform.chips import chip_at, chips, in_order
from audio_desk.ui.waveform.panel import WaveformPanel
from audio_desk.ui.waveform.viewport import Viewport
from tests.ui.waveform.conftest import RATE
from tests.ui.waveform.hand import Hand


@pytest.fixture
def ten_seconds(panel: WaveformPanel) -> Viewport:
    """From 0:30 to 0:40."""
    panel.show_viewport(panel.viewport.showing(30 * RATE, 40 * RATE))
    return panel.viewport


def test_a_click_in_the_overview_brings_the_view_there(panel: WaveformPanel, ten_seconds: Viewport) -> None:
    Hand(panel.overview).click(200, 10)
    assert panel.viewport.start == pytest.approx(7 * RATE)
    assert panel.viewport.scale == ten_seconds.scale


def test_the_overviews_window_can_be_dragged(panel: WaveformPanel, ten_seconds: Viewport) -> None:
    Hand(panel.overview).drag(510, 610, y=10)
    assert panel.viewport.start == pytest.approx(36 * RATE)


def test_a_window_dragged_out_of_the_overview_stops_at_its_end(
    panel: WaveformPanel, ten_seconds: Viewport
) -> None:
    Hand(panel.overview).drag(510, 3000, y=10)
    assert panel.viewport.end == pytest.approx(60 * RATE)


def test_escape_puts_the_overviews_window_back(panel: WaveformPanel, ten_seconds: Viewport) -> None:
    hand = Hand(panel.overview)
    hand.press(510, 10)
    hand.move(700, 10)
    hand.key(Qt.Key.Key_Escape)
    hand.release(700, 10)
    assert panel.viewport == ten_seconds


def test_the_window_can_be_seen_however_deep_the_zoom_is(panel: WaveformPanel) -> None:
    panel.show_viewport(panel.viewport.showing(59.999 * RATE, 60 * RATE))
    window = panel.overview.window_rect()
    assert window.width() >= 6
    assert window.right() <= panel.overview.width()


def test_a_press_on_the_ruler_moves_the_playhead_and_a_drag_takes_it_along(
    panel: WaveformPanel, document: Document
) -> None:
    hand = Hand(panel.ruler)
    hand.press(300, 10)
    assert document.playhead == 18 * RATE
    hand.move(500, 10)
    assert document.playhead == 30 * RATE
    hand.release(500, 10)
    assert document.selection is None


def test_a_click_on_a_line_goes_to_its_start_and_a_double_click_selects_it(
    panel: WaveformPanel, document: Document, lines: tuple[Segment, ...]
) -> None:
    hand = Hand(panel.lane)
    hand.click(750, 12)
    assert document.playhead == lines[2].start_frame
    assert document.selection is None
    hand.double_click(750, 12)
    assert document.selection == Region(lines[2].start_frame, lines[2].end_frame)


def test_a_click_between_two_lines_does_nothing(
    panel: WaveformPanel, document: Document, lines: tuple[Segment, ...]
) -> None:
    Hand(panel.lane).click(500, 12)
    assert document.playhead == 0


def test_clicks_on_the_strips_give_the_keyboard_to_the_wave(panel: WaveformPanel) -> None:
    for strip in (panel.overview, panel.ruler, panel.lane):
        panel.wave.clearFocus()
        Hand(strip).click(500, 8)
        assert panel.wave.hasFocus()


def test_a_line_is_drawn_in_its_speakers_colour_and_a_doubtful_one_in_amber(
    panel: WaveformPanel, document: Document, lines: tuple[Segment, ...]
) -> None:
    doubtful = Segment(52 * RATE, 55 * RATE, "Later.", "Tom", frozenset({Flag.OUTSIDE}))
    document.show_segments((*lines, doubtful))
    image = panel.lane.grab().toImage()
    places = [round(segment.start_frame / RATE * 1000 / 60) + 1 for segment in document.segments]
    found = [image.pixelColor(x, 12).name() for x in places]
    assert found == ["#1b68d2", "#8a3fb5", "#1b68d2", "#946200"]


def test_a_chip_ends_where_the_next_line_begins() -> None:
    view = Viewport.fitted(1000, 1000)
    found = chips((Segment(100, 400, "one"), Segment(300, 500, "two")), {}, view)
    assert [(chip.left, chip.right) for chip in found] == [(100, 298), (300, 498)]
    assert chip_at(found, 299) is not None


def test_thousands_of_lines_make_no_more_chips_than_there_are_pixels() -> None:
    many = tuple(Segment(start * 10, start * 10 + 10, "word") for start in range(20_000))
    found = chips(many, {}, Viewport.fitted(200_000, 1000))
    assert len(found) <= 1000


def test_only_lines_in_sight_become_chips() -> None:
    many = in_order(tuple(Segment(start * 10, start * 10 + 10, "word") for start in reversed(range(20_000))))
    found = chips(many, {}, Viewport(100_000, 0.1, 1000, 200_000))
    assert [chip.segment.start_frame for chip in found] == list(range(100_000, 100_100, 10))


def test_speakers_are_numbered_in_the_order_in_which_they_speak(lines: tuple[Segment, ...]) -> None:
    assert speaker_numbers(lines, {}) == {"Maya": 0, "Tom": 1}
    assert speaker_numbers(lines, {"Tom": 4}) == {"Maya": 5, "Tom": 4}
