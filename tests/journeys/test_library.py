"""All recordings in one list: searched, opened at the place, located, forgotten."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from audio_desk.library.forgetting import Known
from audio_desk.transcripts.formats.writing import Format
from audio_desk.ui.exchange.export_dialog import ExportDialog
from audio_desk.ui.exchange.format_words import in_order
from audio_desk.ui.library.entries import BELOW, ENTRY, MARKS
from audio_desk.ui.library.forget_dialog import ForgetDialog
from audio_desk.ui.library.library_window import LibraryWindow
from tests.journeys.desk_window import DeskWindow
from tests.journeys.exchanging import LABELS, SRT, choose, imported, told, written
from tests.ui.waiting import until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def library(desk: DeskWindow, rows: int) -> LibraryWindow:
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)
    desk.press(Qt.Key.Key_F, CTRL | SHIFT)
    window = await desk.dialog(LibraryWindow)
    await until(lambda: window.model.rowCount() == rows)
    return window


async def looked_up(window: LibraryWindow, words: str, rows: int) -> list[tuple[str, str]]:
    window.field.setFocus()
    window.field.selectAll()
    QTest.keyClicks(window.field, words)
    await until(lambda: window.model.words == words)
    assert window.model.rowCount() == rows
    return [
        (window.model.index(row).data(), window.model.index(row).data(BELOW))
        for row in range(window.model.rowCount())
    ]


async def worked_on(desk: DeskWindow, folder: Path, other: Path) -> None:
    """The sample has words and a region, and another recording is open."""
    await imported(desk, written(folder, "words.srt", SRT), 2)
    assert desk.drop(written(folder, "labels.txt", LABELS))
    await until(lambda: len(desk.document.regions.records) == 2)
    await desk.window.settled()
    await desk.open(other)


async def test_words_lead_to_their_place_in_another_recording(
    desk_window: DeskWindow, tmp_path: Path, other_recording: Path, sample: Path
) -> None:
    await worked_on(desk_window, tmp_path, other_recording)
    window = await library(desk_window, 2)
    assert [window.model.index(row).data() for row in range(2)] == ["other.ogg", "interview.ogg"]
    (row,) = await looked_up(window, "happ", 1)
    assert row == ("Did that ever happen?", "interview.ogg · 0:34 · transcript")
    assert window.model.index(0).data(MARKS) == ((14, 18),)
    assert window.count.text() == "1 place in 1 recording"
    QTest.keyClick(window.field, Qt.Key.Key_Return)
    await desk_window.shows(sample)
    assert not window.isVisible()
    assert desk_window.selected_seconds == (34.0, 36.0)
    assert desk_window.document.playhead == 34 * desk_window.recording.rate
    again = await library(desk_window, 1)
    assert again.field.text() == "happ"
    (row,) = await looked_up(again, "bell", 1)
    assert row == ("The bell", "interview.ogg · 0:34 · region")
    place = again.list.visualRect(again.model.index(0)).center()
    for press in (QTest.mouseClick, QTest.mouseDClick):
        press(again.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    await until(lambda: not again.isVisible())
    assert desk_window.selected_seconds == (34.0, 52.0)


async def test_names_are_found_too_and_nothing_is_said(
    desk_window: DeskWindow, other_recording: Path
) -> None:
    await desk_window.open(other_recording)
    window = await library(desk_window, 2)
    await looked_up(window, "oth", 1)
    assert isinstance(window.model.index(0).data(ENTRY), Known)
    await looked_up(window, "nowhere", 0)
    await until(lambda: not window.list.isVisible())
    assert not window.open_button.isEnabled()


async def test_what_is_kept_of_a_recording_that_is_gone_is_exported(
    empty_window: DeskWindow, tmp_path: Path, sample: Path, other_recording: Path
) -> None:
    desk = empty_window
    await desk.open(other_recording)
    await imported(desk, written(tmp_path, "words.srt", SRT), 2)
    await desk.open(sample)
    os.renames(other_recording, tmp_path / "elsewhere" / "gone.ogg")
    window = await library(desk, 2)
    assert not window.export.isVisible()
    await until(lambda: len(window.model.missing) == 1)
    window.list.setCurrentIndex(window.model.index(1))
    desk.click("library-export")
    dialog = await desk.dialog(ExportDialog)
    assert not window.isVisible()
    dialog.formats.setCurrentRow(in_order().index(Format.SRT))
    desk.click("export-choose")
    await choose(desk, tmp_path / "kept.srt")
    await told(desk, "Exported to kept.srt")
    assert "Did that ever happen?" in (tmp_path / "kept.srt").read_text()
    assert desk.recording.path == sample


async def test_a_moved_recording_is_located_by_the_user(
    desk_window: DeskWindow, tmp_path: Path, other_recording: Path, sample: Path
) -> None:
    await desk_window.open(other_recording)
    await desk_window.open(sample)
    moved = tmp_path / "elsewhere" / "moved.ogg"
    os.renames(other_recording, moved)
    window = await library(desk_window, 2)
    await until(lambda: len(window.model.missing) == 1)
    QTest.keyClick(window.field, Qt.Key.Key_Down)
    assert "not found in" in window.model.index(1).data(BELOW)
    desk_window.click("library-locate")
    await choose(desk_window, sample)
    await until(window.note.isVisible)
    assert "is not the recording that is looked for" in window.note.text()
    await desk_window.window.settled()
    desk_window.click("library-locate")
    await choose(desk_window, moved)
    await desk_window.shows(moved)
    assert not window.isVisible()


async def test_the_open_recording_is_forgotten_after_it_was_counted(
    desk_window: DeskWindow, tmp_path: Path, other_recording: Path, sample: Path
) -> None:
    await worked_on(desk_window, tmp_path, other_recording)
    await desk_window.open(sample)
    record = desk_window.recording.record
    window = await library(desk_window, 2)
    desk_window.click("library-forget")
    dialog = await desk_window.dialog(ForgetDialog)
    assert "interview.ogg" in dialog.findChildren(type(dialog.what), "forget-title")[0].text()
    for words in ("1 answer or transcript", "2 lines", "2 regions and markers", "stays where it is"):
        assert words in dialog.what.text()
    desk_window.click("forget-cancel")
    await desk_window.window.settled()
    desk_window.click("library-forget")
    await desk_window.dialog(ForgetDialog)
    desk_window.click("forget-yes")
    await told(desk_window, "interview.ogg was forgotten")
    assert desk_window.document.shown is None
    await until(lambda: window.model.rowCount() == 1)
    assert desk_window.session.desk.store.recording_with(record.fingerprint) is None
    assert sample.is_file()  # noqa: ASYNC240


async def test_a_library_without_recordings_says_what_it_will_show(empty_window: DeskWindow) -> None:
    window = await library(empty_window, 0)
    await until(lambda: not window.list.isVisible())
    (words,) = window.findChildren(QLabel, "library-empty")
    assert "listed here" in words.text()
    assert window.field.hasFocus()
