"""Deleting in the uploads pane: one, several, all of a kind; the question names them, what stays says why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu

from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads.upload_columns import Column
from tests.ui.finding import child, question_box
from tests.ui.served import script_refusal
from tests.ui.uploads.room import CONTROL, Room, answer_question, click, click_row, names
from tests.ui.waiting import until


def choose(pane: UploadsPane, words: str) -> None:
    """The entry of the pane's menu that begins so."""
    menu = child(pane, QMenu, "uploads-menu")
    (action,) = [action for action in menu.actions() if action.text().startswith(words)]
    action.trigger()


async def test_one_upload_is_deleted_only_after_asking(room: Room, sample: Path) -> None:
    await room.put(2, sample)
    pane = await room.open()
    first, second = names(pane)
    click_row(pane, 0)
    click(pane, "delete-uploads")
    assert first in await answer_question("confirm-no")
    assert names(pane) == [first, second]
    QTest.keyClick(pane.table, Qt.Key.Key_Delete)
    await answer_question("confirm-yes")
    await until(lambda: names(pane) == [second])
    assert room.on_server() == [second]


async def test_several_are_deleted_at_once_and_one_that_stays_says_why(room: Room, sample: Path) -> None:
    await room.put(3, sample)
    pane = await room.open()
    stubborn = pane.model.uploads[1].file
    script_refusal(room.server, stubborn.name, 500, "INTERNAL", "cannot", method="DELETE", times=0)
    click_row(pane, 0)
    click_row(pane, 1, CONTROL)
    click_row(pane, 2, CONTROL)
    click(pane, "delete-uploads")
    question = await answer_question("confirm-yes")
    assert "Delete 3 uploads" in question
    assert all(f"take 0{number}.ogg" in question for number in range(3))
    await until(lambda: names(pane) == [stubborn.display_name])
    await until(lambda: pane.model.is_undeleted(stubborn.name))
    state = pane.model.index(0, Column.STATE)
    assert state.data() == "Not deleted"
    assert "cannot" in state.data(Qt.ItemDataRole.ToolTipRole)
    await until(lambda: "Deleted 2, 1 could not be" in child(pane, QLabel, "uploads-state").text())


async def test_all_that_expire_soon_are_deleted_from_the_whole_list(room: Room, second: Path) -> None:
    room.server.move_clock(-47.5 * 3600)
    await room.put(12, second, "old {0}.ogg")
    room.server.move_clock(0)
    await room.put(12, second, "new {0}.ogg")
    pane = await room.open(900, 300)
    assert pane.model.has_more
    choose(pane, "Delete all that expire")
    question = await answer_question("confirm-yes")
    assert "Delete 12 uploads" in question
    assert "and 4 more" in question
    assert "new" not in question
    await until(lambda: not pane.deletion.is_deleting and len(names(pane)) == 12)
    assert room.on_server() == sorted(f"new {number}.ogg" for number in range(12))


async def test_all_of_recordings_known_here_are_deleted_and_no_others(
    room: Room, sample: Path, second: Path
) -> None:
    await room.put(2, sample, "mine {0}.ogg")
    await room.put(2, second, "theirs {0}.ogg")
    pane = await room.open()
    choose(pane, "Delete all of recordings known here")
    assert "Delete 2 uploads" in await answer_question("confirm-yes")
    await until(lambda: sorted(names(pane)) == ["theirs 0.ogg", "theirs 1.ogg"])
    choose(pane, "Delete all of recordings known here")
    await until(question_box)
    box = question_box()
    assert box is not None
    assert "No upload is of a recording" in box.text()
    box.reject()
    await until(lambda: question_box() is None)


async def test_deleting_is_stopped_and_the_rest_stays(room: Room, second: Path) -> None:
    await room.put(4, second)
    pane = await room.open()
    room.server.script_faults(
        [{"method": "DELETE", "skip": 1, "times": 0, "action": "delay", "seconds": 30.0}]
    )
    pane.table.selectAll()
    click(pane, "delete-uploads")
    await answer_question("confirm-yes")
    await until(lambda: child(pane, QLabel, "uploads-state").text() == "Deleting 2 of 4")
    click(pane, "stop-uploads")
    await until(lambda: not pane.deletion.is_deleting)
    assert len(names(pane)) == 3
    assert "Stopped: 1 of 4 deleted" in child(pane, QLabel, "uploads-state").text()
