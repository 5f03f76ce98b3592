"""Sorting and searching over all uploads, also those that were not loaded yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu

from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads.upload_columns import Column
from tests.ui.finding import child
from tests.ui.served import script_refusal
from tests.ui.uploads.room import CONTROL, LEFT, Room, click, names
from tests.ui.waiting import until

TAKES = [f"take {number:02}.ogg" for number in range(25)]


def click_heading(pane: UploadsPane, column: Column) -> None:
    header = pane.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)


async def test_a_click_on_a_heading_sorts_everything_and_a_third_one_undoes_it(
    room: Room, second: Path
) -> None:
    await room.put(25, second)
    pane = await room.open(900, 260)
    assert pane.model.has_more
    click_heading(pane, Column.NAME)
    await until(lambda: names(pane) == TAKES)
    click_heading(pane, Column.NAME)
    assert names(pane) == TAKES[::-1]
    click_heading(pane, Column.NAME)
    assert names(pane) == TAKES[::-1]  # the newest first, which was put last
    assert pane.model.arrangement.is_plain


async def test_a_search_finds_what_was_not_loaded_yet(room: Room, second: Path) -> None:
    await room.put(25, second)
    pane = await room.open(900, 260)
    QTest.keyClick(pane.table, Qt.Key.Key_F, CONTROL)
    field = child(pane, QLineEdit, "search-uploads")
    assert field.hasFocus()
    QTest.keyClicks(field, "take 03")
    await until(lambda: names(pane) == ["take 03.ogg"])
    await until(lambda: child(pane, QLabel, "uploads-state").text() == "1 of 25 uploads")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert pane.table.hasFocus()
    field.setFocus()
    QTest.keyClicks(field, " nothing")
    empty = child(pane, QLabel, "uploads-empty")
    await until(lambda: empty.isVisible() and "take 03 nothing" in empty.text())
    QTest.keyClick(field, Qt.Key.Key_Escape)
    await until(lambda: len(names(pane)) == 25)


async def test_loading_all_for_a_search_can_be_stopped(room: Room, second: Path) -> None:
    await room.put(25, second)
    pane = await room.open(900, 260)
    room.server.script_faults(
        [{"method": "GET", "path": "/files", "times": 0, "action": "delay", "seconds": 30}]
    )
    before = names(pane)
    field = child(pane, QLineEdit, "search-uploads")
    field.setText("take 03")
    await until(lambda: "Loading all of them" in child(pane, QLabel, "uploads-state").text())
    assert names(pane) == before
    room.server.clear_faults()
    click(pane, "stop-uploads")
    assert field.text() == ""
    assert names(pane) == before
    assert not pane.is_loading or not pane.loader.is_loading_rest


async def test_a_page_that_fails_while_all_are_loaded_goes_on_after_retry(room: Room, second: Path) -> None:
    await room.put(25, second)
    pane = await room.open(900, 260)
    script_refusal(room.server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", times=0)
    click_heading(pane, Column.NAME)
    await until(lambda: pane.model.failure)
    room.server.clear_faults()
    pane.model.retry()
    await until(lambda: names(pane) == TAKES)


async def test_a_narrow_pane_sorts_by_what_it_has_no_column_for(
    room: Room, sample: Path, second: Path
) -> None:
    await room.put(1, second, "small.ogg")
    await room.put(1, sample, "large.ogg")
    await room.put(1, second, "small too.ogg")
    pane = await room.open(340, 600)
    (orders,) = [menu for menu in child(pane, QMenu, "uploads-menu").findChildren(QMenu) if menu.actions()]
    (by_size,) = [action for action in orders.actions() if action.text() == "Size"]
    by_size.trigger()
    await until(lambda: names(pane)[0] == "large.ogg")
    assert by_size.isChecked()
