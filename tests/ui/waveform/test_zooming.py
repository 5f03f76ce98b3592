"""Wheel, pinch and the panel's own zoom commands, and how the view follows the document."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication

from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.waveform.conftest import RATE, SECONDS
from tests.ui.waveform.hand import Hand

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_a_notch_with_ctrl_zooms_by_fifteen_percent_at_the_pointer(hand: Hand, panel: WaveformPanel) -> None:
    before = panel.viewport
    hand.wheel(300, 1, CTRL)
    assert before.scale / panel.viewport.scale == pytest.approx(1.15)
    assert panel.viewport.frame_at(300) == pytest.approx(before.frame_at(300))


def test_a_trackpad_with_ctrl_zooms_by_its_pixels(hand: Hand, panel: WaveformPanel) -> None:
    before = panel.viewport
    hand.wheel(300, 1, CTRL, pixels=16)
    assert before.scale / panel.viewport.scale == pytest.approx(1.15**0.5)


def test_the_wheel_pans_down_to_later(hand: Hand, panel: WaveformPanel) -> None:
    panel.show_viewport(panel.viewport.zoomed_at(500, 10))
    before = panel.viewport
    hand.wheel(300, -1)
    assert panel.viewport.start > before.start
    hand.wheel(300, 1)
    assert panel.viewport.start == pytest.approx(before.start)


def test_a_trackpad_pans_pixel_by_pixel(hand: Hand, panel: WaveformPanel) -> None:
    panel.show_viewport(panel.viewport.zoomed_at(500, 10))
    before = panel.viewport
    hand.wheel(300, -1, pixels=-37)
    assert panel.viewport.start == pytest.approx(before.start + 37 * before.scale)


def test_alt_and_wheel_change_the_amplitude_and_nothing_else(hand: Hand, panel: WaveformPanel) -> None:
    before = panel.viewport
    hand.wheel(300, 2, ALT)
    assert panel.wave.canvas.gain == pytest.approx(1.15**2)
    hand.wheel(300, -9, ALT)
    assert panel.wave.canvas.gain == 1
    assert panel.viewport == before


def test_the_wheel_means_the_same_on_ruler_and_transcript_lane(panel: WaveformPanel) -> None:
    for strip in (panel.ruler, panel.lane):
        before = panel.viewport
        Hand(strip).wheel(300, 1, CTRL)
        assert before.scale / panel.viewport.scale == pytest.approx(1.15)


def test_a_pinch_zooms_at_the_fingers(panel: WaveformPanel) -> None:
    before = panel.viewport
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(300, 50),
        QPointF(300, 50),
        QPointF(300, 50),
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(panel.wave, event)
    assert before.scale / panel.viewport.scale == pytest.approx(1.25)
    assert panel.viewport.frame_at(300) == pytest.approx(before.frame_at(300))


def test_zoom_to_the_selection_and_back(panel: WaveformPanel, document: Document) -> None:
    whole = panel.viewport
    document.select(Region(20 * RATE, 30 * RATE))
    panel.zoom_selection()
    assert panel.viewport.x_of(20 * RATE) == pytest.approx(50)
    assert panel.viewport.x_of(30 * RATE) == pytest.approx(950)
    panel.zoom_back()
    assert panel.viewport == whole


def test_fit_shows_everything_again(panel: WaveformPanel) -> None:
    panel.zoom_in()
    panel.zoom_in()
    panel.zoom_fit()
    assert panel.viewport.shows_all
    panel.zoom_back()
    assert not panel.viewport.shows_all


def test_the_viewport_is_announced(panel: WaveformPanel) -> None:
    seen: list[object] = []
    panel.viewport_changed.connect(seen.append)
    panel.zoom_in()
    panel.zoom_fit()
    panel.zoom_fit()
    assert len(seen) == 2


def test_another_recording_is_shown_whole(
    panel: WaveformPanel, document: Document, sample_file: Recording
) -> None:
    panel.zoom_in()
    document.set_recording(sample_file)
    assert panel.viewport.shows_all
    assert panel.viewport.frames == sample_file.info.frames


def test_a_playhead_that_plays_out_of_sight_turns_the_page(panel: WaveformPanel, document: Document) -> None:
    panel.show_viewport(panel.viewport.showing(10 * RATE, 20 * RATE))
    document.move_playhead(round(19.99 * RATE))
    assert panel.viewport.start == pytest.approx(10 * RATE)
    document.move_playhead(round(20.01 * RATE))
    assert panel.viewport.contains(20.01 * RATE)
    assert panel.viewport.x_of(20.01 * RATE) == pytest.approx(100)


def test_a_view_that_was_moved_away_from_a_playing_playhead_stays(
    panel: WaveformPanel, document: Document
) -> None:
    document.move_playhead(RATE)
    panel.show_viewport(panel.viewport.showing(30 * RATE, 40 * RATE))
    before = panel.viewport
    document.move_playhead(RATE + RATE // 50)
    assert panel.viewport == before


def test_a_playhead_that_is_sent_somewhere_is_brought_into_sight(
    panel: WaveformPanel, document: Document
) -> None:
    panel.show_viewport(panel.viewport.showing(30 * RATE, 40 * RATE))
    document.move_playhead(50 * RATE)
    assert panel.viewport.contains(50 * RATE)


def test_a_selection_made_elsewhere_is_brought_into_sight(panel: WaveformPanel, document: Document) -> None:
    panel.show_viewport(panel.viewport.showing(30 * RATE, 35 * RATE))
    document.select(Region(50 * RATE, 52 * RATE))
    assert panel.viewport.contains(50 * RATE)


def test_resizing_the_window_keeps_everything_in_sight(panel: WaveformPanel) -> None:
    panel.resize(702, 300)
    assert panel.viewport.width == 700
    assert panel.viewport.end == pytest.approx(SECONDS * RATE)
