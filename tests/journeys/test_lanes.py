"""Lanes at the real window: spectrogram, channels, height of the wave, by keys and by the button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from tests.journeys.desk_window import DeskWindow
from tests.ui.waiting import until

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


async def test_the_spectrogram_comes_and_goes_by_its_key_also_while_typing(desk_window: DeskWindow) -> None:
    lane = desk_window.window.waveform.spectrogram
    assert not lane.isVisible()
    wave = desk_window.window.waveform.wave
    height = wave.height()
    desk_window.find(QLineEdit, "question").setFocus()
    desk_window.press(Qt.Key.Key_G, CTRL | SHIFT)
    assert lane.isVisible()
    await until(lambda: lane.spectrogram.is_whole)
    assert wave.height() > 0.7 * height
    desk_window.press(Qt.Key.Key_G, CTRL | SHIFT)
    assert not lane.isVisible()
    await until(lambda: wave.height() == height)


async def test_channels_part_by_their_key_and_the_choice_is_remembered(desk_window: DeskWindow) -> None:
    canvas = desk_window.window.waveform.wave.canvas
    assert canvas.lane_count == 1
    desk_window.press(Qt.Key.Key_L, CTRL | SHIFT)
    assert canvas.lane_count == 2
    assert desk_window.window.preferences.settings.channels_apart


async def test_alt_and_arrows_make_the_wave_higher_and_alt_home_puts_it_back(desk_window: DeskWindow) -> None:
    waveform = desk_window.window.waveform
    waveform.focus_waveform()
    for _ in range(3):
        desk_window.press(Qt.Key.Key_Up, ALT)
    desk_window.press(Qt.Key.Key_Down, ALT)
    assert waveform.gain_chip.text() == "2.2×"
    assert waveform.gain_chip.isVisible()
    desk_window.press(Qt.Key.Key_Home, ALT)
    assert not waveform.gain_chip.isVisible()


async def test_the_lanes_button_offers_all_of_it_and_says_what_is_on(desk_window: DeskWindow) -> None:
    waveform = desk_window.window.waveform
    desk_window.click("lanes")
    menu = desk_window.find(QMenu, "lanes-choices")
    await until(menu.isVisible)
    button = desk_window.window.transport.lanes
    assert not button.spectrogram.isChecked()
    assert not button.as_it_is.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(button.spectrogram).center())
    await until(waveform.spectrogram.isVisible)
    desk_window.click("lanes")
    await until(menu.isVisible)
    assert button.spectrogram.isChecked()
    menu.close()
