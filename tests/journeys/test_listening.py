"""Every key of listening, at the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from audio_desk.settings import load
from audio_desk.ui.playback.player import Player
from tests.journeys.desk_window import DeskWindow
from tests.ui.waiting import until

Key, Modifier = Qt.Key, Qt.KeyboardModifier
SHIFT, ALT, CTRL, NONE = (
    Modifier.ShiftModifier,
    Modifier.AltModifier,
    Modifier.ControlModifier,
    Modifier.NoModifier,
)

pytestmark = pytest.mark.qt_log_ignore(
    # The offscreen platform says so of every menu and small window.
    r"This plugin does not support (raise\(\)|grabbing the keyboard)",
    # Of Qt's own test library: some media keys have no letter.
    "keyToAscii Unhandled key code",
    extend=True,
)


def player_of(desk: DeskWindow) -> Player:
    (player,) = desk.window.findChildren(Player)
    return player


def seconds_at(desk: DeskWindow) -> float:
    return desk.document.playhead / desk.recording.rate


def type_somewhere(desk: DeskWindow) -> QLineEdit:
    """The focus goes to the question: single letters are letters from now on."""
    field = desk.find(QLineEdit, "question")
    field.setFocus()
    return field


async def test_slower_faster_and_normal_by_key(desk_window: DeskWindow) -> None:
    player = player_of(desk_window)
    desk_window.window.waveform.focus_waveform()
    for key, keys, speed in (
        (Key.Key_Comma, SHIFT, 0.9),
        (Key.Key_Comma, SHIFT, 0.8),
        (Key.Key_Period, SHIFT, 0.9),
        (Key.Key_Slash, SHIFT, 1.0),
    ):
        desk_window.press(key, keys)
        assert player.speed == speed
    field = type_somewhere(desk_window)
    for key, speed in ((Key.Key_Equal, 1.1), (Key.Key_Minus, 1.0), (Key.Key_Minus, 0.9), (Key.Key_0, 1.0)):
        desk_window.press(key, ALT)
        assert player.speed == speed
    assert field.text() == ""


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        (Key.Key_F8, NONE),
        (Key.Key_L, ALT),
        (Key.Key_MediaNext, NONE),
        (Key.Key_AudioForward, NONE),
    ],
)
async def test_five_seconds_forward_while_typing_too(
    desk_window: DeskWindow, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    type_somewhere(desk_window)
    desk_window.press(key, keys)
    assert seconds_at(desk_window) == 5


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        (Key.Key_F7, NONE),
        (Key.Key_J, ALT),
        (Key.Key_MediaPrevious, NONE),
        (Key.Key_AudioRewind, NONE),
    ],
)
async def test_five_seconds_back_while_typing_too(
    desk_window: DeskWindow, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    player_of(desk_window).skip(20)
    type_somewhere(desk_window)
    desk_window.press(key, keys)
    assert seconds_at(desk_window) == 15


async def test_l_f_and_v_mean_something_on_the_waveform_and_are_letters_elsewhere(
    desk_window: DeskWindow,
) -> None:
    transport, player = desk_window.window.transport, player_of(desk_window)
    desk_window.window.waveform.focus_waveform()
    desk_window.press(Key.Key_L)
    desk_window.press(Key.Key_F)
    assert player.loops
    assert not transport.following.is_on
    assert (transport.loop.isChecked(), transport.follow.isChecked()) == (True, False)
    desk_window.press(Key.Key_V)
    await until(transport.sound.panel.isVisible)
    QTest.keyClick(transport.sound.panel, Key.Key_Escape)
    field = type_somewhere(desk_window)
    desk_window.write("lfv")
    assert field.text() == "lfv"
    assert player.loops
    assert not transport.sound.panel.isVisible()


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        (Key.Key_Space, CTRL),
        (Key.Key_F4, NONE),
        (Key.Key_MediaPlay, NONE),
        (Key.Key_MediaPause, NONE),
        (Key.Key_MediaTogglePlayPause, NONE),
    ],
)
async def test_play_and_pause_while_typing(
    desk_window: DeskWindow, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    """Where there is no sound device the key arrives all the same, and the bar says why nothing is heard."""
    player = player_of(desk_window)
    arrived: list[bool] = []
    (action,) = [action for action in desk_window.window.actions() if action.objectName() == "play"]
    action.triggered.connect(lambda _on: arrived.append(True))
    type_somewhere(desk_window)
    desk_window.press(key, keys)
    assert len(arrived) == 1
    assert player.is_playing or player.unavailable


async def test_volume_and_scrolling_along_are_kept_over_the_end_of_the_program(
    desk_window: DeskWindow,
) -> None:
    transport = desk_window.window.transport
    desk_window.click("sound")
    QTest.keyClick(transport.sound.panel.volume, Key.Key_PageDown)
    QTest.keyClick(transport.sound.panel, Key.Key_Escape)
    desk_window.window.waveform.focus_waveform()
    desk_window.press(Key.Key_F)
    file = desk_window.session.desk.paths.settings_file
    await until(lambda: load(file).volume == 0.9)
    assert not load(file).follow_playhead


async def test_every_key_of_listening_is_on_the_sheet_of_keys(desk_window: DeskWindow) -> None:
    listen = desk_window.window.commands[0]
    keys = {key for command in listen.commands for key in (*command.waveform, *command.anywhere)}
    assert keys >= {"Shift+,", "Shift+.", "Shift+/", "Alt+-", "Alt+=", "Alt+0", "L", "F", "V", "F7", "F8"}
    actions = {action.objectName() for action in desk_window.window.findChildren(QAction)}
    assert {"slower", "faster", "normal-speed", "sound", "follow", "loop"} <= actions
