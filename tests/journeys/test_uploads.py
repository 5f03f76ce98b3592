"""The dock at the right: list, inspect, delete, and the reuse of what is already there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit
from qasync import QEventLoop

from audio_desk.ui.uploads.upload_columns import Column
from tests.journeys.desk_window import DeskWindow
from tests.ui.finding import question_box
from tests.ui.served import said, script_answer
from tests.ui.waiting import until

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


async def uploaded(desk: DeskWindow) -> None:
    """Ask about the whole recording, which uploads it."""
    script_answer(desk.server, said("A siren.", "STOP"))
    desk.click("preset-sounds")
    await until(lambda: desk.window.uploads.model.rowCount() == 1)
    await until(lambda: not desk.window.runner.is_running and not desk.window.uploads.is_loading)


async def test_a_question_about_all_of_it_uploads_once_and_the_pane_shows_it(desk_window: DeskWindow) -> None:
    await until(lambda: not desk_window.window.uploads.is_loading)
    assert "48 hours" in desk_window.find(QLabel, "uploads-empty").text()
    await uploaded(desk_window)
    model = desk_window.window.uploads.model
    assert model.index(0, Column.NAME).data() == "interview.ogg"
    assert model.index(0, Column.RECORDING).data() == "interview.ogg"
    assert model.index(0, Column.STATE).data() == "Ready"
    assert model.index(0, Column.EXPIRES).data() == "48 h"
    script_answer(desk_window.server, said("Birds.", "STOP"))
    desk_window.click("preset-describe")
    await until(lambda: desk_window.window.results.answers.model.rowCount() == 2)
    await until(lambda: not desk_window.window.runner.is_running)
    assert len(desk_window.server.call("GET", "/v1beta/files")["files"]) == 1


async def test_an_upload_is_inspected_and_deleted_after_asking(desk_window: DeskWindow) -> None:
    await uploaded(desk_window)
    pane = desk_window.window.uploads
    place = pane.table.visualRect(pane.model.index(0, Column.NAME)).center()
    QTest.mouseClick(pane.table.viewport(), LEFT, NO_KEYS, place)
    fields = {field.accessibleName(): field.text() for field in pane.details.findChildren(QLineEdit)}
    assert fields["Display name"] == "interview.ogg"
    assert fields["SHA-256"] == desk_window.recording.record.fingerprint
    pane.table.setFocus()
    desk_window.press(Qt.Key.Key_Delete)
    await until(question_box)
    box = question_box()
    assert box is not None
    assert "interview.ogg" in box.text()
    desk_window.click("confirm-yes")
    await until(lambda: pane.model.rowCount() == 0)
    assert desk_window.server.call("GET", "/v1beta/files") == {}
    assert desk_window.find(QLabel, "uploads-empty").isVisible()


async def test_a_question_after_the_upload_was_deleted_sends_it_again(desk_window: DeskWindow) -> None:
    await uploaded(desk_window)
    (file,) = desk_window.server.call("GET", "/v1beta/files")["files"]
    desk_window.server.call("DELETE", f"/v1beta/{file['name']}")
    script_answer(desk_window.server, said("Again.", "STOP"))
    desk_window.click("preset-describe")
    await until(lambda: desk_window.window.results.answers.model.rowCount() == 2)
    await until(lambda: not desk_window.window.runner.is_running)
    assert desk_window.window.results.answers.model.answers[0].text == "Again."
    (again,) = desk_window.server.call("GET", "/v1beta/files")["files"]
    assert again["name"] != file["name"]
    await until(lambda: desk_window.window.uploads.model.row_of(again["name"]) == 0)


async def test_a_hidden_dock_asks_for_nothing_until_it_is_shown(desk_window: DeskWindow) -> None:
    await until(lambda: not desk_window.window.uploads.is_loading)
    desk_window.press(Qt.Key.Key_U, CTRL)
    await until(lambda: not desk_window.window.uploads.isVisible())
    script_answer(desk_window.server, said("A siren.", "STOP"))
    desk_window.click("preset-sounds")
    await until(lambda: desk_window.window.results.answers.model.rowCount() == 1)
    await until(lambda: not desk_window.window.runner.is_running)
    assert desk_window.window.uploads.model.rowCount() == 0
    desk_window.press(Qt.Key.Key_U, CTRL)
    await until(lambda: desk_window.window.uploads.model.rowCount() == 1)


async def test_a_countdown_stands_beside_the_recording_while_its_upload_lives(
    desk_window: DeskWindow,
) -> None:
    label = desk_window.window.header.upload_left
    assert label.isHidden()
    await uploaded(desk_window)
    await until(desk_window.window.header.upload_left.isVisible)
    assert label.text() == "· uploaded, 48 h left"
    pane = desk_window.window.uploads
    pane.table.selectRow(0)
    pane.table.setFocus()
    desk_window.press(Qt.Key.Key_Delete)
    await until(question_box)
    desk_window.click("confirm-yes")
    await until(label.isHidden)


async def test_a_file_dropped_on_the_pane_is_uploaded_and_not_opened(
    desk_window: DeskWindow, other_recording: Path, sample: Path
) -> None:
    pane = desk_window.window.uploads
    assert desk_window.drop(other_recording, pane)
    await until(lambda: [upload.file.display_name for upload in pane.model.uploads] == ["other.ogg"])
    assert desk_window.recording.path == sample
    pane.table.selectRow(0)
    desk_window.click("open-upload")
    await desk_window.shows(other_recording)
    assert desk_window.window.header.upload_left.isVisible()
    await until(lambda: not desk_window.label("status-work"))


async def test_ask_about_it_brings_the_recording_and_the_question(
    desk_window: DeskWindow, other_recording: Path
) -> None:
    pane = desk_window.window.uploads
    assert desk_window.drop(other_recording, pane)
    await until(lambda: pane.model.rowCount() == 1)
    pane.table.selectRow(0)
    desk_window.click("ask-upload")
    await desk_window.shows(other_recording)
    await until(desk_window.window.ask.question.hasFocus)


async def test_the_key_for_uploading_asks_for_files_and_shows_where_they_go(desk_window: DeskWindow) -> None:
    desk_window.press(Qt.Key.Key_U, CTRL)
    await until(lambda: not desk_window.window.uploads.isVisible())
    desk_window.press(Qt.Key.Key_U, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = await desk_window.dialog(QFileDialog)
    assert desk_window.window.uploads.isVisible()
    dialog.reject()
    await until(lambda: not desk_window.open_dialogs())


def test_uploads_are_deleted_when_the_program_ends_where_that_is_wished(
    desk_window: DeskWindow, qt_loop: QEventLoop
) -> None:
    qt_loop.run_until_complete(uploaded(desk_window))
    desk_window.session.preferences.change(delete_uploads_on_close=True)
    desk_window.end()
    assert desk_window.server.call("GET", "/v1beta/files") == {}
