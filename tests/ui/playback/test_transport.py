"""The bar beneath the waveform, by real events."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLayout, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from audio_desk.region import Region
from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.time_field import TimeField
from audio_desk.ui.playback.transport import TransportBar
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.benchmarks import long_recording
from tests.ui.playback.clocked_sound import ClockedSound
from tests.ui.playback.conftest import RATE, SECONDS
from tests.ui.recordings import recording_of, show, tone, write_wav


def press(button: QToolButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(field: TimeField, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, end)


def test_the_play_button_plays_and_pauses(
    qtbot: QtBot, bar: TransportBar, player: Player, document: Document
) -> None:
    press(bar.play)
    assert player.is_playing
    assert bar.play.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: document.playhead > RATE, timeout=20_000)
    press(bar.play)
    assert bar.play.toolTip() == "Play (Space)"
    assert not player.is_playing


def test_five_seconds_back_and_forward(bar: TransportBar, document: Document) -> None:
    press(bar.forward)
    assert document.playhead == 5 * RATE
    press(bar.forward)
    press(bar.back)
    assert document.playhead == 5 * RATE


def test_the_region_is_played_once(
    qtbot: QtBot, bar: TransportBar, player: Player, document: Document
) -> None:
    assert not bar.play_region.isEnabled()
    document.select(Region(3 * RATE, 4 * RATE))
    press(bar.play_region)
    qtbot.waitUntil(lambda: not player.is_playing, timeout=20_000)
    assert document.playhead == 4 * RATE


def test_loop_is_a_switch_in_both_directions(bar: TransportBar, player: Player) -> None:
    press(bar.loop)
    assert player.loops
    player.set_loop(False)
    assert not bar.loop.isChecked()


def test_the_time_follows_the_playhead(bar: TransportBar, document: Document) -> None:
    document.move_playhead(round(12.34 * RATE))
    assert bar.time.text() == "0:12.3"


def test_without_sound_the_reason_stands_beside_the_button(
    bar: TransportBar, player: Player, sound: ClockedSound
) -> None:
    sound.missing = "No sound device was found."
    player.check_sound()
    assert not bar.play.isEnabled()
    assert bar.play.toolTip() == "No sound device was found."
    assert bar.reason.isVisible()
    assert bar.reason.text() == "No sound device was found."
    assert bar.forward.isEnabled()
    sound.missing = ""
    player.check_sound()
    assert bar.play.isEnabled()
    assert not bar.reason.isVisible()


def test_without_a_recording_nothing_can_be_pressed(bar: TransportBar, document: Document) -> None:
    document.set_recording(None)
    assert not any(button.isEnabled() for button in bar.findChildren(QToolButton))
    assert not bar.fields.start.isEnabled()
    assert bar.time.text() == ""


def test_the_fields_show_the_selection_and_its_length(bar: TransportBar, document: Document) -> None:
    document.select(Region.of_seconds(3.4, 12.05, RATE))
    shown = (bar.fields.start.text(), bar.fields.end.text(), bar.fields.length.text())
    assert shown == ("0:03.400", "0:12.050", "8.7 s")
    document.select(None)
    assert (bar.fields.start.text(), bar.fields.end.text()) == ("", "")


@pytest.mark.parametrize("text", ["0:05.5", "5.5", "5,5", "5.5s", "00:05.500"])
def test_a_time_typed_in_any_way_is_applied_on_enter(
    bar: TransportBar, document: Document, text: str
) -> None:
    document.select(Region(3 * RATE, 10 * RATE))
    type_into(bar.fields.start, text)
    assert document.selection == Region(round(5.5 * RATE), 10 * RATE)
    assert bar.fields.start.text() == "0:05.500"


def test_times_typed_without_a_selection_make_one(bar: TransportBar, document: Document) -> None:
    type_into(bar.fields.start, "12")
    assert document.selection == Region(12 * RATE, SECONDS * RATE)
    document.select(None)
    type_into(bar.fields.end, "12")
    assert document.selection == Region(0, 12 * RATE)


def test_the_end_can_be_typed_as_it_is_shown(bar: TransportBar, document: Document, tmp_path: Path) -> None:
    frames = 2 * RATE - 3  # 1.999625 s
    show(document, recording_of(write_wav(tmp_path / "a.wav", tone(2, RATE, channels=2)[:frames], RATE)))
    document.select(Region(0, RATE))
    type_into(bar.fields.end, "0:02.001")
    assert document.selection == Region(0, RATE)
    type_into(bar.fields.end, "0:02.000")
    assert document.selection == Region(0, frames)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("soon", "not a time"),
        ("0:75", "not a time"),
        ("0:30", "The recording ends at 0:20.000."),
        ("0:11", "would end before it begins"),
    ],
)
def test_a_wrong_time_is_refused_in_sight_and_escape_restores_it(
    bar: TransportBar, document: Document, text: str, reason: str
) -> None:
    before = Region(3 * RATE, 10 * RATE)
    document.select(before)
    field = bar.fields.start
    type_into(field, text)
    assert document.selection == before
    refused = (field.text(), field.is_refused)
    assert refused == (text, True)
    assert reason in field.toolTip()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    restored = (field.text(), field.is_refused)
    assert restored == ("0:03.000", False)


def test_what_is_typed_and_not_applied_is_put_back_on_leaving(bar: TransportBar, document: Document) -> None:
    document.select(Region(3 * RATE, 10 * RATE))
    field = bar.fields.start
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0:05")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "0:03.000"
    assert document.selection == Region(3 * RATE, 10 * RATE)


def test_the_zoom_buttons_zoom_the_waveform(bar: TransportBar, waveform: WaveformPanel) -> None:
    whole = waveform.viewport
    press(bar.zoom_in)
    assert waveform.viewport.scale < whole.scale
    press(bar.zoom_out)
    assert waveform.viewport == whole
    press(bar.zoom_in)
    press(bar.fit)
    assert waveform.viewport == whole


@pytest.mark.parametrize("width", [1400, 1000, 825, 700, 560])
def test_nothing_is_cut_off_at_any_width(
    qtbot: QtBot, bar: TransportBar, document: Document, width: int
) -> None:
    document.select(Region(3 * RATE, 10 * RATE))
    bar.resize(max(width, bar.minimumSizeHint().width()), 40)
    parts = [part for part in bar.findChildren(QToolButton) if part.isVisible()]
    for part in (*parts, bar.time, bar.fields.start, bar.fields.end):
        assert part.width() >= part.minimumSizeHint().width() or isinstance(part, TimeField)
        assert part.mapTo(bar, part.rect().bottomRight()).x() < bar.width()
    assert bar.play in parts


@pytest.mark.parametrize("hours", [0, 9.5])
def test_where_it_is_narrowest_the_reason_gives_way_and_not_the_times(
    bar: TransportBar, document: Document, player: Player, sound: ClockedSound, hours: float
) -> None:
    sound.missing = "No sound device was found."
    player.check_sound()
    if hours:
        document.set_recording(long_recording.recording())
    document.select(Region(3 * RATE, 10 * RATE))
    layout = bar.layout()
    assert layout is not None
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # as it is within a window
    bar.setMinimumSize(1, 1)
    bar.resize(560, 40)
    assert bar.width() == 560
    assert layout.minimumSize().width() <= 560
    assert bar.reason.isVisible()
    assert bar.reason.toolTip() == sound.missing


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (1400, {"play-selection", "loop", "speed", "sound", "follow"}),
        (1000, {"play-selection", "loop", "speed", "sound", "follow"}),
        (700, {"speed", "sound"}),
        (560, {"sound"}),
    ],
)
def test_what_matters_more_is_seen_longer(
    bar: TransportBar, document: Document, width: int, shown: set[str]
) -> None:
    document.select(Region(3 * RATE, 10 * RATE))
    bar.resize(max(width, bar.minimumSizeHint().width()), 40)
    visible = {button.objectName() for button in bar.findChildren(QToolButton) if button.isVisible()}
    assert visible >= shown


def test_everything_has_a_name_and_the_buttons_their_keys(bar: TransportBar) -> None:
    names: set[str] = set()
    widgets: list[QWidget] = [*bar.findChildren(QToolButton), bar.fields.start, bar.fields.end, bar.time]
    for widget in widgets:
        assert widget.accessibleName()
        assert widget.toolTip()
        names.add(widget.objectName())
    assert len(names) == len(widgets)
    assert all(button.toolTip().endswith(")") for button in bar.findChildren(QToolButton))
