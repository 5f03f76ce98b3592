"""The waveform by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.waveform.conftest import RATE, SECONDS
from tests.ui.waveform.hand import Hand

K = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "keys", "seconds"),
    [
        (K.Key_Left, NONE, 29),
        (K.Key_Right, NONE, 31),
        (K.Key_Left, SHIFT, 25),
        (K.Key_Right, SHIFT, 35),
        (K.Key_Comma, NONE, 29.9),
        (K.Key_Period, NONE, 30.1),
        (K.Key_Home, NONE, 0),
        (K.Key_End, NONE, SECONDS),
    ],
)
def test_keys_move_the_playhead(
    hand: Hand, document: Document, key: Qt.Key, keys: Qt.KeyboardModifier, seconds: float
) -> None:
    document.move_playhead(30 * RATE)
    hand.key(key, keys)
    assert document.playhead == round(seconds * RATE)


@pytest.mark.parametrize(
    ("key", "keys", "expected"),
    [
        (K.Key_BracketLeft, NONE, (12, 20)),
        (K.Key_BracketRight, NONE, (10, 12)),
        (K.Key_Left, ALT, (9.95, 20)),
        (K.Key_Right, ALT, (10.05, 20)),
        (K.Key_Left, ALT | SHIFT, (10, 19.95)),
        (K.Key_Right, ALT | SHIFT, (10, 20.05)),
        (K.Key_A, CTRL, (0, SECONDS)),
    ],
)
def test_keys_change_the_selection(
    hand: Hand, document: Document, key: Qt.Key, keys: Qt.KeyboardModifier, expected: tuple[float, float]
) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    document.move_playhead(12 * RATE)
    hand.key(key, keys)
    assert document.selection == Region.of_seconds(*expected, RATE)


def test_brackets_without_a_selection_reach_to_either_end(hand: Hand, document: Document) -> None:
    document.move_playhead(12 * RATE)
    hand.key(K.Key_BracketLeft)
    assert document.selection == Region(12 * RATE, SECONDS * RATE)
    document.select(None)
    hand.key(K.Key_BracketRight)
    assert document.selection == Region(0, 12 * RATE)


def test_a_bracket_that_would_be_backward_starts_a_new_selection(hand: Hand, document: Document) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    document.move_playhead(30 * RATE)
    hand.key(K.Key_BracketLeft)
    assert document.selection == Region(30 * RATE, SECONDS * RATE)


def test_nudging_an_edge_stops_before_the_other_one(hand: Hand, document: Document) -> None:
    document.select(Region.of_seconds(10, 10.03, RATE))
    for _ in range(3):
        hand.key(K.Key_Right, ALT)
    region = document.selection
    assert region is not None
    assert 0 < region.frames <= 0.01 * RATE
    assert region.end == round(10.03 * RATE)


def test_the_first_escape_clears_the_selection_and_the_next_goes_on_to_the_window(
    hand: Hand, document: Document
) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    hand.key(K.Key_Escape)
    assert document.selection is None


def test_a_press_that_has_not_moved_is_forgotten_on_escape(hand: Hand, document: Document) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    hand.press(700)
    hand.key(K.Key_Escape)
    hand.release(700)
    assert (document.playhead, document.selection) == (0, Region(10 * RATE, 20 * RATE))


@pytest.mark.parametrize(("key", "keys"), [(K.Key_Plus, NONE), (K.Key_Plus, SHIFT), (K.Key_Equal, NONE)])
def test_plus_zooms_in_about_the_playhead_and_minus_out_again(
    hand: Hand, panel: WaveformPanel, document: Document, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    document.move_playhead(45 * RATE)
    whole = panel.viewport
    hand.key(key, keys)
    assert panel.viewport.scale == pytest.approx(whole.scale / 1.5)
    assert panel.viewport.x_of(45 * RATE) == pytest.approx(750)
    hand.key(K.Key_Minus)
    assert panel.viewport.shows_all


@pytest.mark.parametrize(
    ("key", "keys"),
    [(K.Key_Space, NONE), (K.Key_K, NONE), (K.Key_L, NONE), (K.Key_Space, SHIFT), (K.Key_Z, SHIFT)],
)
def test_keys_of_the_windows_actions_pass_through(
    qtbot: QtBot, panel: WaveformPanel, document: Document, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    layout.addWidget(panel)
    layout.addWidget(QLabel("below"))
    action = QAction("play", window)
    action.setShortcut(int(key) | keys.value)
    window.addAction(action)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    panel.focus_waveform()
    before = document.playhead
    with qtbot.waitSignal(action.triggered):
        Hand(panel.wave).key(key, keys)
    assert document.playhead == before
    panel.setParent(None)


def test_the_focus_ring_is_drawn_while_the_wave_has_the_focus(panel: WaveformPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(panel.wave.hasFocus)
    ringed = panel.wave.grab().toImage().pixelColor(999, 30)
    panel.wave.clearFocus()
    plain = panel.wave.grab().toImage().pixelColor(999, 30)
    assert ringed.name() == "#1b68d2"
    assert plain.name() == "#ffffff"
