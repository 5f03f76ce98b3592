"""The dock at the right: list, inspect, delete, and the reuse of what is already there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from audio_desk.ui.uploads.upload_model import Column
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
