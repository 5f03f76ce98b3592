"""The list of the uploads pane over the real local server, with real mouse and keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from audio_desk.ui.uploads.upload_columns import Column
from audio_desk.ui.uploads.upload_watch import Pace
from tests.server_process import ServerProcess
from tests.ui.finding import child
from tests.ui.panes import Panes
from tests.ui.served import said, script_answer, script_refusal
from tests.ui.uploads.at_pane import CONTROL, click, click_row, names, put
from tests.ui.uploads.conftest import OpenPane
from tests.ui.waiting import until


async def test_no_uploads_say_what_the_pane_is_for(qt_loop: QEventLoop, open_pane: OpenPane) -> None:
    pane = await open_pane()
    empty = child(pane, QLabel, "uploads-empty")
    assert empty.isVisible()
    assert "48 hours" in empty.text()
    assert child(pane, QLabel, "uploads-account").text() == "on this computer"
    assert not child(pane, QPushButton, "delete-uploads").isEnabled()
    assert pane.quota.words == ""


async def test_every_page_is_loaded_as_the_user_scrolls_and_each_upload_shown_once(
    qt_loop: QEventLoop, panes: Panes, second: Path, open_pane: OpenPane
) -> None:
    await put(panes.desk, 25, second)
    pane = await open_pane(900, 260)
    bar = pane.table.verticalScrollBar()
    assert len(names(pane)) >= 10
    while pane.model.has_more:
        bar.setValue(bar.maximum())
        await until(lambda: (not pane.is_loading and bar.value() < bar.maximum()) or not pane.model.has_more)
    assert sorted(names(pane)) == [f"take {number:02}.ogg" for number in range(25)]
    await until(lambda: child(pane, QLabel, "uploads-state").text() == "25 uploads")


async def test_a_tall_pane_fills_itself_with_further_pages(
    qt_loop: QEventLoop, panes: Panes, second: Path, open_pane: OpenPane
) -> None:
    await put(panes.desk, 13, second)
    pane = await open_pane(900, 900)
    await until(lambda: len(names(pane)) == 13)


async def test_a_page_that_fails_is_told_in_a_last_row_and_loaded_after_retry(
    qt_loop: QEventLoop,
    panes: Panes,
    second: Path,
    qtbot: QtBot,
    server: ServerProcess,
    open_pane: OpenPane,
) -> None:
    await put(panes.desk, 13, second)
    script_refusal(server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", skip=1, times=0)
    pane = await open_pane(900, 900)
    await until(lambda: pane.model.failure)
    assert "overloaded" in pane.model.index(10, Column.NAME).data()
    assert len(names(pane)) == 10
    click_row(pane, qtbot, 10)
    assert pane.table.chosen == ()
    await until(lambda: pane.model.failure)
    server.clear_faults()
    pane.table.setCurrentIndex(pane.model.index(10, Column.NAME))
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    await until(lambda: len(names(pane)) == 13)
    assert pane.model.rowCount() == 13


async def test_an_unreachable_list_is_told_with_retry(
    qt_loop: QEventLoop,
    panes: Panes,
    sample: Path,
    qtbot: QtBot,
    server: ServerProcess,
    open_pane: OpenPane,
) -> None:
    await put(panes.desk, 1, sample)
    script_refusal(server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", times=0)
    pane = await open_pane()
    await until(lambda: pane.banner.message)
    server.clear_faults()
    click(pane, qtbot, "banner-action")
    await until(lambda: names(pane) == ["take 00.ogg"])
    assert pane.banner.message == ""


async def test_the_chosen_upload_shows_every_field_to_be_copied(
    qt_loop: QEventLoop, panes: Panes, sample: Path, qtbot: QtBot, open_pane: OpenPane
) -> None:
    await put(panes.desk, 1, sample)
    pane = await open_pane()
    click_row(pane, qtbot, 0)
    (upload,) = pane.model.uploads
    shown = {field.accessibleName(): field.text() for field in pane.details.findChildren(QLineEdit)}
    assert shown["Name"] == upload.file.name
    assert shown["Display name"] == "take 00.ogg"
    assert shown["Recording"] == "interview.ogg"
    assert shown["Length"] == "2:06"
    assert shown["State"] == "ACTIVE"
    assert shown["SHA-256"] == panes.recording.record.fingerprint
    assert shown["URI"] == upload.file.uri
    for name in ("Type", "Size", "Source", "Created", "Updated", "Expires"):
        assert shown[name]
    qtbot.keyClick(pane.table, Qt.Key.Key_C, CONTROL)
    assert f"URI: {upload.file.uri}" in QGuiApplication.clipboard().text()


async def test_what_was_chosen_stays_chosen_over_a_refresh(
    qt_loop: QEventLoop, panes: Panes, sample: Path, qtbot: QtBot, open_pane: OpenPane
) -> None:
    await put(panes.desk, 2, sample)
    pane = await open_pane()
    click_row(pane, qtbot, 1)
    chosen = pane.table.chosen[0].file.name
    await put(panes.desk, 1, sample)
    click(pane, qtbot, "refresh-uploads")
    await until(lambda: len(names(pane)) == 3)
    assert [upload.file.name for upload in pane.table.chosen] == [chosen]


async def test_an_upload_that_a_question_made_appears_by_itself(
    qt_loop: QEventLoop, panes: Panes, server: ServerProcess, open_pane: OpenPane
) -> None:
    pane = await open_pane()
    pane.watch(panes.runner)
    panes.document.set_recording(panes.recording)
    script_answer(server, said("This.", "STOP"))
    panes.runner.ask("What?")
    await until(lambda: names(pane) == ["interview.ogg"])
    assert pane.model.index(0, Column.RECORDING).data() == "interview.ogg"


async def test_a_hidden_pane_loads_when_it_is_shown(
    qt_loop: QEventLoop, panes: Panes, sample: Path, open_pane: OpenPane
) -> None:
    pane = await open_pane()
    pane.hide()
    await put(panes.desk, 1, sample)
    pane.refresh()
    assert not pane.is_loading
    pane.show()
    await until(lambda: names(pane) == ["take 00.ogg"])


async def test_a_seen_list_is_loaded_anew_by_itself_and_a_hidden_one_is_not(
    qt_loop: QEventLoop, panes: Panes, sample: Path, server: ServerProcess, open_pane: OpenPane
) -> None:
    pane = await open_pane(pace=Pace(refresh=0.05))
    await put(panes.desk, 1, sample)
    await until(lambda: names(pane) == ["take 00.ogg"])
    pane.hide()
    await until(lambda: not pane.is_loading)
    before = len(server.seen())
    await put(panes.desk, 1, sample)
    assert not [seen for seen in server.seen()[before:] if seen["method"] == "GET"]
    pane.show()
    await until(lambda: len(names(pane)) == 2)


async def test_failures_make_the_next_list_wait_longer_and_take_nothing_away(
    qt_loop: QEventLoop, panes: Panes, sample: Path, server: ServerProcess, open_pane: OpenPane
) -> None:
    await put(panes.desk, 1, sample)
    pane = await open_pane(pace=Pace(refresh=0.05, longest_refresh=0.2))
    script_refusal(server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", times=0)
    failures: list[object] = []
    pane.loader.failed.connect(failures.append)
    await until(lambda: len(failures) >= 3)
    assert names(pane) == ["take 00.ogg"]
    assert pane.banner.message == ""
    server.clear_faults()
    await put(panes.desk, 1, sample)
    await until(lambda: len(names(pane)) == 2)


async def test_an_upload_that_is_processed_becomes_ready_without_the_list_being_loaded(
    qt_loop: QEventLoop,
    panes: Panes,
    second: Path,
    qtbot: QtBot,
    server: ServerProcess,
    open_pane: OpenPane,
) -> None:
    server.script_faults([{"action": "processing", "seconds": 3.0}])
    pane = await open_pane(pace=Pace(first_poll=0.1))
    await put(panes.desk, 1, second)
    click(pane, qtbot, "refresh-uploads")
    await until(lambda: names(pane) == ["take 00.ogg"])
    assert pane.model.index(0, Column.STATE).data() == "Processing"
    before = len(server.seen())
    await until(lambda: pane.model.index(0, Column.STATE).data() == "Ready")
    assert not [seen for seen in server.seen()[before:] if seen["path"].endswith("/files")]


async def test_another_account_shows_its_own_list(
    qt_loop: QEventLoop, panes: Panes, sample: Path, qtbot: QtBot, open_pane: OpenPane
) -> None:
    await put(panes.desk, 1, sample)
    pane = await open_pane()
    wanted: list[str] = []
    pane.action_wanted.connect(wanted.append)
    panes.preferences.change(account="gemini")
    assert names(pane) == []
    await until(lambda: pane.banner.message)
    assert pane.banner.message.startswith("No Gemini key")
    assert child(pane, QLabel, "uploads-account").text() == "on Gemini"
    click(pane, qtbot, "banner-action")
    assert wanted == ["enter-key"]
    panes.preferences.change(account="on-device")
    await until(lambda: names(pane) == ["take 00.ogg"])


async def test_tab_goes_from_top_to_bottom(
    qt_loop: QEventLoop, panes: Panes, sample: Path, qtbot: QtBot, open_pane: OpenPane
) -> None:
    await put(panes.desk, 1, sample)
    pane = await open_pane()
    pane.table.selectRow(0)
    pane.head.add.setFocus()
    walked = []
    while (focused := pane.focusWidget()).objectName() != "delete-uploads":
        walked.append(focused.objectName() or type(focused).__name__)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        assert len(walked) < 40
    assert walked[:5] == ["add-uploads", "refresh-uploads", "uploads-more", "search-uploads", "uploads-table"]
    assert walked[5:9] == ["ask-upload", "open-upload", "reveal-upload", "copy-upload"]
    assert set(walked[9:]) == {"QLineEdit"}
    assert len(walked[9:]) >= 12
