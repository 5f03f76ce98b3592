"""A recording gets into the window, in every way there is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListView, QMenu

from tests.journeys.desk_window import DeskWindow
from tests.ui.waiting import until

CTRL = Qt.KeyboardModifier.ControlModifier
LONG_NAME = "Åsa Lindqvist – köksbordet, del 2, inspelad på landet (rå, oklippt, kopia av kopia).ogg"


async def test_the_empty_window_says_what_to_do(empty_window: DeskWindow) -> None:
    assert empty_window.label("empty-message") == "Drop a recording here"
    assert "Ctrl+O" in empty_window.window.empty.open_button.text()


async def test_the_sample_is_one_click_away(empty_window: DeskWindow, sample: Path) -> None:
    empty_window.click("empty-sample")
    await empty_window.shows(sample)
    assert empty_window.label("recording-name") == "interview.ogg"
    assert empty_window.label("recording-facts") == "2:05.8 · 24 kHz stereo · OGG"
    peaks = empty_window.document.peaks
    assert peaks is not None
    assert peaks.frames_done == peaks.frames


async def test_a_file_that_is_dropped_is_opened(empty_window: DeskWindow, sample: Path) -> None:
    assert empty_window.drop(sample)
    await empty_window.shows(sample)


async def test_a_file_dropped_on_the_question_is_opened_too(
    desk_window: DeskWindow, tmp_path: Path, sample: Path
) -> None:
    other = Path(shutil.copy(sample, tmp_path / "other.ogg"))
    field = desk_window.find(QLineEdit, "question")
    assert not field.acceptDrops()
    assert desk_window.drop(other)
    await desk_window.shows(other)
    assert field.text() == ""


async def test_ctrl_o_asks_for_a_file(empty_window: DeskWindow, sample: Path) -> None:
    empty_window.window.activateWindow()
    await until(empty_window.window.isActiveWindow)
    empty_window.press(Qt.Key.Key_O, CTRL)
    dialog = await empty_window.dialog(QFileDialog)
    (name,) = dialog.findChildren(QLineEdit, "fileNameEdit")
    name.setText(str(sample))
    QTest.keyClick(name, Qt.Key.Key_Return)
    await empty_window.shows(sample)


async def test_the_file_dialog_can_be_left(desk_window: DeskWindow, sample: Path) -> None:
    desk_window.click("open")
    dialog = await desk_window.dialog(QFileDialog)
    dialog.reject()
    await until(lambda: not desk_window.open_dialogs())
    assert desk_window.recording.path == sample


async def test_a_long_name_is_shown_without_its_middle_and_whole_in_the_tooltip(
    empty_window: DeskWindow, sample: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample, tmp_path / LONG_NAME))
    empty_window.window.resize(1024, 640)
    await empty_window.open(path)
    name = empty_window.window.header.name
    assert name.text() == LONG_NAME
    assert "…" in name.shown_text
    assert LONG_NAME in name.toolTip()
    assert empty_window.label("recording-facts") == "2:05.8 · 24 kHz stereo · OGG"


async def test_the_left_column_leads_back_to_an_earlier_recording(
    desk_window: DeskWindow, sample: Path, other_recording: Path
) -> None:
    await desk_window.open(other_recording)
    recordings = desk_window.find(QListView, "recordings")
    names = [recordings.model().index(row, 0).data() for row in range(recordings.model().rowCount())]
    assert names == ["other.ogg", "interview.ogg"]
    place = recordings.visualRect(recordings.model().index(1, 0)).center()
    QTest.mouseClick(recordings.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    await desk_window.shows(sample)


async def test_in_a_narrow_window_the_recordings_are_a_menu_in_the_header(
    desk_window: DeskWindow, sample: Path
) -> None:
    assert desk_window.window.side.isVisible()
    desk_window.window.resize(1280, 800)
    await until(lambda: not desk_window.window.side.isVisible())
    desk_window.click("recordings-menu-button")
    menu = desk_window.find(QMenu, "recordings-menu")
    assert [action.text() for action in menu.actions()] == ["interview.ogg"]
    menu.close()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("notes.wav", b"these are only words " * 50, "is not sound that Audio Desk can read"),
        ("empty.mp3", b"", "holds no sound"),
        ("gone.flac", None, "is not there"),
    ],
)
async def test_a_bad_file_is_told_in_one_sentence_and_the_open_one_stays(
    desk_window: DeskWindow, sample: Path, tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    desk_window.window.opener.open(path)
    banner = desk_window.window.banner
    await until(banner.isVisible)
    assert name in banner.message
    assert sentence in banner.message
    assert desk_window.recording.path == sample
    desk_window.click("banner-action")
    dialog = await desk_window.dialog(QFileDialog)
    assert not banner.isVisible()
    dialog.reject()
    await until(lambda: not desk_window.open_dialogs())


async def test_a_newer_wish_replaces_the_recording_that_is_being_opened(
    empty_window: DeskWindow, sample: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(sample, tmp_path / "other.ogg"))
    seen: list[object] = []
    empty_window.document.recording_changed.connect(seen.append)
    empty_window.window.opener.open(other)
    empty_window.window.opener.open(sample)
    await empty_window.shows(sample)
    assert len(seen) == 1


async def test_the_banner_goes_when_a_recording_opens(
    empty_window: DeskWindow, sample: Path, tmp_path: Path
) -> None:
    empty_window.window.opener.open(tmp_path / "none.wav")
    banner = empty_window.window.banner
    await until(banner.isVisible)
    await empty_window.open(sample)
    assert not banner.isVisible()
