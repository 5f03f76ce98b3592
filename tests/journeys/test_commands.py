"""Keys: one table for actions, tooltips and the F1 sheet; single letters only on the waveform."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea

from audio_desk.region import Region
from audio_desk.ui.commands import Command, key_words
from audio_desk.ui.go_to_time import GoToTime
from audio_desk.ui.shortcuts import ShortcutsSheet
from tests.journeys.desk_window import DeskWindow
from tests.ui.waiting import until

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def commands(desk: DeskWindow) -> list[Command]:
    return [command for group in desk.window.commands for command in group.commands]


async def test_no_key_means_two_things(empty_window: DeskWindow) -> None:
    keys = Counter(("anywhere", key) for command in commands(empty_window) for key in command.anywhere)
    for group in empty_window.window.commands:
        place = group.place.objectName() if group.place is not None else "waveform"
        keys.update((place, key) for command in group.commands for key in command.waveform)
    assert [key for key, count in keys.items() if count > 1] == []
    for command in commands(empty_window):
        for key in command.anywhere + command.waveform:
            assert not QKeySequence(key).isEmpty(), key


async def test_f1_shows_every_key(empty_window: DeskWindow) -> None:
    empty_window.click("shortcuts")
    sheet = await empty_window.dialog(ShortcutsSheet)
    shown = " | ".join(label.text() for label in sheet.findChildren(QLabel))
    for command in commands(empty_window):
        assert command.words in shown
        for key in command.anywhere + command.waveform:
            assert key_words(key) in shown
    contents = sheet.findChild(QScrollArea)
    assert contents is not None
    page = contents.widget()
    assert page is not None
    assert page.minimumSizeHint().width() < 1170  # of a screen of 1280: no key is cut off
    sheet.accept()
    await until(lambda: not empty_window.open_dialogs())


async def test_buttons_name_the_keys_of_the_table(empty_window: DeskWindow) -> None:
    window = empty_window.window
    hints = {command.name: command.hint for command in commands(empty_window)}
    assert window.top_bar.open.toolTip() == hints["open"] == "Open a recording (Ctrl+O)"
    assert window.top_bar.uploads.toolTip() == hints["uploads"]
    by_button = {
        window.transport.back: "skip-back",
        window.transport.forward: "skip-forward",
        window.transport.zoom_in: "zoom-in",
        window.transport.zoom_out: "zoom-out",
        window.transport.fit: "zoom-fit",
    }
    table = {command.name: command for command in commands(empty_window)}
    for button, name in by_button.items():
        keys = [key_words(key) for key in table[name].waveform + table[name].anywhere]
        assert any(f"({key})" in button.toolTip() for key in keys), button.toolTip()


async def test_ctrl_g_goes_to_a_time(desk_window: DeskWindow) -> None:
    desk_window.press(Qt.Key.Key_G, CTRL)
    dialog = await desk_window.dialog(GoToTime)
    dialog.field.setFocus()
    desk_window.write("1:30")
    desk_window.press(Qt.Key.Key_Return)
    await until(lambda: desk_window.document.playhead == 90 * desk_window.recording.rate)
    await until(lambda: not desk_window.open_dialogs())


async def test_letters_are_text_while_typing_and_commands_on_the_waveform(desk_window: DeskWindow) -> None:
    field = desk_window.find(QLineEdit, "question")
    field.setFocus()
    desk_window.write("[l,.]")
    assert field.text() == "[l,.]"
    assert desk_window.document.selection is None
    desk_window.press(Qt.Key.Key_F6)
    desk_window.document.move_playhead(30 * desk_window.recording.rate)
    desk_window.press(Qt.Key.Key_BracketLeft)
    assert desk_window.selected_seconds[0] == 30.0


async def test_alt_brackets_set_the_region_while_typing(desk_window: DeskWindow) -> None:
    desk_window.find(QLineEdit, "question").setFocus()
    desk_window.document.move_playhead(20 * desk_window.recording.rate)
    desk_window.press(Qt.Key.Key_BracketLeft, ALT)
    desk_window.document.move_playhead(40 * desk_window.recording.rate)
    desk_window.press(Qt.Key.Key_BracketRight, ALT)
    assert desk_window.selected_seconds == (20.0, 40.0)


async def test_zoom_keys_work_everywhere(desk_window: DeskWindow) -> None:
    rate = desk_window.recording.rate
    desk_window.document.select(Region.of_seconds(30, 40, rate))
    desk_window.find(QLineEdit, "question").setFocus()
    waveform = desk_window.window.waveform
    desk_window.press(Qt.Key.Key_E, CTRL)
    assert not waveform.viewport.shows_all
    zoomed = waveform.viewport
    desk_window.press(Qt.Key.Key_Minus, CTRL)
    assert waveform.viewport.scale > zoomed.scale
    desk_window.press(Qt.Key.Key_0, CTRL)
    assert waveform.viewport.shows_all


async def test_ctrl_u_shows_and_hides_the_uploads(desk_window: DeskWindow) -> None:
    window = desk_window.window
    assert window.dock.isVisible()
    desk_window.press(Qt.Key.Key_U, CTRL)
    assert not window.dock.isVisible()
    assert not window.top_bar.uploads.isChecked()
    desk_window.press(Qt.Key.Key_U, CTRL)
    assert window.dock.isVisible()
    desk_window.click("uploads-close")
    assert not window.top_bar.uploads.isChecked()


async def test_the_uploads_can_float_and_come_back(desk_window: DeskWindow) -> None:
    dock = desk_window.window.dock
    desk_window.click("uploads-float")
    await until(dock.isFloating)
    assert dock.isVisible()
    desk_window.click("uploads-float")
    await until(lambda: not dock.isFloating())


async def test_escape_takes_the_region_away(desk_window: DeskWindow) -> None:
    desk_window.drag(10, 20)
    assert desk_window.document.selection is not None
    desk_window.press(Qt.Key.Key_Escape)
    assert desk_window.document.selection is None
