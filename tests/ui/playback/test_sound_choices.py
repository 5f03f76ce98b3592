"""Speed, volume, device and scrolling along: by mouse and key, and kept as settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from audio_desk.settings import Settings, load
from audio_desk.ui.document import Document
from audio_desk.ui.playback.kept import KeptPlayback
from audio_desk.ui.playback.output import Device
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.sound_panel import SoundPanel
from audio_desk.ui.playback.transport import TransportBar
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE

HANG_MS = 20_000

# The offscreen platform says so of every menu and small window.
pytestmark = pytest.mark.qt_log_ignore(
    r"This plugin does not support (raise\(\)|grabbing the keyboard)", extend=True
)


def press(button: QToolButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(menu: QMenu, name: str) -> None:
    """With the mouse."""
    action = menu.findChild(QAction, name)
    assert action is not None
    QTest.mouseClick(
        menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center()
    )


@pytest.fixture
def panel(qtbot: QtBot, bar: TransportBar) -> Iterator[SoundPanel]:
    press(bar.sound)
    panel = bar.sound.panel
    qtbot.waitUntil(panel.isVisible)
    yield panel
    panel.hide()


def test_a_speed_is_chosen_in_the_menu_and_shown_on_the_button(bar: TransportBar, player: Player) -> None:
    assert bar.speed.text() == "1×"
    press(bar.speed)
    choose(bar.speed.choices, "speed-1.5")
    assert player.speed == 1.5
    assert bar.speed.text() == "1.5×"
    player.slower()
    assert bar.speed.text() == "1.4×"


def test_the_menu_marks_the_speed_that_plays(bar: TransportBar, player: Player) -> None:
    player.set_speed(1.3)
    press(bar.speed)
    marked = [action.text() for action in bar.speed.choices.actions() if action.isChecked()]
    bar.speed.choices.hide()
    assert marked == ["1.3×"]


def test_the_slider_changes_the_volume_with_keys_and_mouse(panel: SoundPanel, player: Player) -> None:
    assert panel.volume.hasFocus()
    QTest.keyClick(panel.volume, Qt.Key.Key_Left)
    assert player.volume == 0.99
    QTest.keyClick(panel.volume, Qt.Key.Key_PageDown)
    assert player.volume == 0.89
    QTest.keyClick(panel.volume, Qt.Key.Key_Home)
    assert player.volume == 0
    handle, middle = QPoint(8, panel.volume.height() // 2), panel.volume.rect().center()
    QTest.mousePress(panel.volume, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, handle)
    QTest.mouseMove(panel.volume, middle)
    QTest.mouseRelease(panel.volume, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert 0.4 < player.volume < 0.6


def test_escape_closes_the_sound_panel(panel: SoundPanel) -> None:
    QTest.keyClick(panel.volume, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_the_wheel_over_the_sound_button_changes_the_volume(bar: TransportBar, player: Player) -> None:
    centre = QPointF(bar.sound.rect().center())
    event = QWheelEvent(
        centre,
        QPointF(bar.sound.mapToGlobal(centre.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(bar.sound, event)
    assert player.volume == 0.95
    assert bar.sound.accessibleDescription() == "95 %"


def test_a_device_is_chosen_while_playing_and_takes_over(
    qtbot: QtBot, bar: TransportBar, player: Player, document: Document, sound: ClockedSound
) -> None:
    player.play()
    qtbot.waitUntil(lambda: document.playhead > RATE, timeout=HANG_MS)
    press(bar.sound)
    choices = bar.sound.panel.choices
    assert [button.text() for button in choices.values()] == [
        "As the system",
        "Desk speakers",
        "Headphones",
    ]
    assert choices[""].isChecked()
    QTest.mouseClick(choices["phones"], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    bar.sound.panel.hide()
    assert sound.output.device == "phones"
    assert player.is_playing


def test_a_device_that_comes_appears_in_the_open_panel(
    panel: SoundPanel, player: Player, sound: ClockedSound
) -> None:
    sound.present.append(Device("tv", "Television & more"))
    player.refresh_devices()
    assert panel.choices["tv"].accessibleName() == "Television & more"
    assert len(panel.choices) == 4


def test_a_chosen_device_that_is_not_connected_stays_chosen_in_sight(
    bar: TransportBar, player: Player
) -> None:
    player.set_device("train")
    press(bar.sound)
    choice = bar.sound.panel.choices["train"]
    bar.sound.panel.hide()
    assert choice.isChecked()
    assert choice.accessibleName() == "The chosen device, which is not connected"


def test_the_view_scrolls_along_while_playing_or_stays(
    qtbot: QtBot, bar: TransportBar, player: Player, document: Document, waveform: WaveformPanel
) -> None:
    waveform.show_viewport(waveform.viewport.showing(0, RATE))
    press(bar.follow)
    assert not bar.follow.isChecked()
    player.play()
    qtbot.waitUntil(lambda: document.playhead > 1.5 * RATE, timeout=HANG_MS)
    assert waveform.viewport.start == 0
    press(bar.follow)
    assert waveform.viewport.contains(document.playhead)
    qtbot.waitUntil(lambda: waveform.viewport.start > 2 * RATE, timeout=HANG_MS)


def test_a_view_that_was_scrolled_away_by_hand_is_left_there(
    qtbot: QtBot, player: Player, document: Document, waveform: WaveformPanel, bar: TransportBar
) -> None:
    waveform.show_viewport(waveform.viewport.showing(0, RATE))
    player.play()
    qtbot.waitUntil(lambda: document.playhead > 0.2 * RATE, timeout=HANG_MS)
    waveform.show_viewport(waveform.viewport.starting_at(10 * RATE))
    qtbot.waitUntil(lambda: document.playhead > 2 * RATE, timeout=HANG_MS)
    assert waveform.viewport.start == 10 * RATE


def test_without_scrolling_along_a_playhead_that_is_sent_somewhere_is_still_shown(
    bar: TransportBar, document: Document, waveform: WaveformPanel
) -> None:
    bar.following.set(False)
    waveform.show_viewport(waveform.viewport.showing(0, RATE))
    document.move_playhead(10 * RATE)
    assert waveform.viewport.contains(10 * RATE)


def test_what_is_set_at_the_bar_is_kept_and_comes_back(
    qtbot: QtBot, bar: TransportBar, player: Player, tmp_path: Path
) -> None:
    file = tmp_path / "settings.json"
    preferences = Preferences(Settings(volume=0.5, sound_device="phones", follow_playhead=False), file)
    kept = KeptPlayback(player, bar.following, preferences)
    assert (player.volume, player.device, bar.following.is_on) == (0.5, "phones", False)
    assert not bar.follow.isChecked()
    player.set_volume(0.4)
    player.set_volume(0.3)
    with qtbot.waitSignal(preferences.settings_changed):
        press(bar.follow)
    stored = load(file)
    assert (stored.volume, stored.sound_device, stored.follow_playhead) == (0.3, "phones", True)
    preferences.change(resume_rewind_seconds=4.0)
    assert player.resume_rewind_seconds == 4.0
    player.set_device("desk")
    player.close()
    assert load(file).sound_device == "desk"
    kept.deleteLater()
