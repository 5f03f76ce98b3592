"""The waveform at the real window: every key and every gesture of it, among all that the window has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication, QLabel

from audio_desk.region import Region
from audio_desk.ui.go_to_time import GoToTime
from audio_desk.ui.playback.player import Player
from tests.journeys.desk_window import DeskWindow
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.waiting import until
from tests.ui.waveform.hand import Hand

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT, ALT = (
    Modifier.NoModifier,
    Modifier.ControlModifier,
    Modifier.ShiftModifier,
    Modifier.AltModifier,
)
HEADER_Y = 10


def at_waveform(desk: DeskWindow) -> None:
    desk.window.waveform.focus_waveform()


def select(desk: DeskWindow, start: float, end: float) -> None:
    desk.document.select(Region.of_seconds(start, end, desk.recording.rate))


def playhead(desk: DeskWindow) -> float:
    return desk.document.playhead / desk.recording.rate


@pytest.mark.parametrize(
    ("key", "keys", "seconds"),
    [
        (Key.Key_Left, NONE, 29),
        (Key.Key_Right, NONE, 31),
        (Key.Key_Comma, NONE, 29.9),
        (Key.Key_Period, NONE, 30.1),
        (Key.Key_Left, SHIFT, 25),
        (Key.Key_Right, SHIFT, 35),
        (Key.Key_Home, NONE, 0),
        (Key.Key_End, NONE, None),
    ],
)
async def test_keys_that_move_the_playhead(
    desk_window: DeskWindow, key: Qt.Key, keys: Qt.KeyboardModifier, seconds: float | None
) -> None:
    desk_window.document.move_playhead(30 * desk_window.recording.rate)
    at_waveform(desk_window)
    desk_window.press(key, keys)
    expected = desk_window.recording.duration if seconds is None else seconds
    assert playhead(desk_window) == pytest.approx(expected, abs=1e-4)


async def test_keys_that_shape_the_region(desk_window: DeskWindow) -> None:
    select(desk_window, 30, 40)
    at_waveform(desk_window)
    for key, keys, edges in (
        (Key.Key_Left, ALT, (29.95, 40)),
        (Key.Key_Right, ALT, (30, 40)),
        (Key.Key_Right, ALT | SHIFT, (30, 40.05)),
        (Key.Key_Left, ALT | SHIFT, (30, 40)),
        (Key.Key_A, CTRL, (0, desk_window.recording.duration)),
    ):
        desk_window.press(key, keys)
        assert desk_window.selected_seconds == pytest.approx(edges, abs=1e-4)
    desk_window.press(Key.Key_Escape)
    assert desk_window.document.selection is None
    desk_window.document.move_playhead(10 * desk_window.recording.rate)
    desk_window.press(Key.Key_BracketLeft)
    desk_window.document.move_playhead(20 * desk_window.recording.rate)
    desk_window.press(Key.Key_BracketRight)
    assert desk_window.selected_seconds == (10, 20)


async def test_keys_that_zoom(desk_window: DeskWindow) -> None:
    waveform = desk_window.window.waveform
    select(desk_window, 30, 40)
    at_waveform(desk_window)
    scales = [waveform.viewport.scale]
    for key, keys in (
        (Key.Key_Equal, CTRL),
        (Key.Key_Plus, CTRL),
        (Key.Key_Plus, SHIFT),
        (Key.Key_Equal, NONE),
    ):
        desk_window.press(key, keys)
        scales.append(waveform.viewport.scale)
    assert scales == sorted(scales, reverse=True)
    assert len(set(scales)) == 5
    desk_window.press(Key.Key_Minus)
    assert waveform.viewport.scale == pytest.approx(scales[3])
    before = waveform.viewport
    desk_window.press(Key.Key_E, CTRL)
    assert waveform.viewport != before
    desk_window.press(Key.Key_Z, SHIFT)
    assert waveform.viewport == before


async def test_space_and_k_play_and_pause_and_playing_on_rewinds(desk_window: DeskWindow) -> None:
    player = with_sound(desk_window)
    rate = desk_window.recording.rate
    desk_window.document.move_playhead(30 * rate)
    at_waveform(desk_window)
    for key in (Key.Key_Space, Key.Key_K):
        desk_window.press(key)
        await until_played(desk_window, 1)
        desk_window.press(key)
        assert [player.is_playing] == [False]
    paused = desk_window.document.playhead
    desk_window.press(Key.Key_Space)
    assert desk_window.document.playhead == paused - round(player.resume_rewind_seconds * rate)
    desk_window.press(Key.Key_Space)


async def until_played(desk: DeskWindow, seconds: float) -> None:
    wanted = playhead(desk) + seconds
    await until(lambda: playhead(desk) > wanted)


async def test_shift_and_space_play_the_region_once(desk_window: DeskWindow) -> None:
    player = with_sound(desk_window)
    select(desk_window, 40, 41)
    at_waveform(desk_window)
    desk_window.press(Key.Key_Space, SHIFT)
    assert [player.is_playing] == [True]
    await until(lambda: not player.is_playing)
    assert playhead(desk_window) == 41


def with_sound(desk: DeskWindow) -> Player:
    """A device that takes sound by the clock, four times as fast."""
    (player,) = desk.window.findChildren(Player)
    player._sound = ClockedSound()
    player.check_sound()
    return player


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("0:45.250", 45.25), ("75", 75), ("1m15s", 75), ("0:01:15,5", 75.5), ("2:05.8", None)],
)
async def test_times_to_go_to(desk_window: DeskWindow, words: str, seconds: float | None) -> None:
    if seconds is None:  # the end as the window shows it, which is a little more
        seconds = desk_window.recording.duration
        assert seconds < 125.8
    desk_window.press(Key.Key_G, CTRL)
    dialog = await desk_window.dialog(GoToTime)
    dialog.field.setFocus()
    desk_window.write(words)
    desk_window.press(Key.Key_Return)
    await until(lambda: playhead(desk_window) == seconds)


@pytest.mark.parametrize(
    ("words", "answer"),
    [("1:75", "That is no time"), ("75:30", "The recording ends at 2:05.8"), ("soon", "That is no time")],
)
async def test_times_that_are_refused(desk_window: DeskWindow, words: str, answer: str) -> None:
    desk_window.press(Key.Key_G, CTRL)
    dialog = await desk_window.dialog(GoToTime)
    dialog.field.setFocus()
    desk_window.write(words)
    desk_window.press(Key.Key_Return)
    problem = desk_window.find(QLabel, "go-to-time-problem")
    await until(lambda: answer in problem.text())
    assert dialog.isVisible()
    dialog.reject()
    await until(lambda: not desk_window.open_dialogs())
    assert playhead(desk_window) == 0


async def test_press_and_drag_select_and_a_click_only_moves_the_playhead(desk_window: DeskWindow) -> None:
    desk = desk_window
    desk.drag(30, 40)
    assert desk.selected_seconds == pytest.approx((30, 40), abs=0.1)
    before = desk.selected_seconds
    desk.hand.press(desk.x_of(80))
    desk.hand.move(desk.x_of(80) + 3)
    desk.hand.release(desk.x_of(80) + 3)
    assert playhead(desk) == pytest.approx(80, abs=0.5)
    assert desk.selected_seconds == before


async def test_edges_header_and_shift_click_change_the_selection(desk_window: DeskWindow) -> None:
    desk = desk_window
    select(desk, 30, 40)
    desk.drag(40, 60)
    assert desk.selected_seconds == pytest.approx((30, 60), abs=0.01)
    middle, shift = desk.x_of(45), desk.x_of(50) - desk.x_of(40)
    desk.hand.drag(middle, middle + shift, y=HEADER_Y, keys=ALT)
    assert desk.selected_seconds == pytest.approx((40, 70), abs=0.2)
    desk.hand.click(desk.x_of(90), keys=SHIFT)
    assert desk.selected_seconds == pytest.approx((40, 90), abs=0.2)
    desk.hand.click(desk.x_of(35), keys=SHIFT)
    assert desk.selected_seconds == pytest.approx((35, 90), abs=0.3)


async def test_escape_in_the_middle_of_a_drag_puts_back_what_was(desk_window: DeskWindow) -> None:
    desk = desk_window
    select(desk, 30, 40)
    before = desk.selected_seconds
    at_waveform(desk)
    desk.hand.press(desk.x_of(80))
    desk.hand.move(desk.x_of(100))
    assert desk.selected_seconds != before
    desk.press(Key.Key_Escape)
    assert desk.selected_seconds == before
    desk.hand.release(desk.x_of(100))
    assert desk.selected_seconds == before


async def test_holding_beyond_the_edge_scrolls_and_goes_on_selecting(desk_window: DeskWindow) -> None:
    desk, waveform = desk_window, desk_window.window.waveform
    rate = desk.recording.rate
    waveform.show_viewport(waveform.viewport.showing(10 * rate, 20 * rate))
    desk.hand.press(desk.x_of(15))
    desk.hand.move(waveform.wave.width() + 40)
    await until(lambda: desk.selected_seconds[1] > 25)
    desk.hand.release(waveform.wave.width() + 40)
    assert desk.selected_seconds[0] == pytest.approx(15, abs=0.2)
    assert waveform.viewport.start > 10 * rate


def _wheel(desk: DeskWindow) -> None:
    desk.hand.wheel(300, -2)


def _fingers(desk: DeskWindow) -> None:
    desk.hand.wheel(300, -1, pixels=-192)


def _middle_button(desk: DeskWindow) -> None:
    desk.hand.press(400, button=Qt.MouseButton.MiddleButton)
    desk.hand.move(208)
    desk.hand.release(208)


@pytest.mark.parametrize("pan", [_wheel, _fingers, _middle_button])
async def test_wheel_fingers_and_middle_button_pan(
    desk_window: DeskWindow, pan: Callable[[DeskWindow], None]
) -> None:
    waveform, rate = desk_window.window.waveform, desk_window.recording.rate
    waveform.show_viewport(waveform.viewport.showing(10 * rate, 20 * rate))
    before = waveform.viewport
    pan(desk_window)
    assert waveform.viewport.start - before.start == pytest.approx(192 * before.scale)
    assert waveform.viewport.scale == before.scale


async def test_ctrl_and_wheel_and_a_pinch_zoom_at_the_pointer(desk_window: DeskWindow) -> None:
    waveform, wave = desk_window.window.waveform, desk_window.window.waveform.wave
    under = waveform.viewport.frame_at(300)
    for _ in range(10):
        desk_window.hand.wheel(300, 1, CTRL)
    zoomed = waveform.viewport
    assert zoomed.scale < zoomed.widest / 3
    assert zoomed.frame_at(300) == pytest.approx(under)
    place = QPointF(300, 60)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        place,
        place,
        wave.mapToGlobal(place),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(wave, pinch)
    assert zoomed.scale / waveform.viewport.scale == pytest.approx(1.5)
    assert waveform.viewport.frame_at(300) == pytest.approx(under)
    desk_window.hand.wheel(300, 2, ALT)
    assert wave.canvas.gain == pytest.approx(1.15**2)


async def test_the_overviews_window_and_the_ruler(desk_window: DeskWindow) -> None:
    waveform, rate = desk_window.window.waveform, desk_window.recording.rate
    waveform.show_viewport(waveform.viewport.showing(10 * rate, 20 * rate))
    overview = Hand(waveform.overview)
    per_second = waveform.overview.width() / desk_window.recording.duration
    overview.drag(15 * per_second, 65 * per_second, y=16)
    assert waveform.viewport.start / rate == pytest.approx(60, abs=1)
    overview.click(100 * per_second, 16)
    assert waveform.viewport.contains(100 * rate)
    Hand(waveform.ruler).click(desk_window.x_of(98), 10)
    assert playhead(desk_window) == pytest.approx(98, abs=0.2)
