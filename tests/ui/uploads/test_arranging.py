"""Sorting and searching over all uploads, also those that were not loaded yet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads.upload_columns import Column
from tests.server_process import ServerProcess
from tests.ui.finding import child
from tests.ui.panes import Panes
from tests.ui.served import script_refusal
from tests.ui.uploads.at_pane import CONTROL, LEFT, click, names, put
from tests.ui.uploads.conftest import OpenPane
from tests.ui.waiting import until

TAKES = [f"take {number:02}.ogg" for number in range(25)]


def click_heading(pane: UploadsPane, qtbot: QtBot, column: Column) -> None:
    header = pane.table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)


async def test_a_click_on_a_heading_sorts_everything_and_a_third_one_undoes_it(
    qt_loop: QEventLoop, panes: Panes, second: Path, qtbot: QtBot, open_pane: OpenPane
) -> None:
    await put(panes.desk, 25, second)
    pane = await open_pane(900, 260)
    assert pane.model.has_more
    click_heading(pane, qtbot, Column.NAME)
    await until(lambda: names(pane) == TAKES)
    click_heading(pane, qtbot, Column.NAME)
    assert names(pane) == TAKES[::-1]
    click_heading(pane, qtbot, Column.NAME)
    assert names(pane) == TAKES[::-1]  # the newest first, which was put last
    assert pane.model.arrangement.is_plain


async def test_a_search_finds_what_was_not_loaded_yet(
    qt_loop: QEventLoop, panes: Panes, second: Path, qtbot: QtBot, open_pane: OpenPane
) -> None:
    await put(panes.desk, 25, second)
    pane = await open_pane(900, 260)
    qtbot.keyClick(pane.table, Qt.Key.Key_F, CONTROL)
    field = child(pane, QLineEdit, "search-uploads")
    assert field.hasFocus()
    qtbot.keyClicks(field, "take 03")
    await until(lambda: names(pane) == ["take 03.ogg"])
    await until(lambda: child(pane, QLabel, "uploads-state").text() == "1 of 25 uploads")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pane.table.hasFocus()
    field.setFocus()
    qtbot.keyClicks(field, " nothing")
    empty = child(pane, QLabel, "uploads-empty")
    await until(lambda: empty.isVisible() and "take 03 nothing" in empty.text())
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    await until(lambda: len(names(pane)) == 25)


async def test_loading_all_for_a_search_can_be_stopped(
    qt_loop: QEventLoop,
    panes: Panes,
    second: Path,
    qtbot: QtBot,
    server: ServerProcess,
    open_pane: OpenPane,
) -> None:
    await put(panes.desk, 25, second)
    pane = await open_pane(900, 260)
    server.script_faults([{"method": "GET", "path": "/files", "times": 0, "action": "delay", "seconds": 30}])
    before = names(pane)
    field = child(pane, QLineEdit, "search-uploads")
    field.setText("take 03")
    await until(lambda: "Loading all of them" in child(pane, QLabel, "uploads-state").text())
    assert names(pane) == before
    server.clear_faults()
    click(pane, qtbot, "stop-uploads")
    assert field.text() == ""
    assert names(pane) == before
    assert not pane.is_loading or not pane.loader.is_loading_rest


async def test_a_page_that_fails_while_all_are_loaded_goes_on_after_retry(
    qt_loop: QEventLoop,
    panes: Panes,
    second: Path,
    qtbot: QtBot,
    server: ServerProcess,
    open_pane: OpenPane,
) -> None:
    await put(panes.desk, 25, second)
    pane = await open_pane(900, 260)
    script_refusal(server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", times=0)
    click_heading(pane, qtbot, Column.NAME)
    await until(lambda: pane.model.failure)
    server.clear_faults()
    pane.model.retry()
    await until(lambda: names(pane) == TAKES)


async def test_a_narrow_pane_sorts_by_what_it_has_no_column_for(
    qt_loop: QEventLoop, panes: Panes, sample: Path, second: Path, open_pane: OpenPane
) -> None:
    await put(panes.desk, 1, second, "small.ogg")
    await put(panes.desk, 1, sample, "large.ogg")
    await put(panes.desk, 1, second, "small too.ogg")
    pane = await open_pane(340, 600)
    (orders,) = [menu for menu in child(pane, QMenu, "uploads-menu").findChildren(QMenu) if menu.actions()]
    (by_size,) = [action for action in orders.actions() if action.text() == "Size"]
    by_size.trigger()
    await until(lambda: names(pane)[0] == "large.ogg")
    assert by_size.isChecked()
