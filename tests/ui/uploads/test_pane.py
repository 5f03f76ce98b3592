"""The list of the uploads pane over the real local server, with real mouse and keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from audio_desk.ui.uploads.upload_columns import Column
from audio_desk.ui.uploads.upload_watch import Pace
from tests.ui.finding import child
from tests.ui.served import said, script_answer, script_refusal
from tests.ui.uploads.room import CONTROL, Room, click, click_row, names
from tests.ui.waiting import until


async def test_no_uploads_say_what_the_pane_is_for(room: Room) -> None:
    pane = await room.open()
    empty = child(pane, QLabel, "uploads-empty")
    assert empty.isVisible()
    assert "48 hours" in empty.text()
    assert child(pane, QLabel, "uploads-account").text() == "on this computer"
    assert not child(pane, QPushButton, "delete-uploads").isEnabled()
    assert pane.quota.words == ""


async def test_every_page_is_loaded_as_the_user_scrolls_and_each_upload_shown_once(
    room: Room, second: Path
) -> None:
    await room.put(25, second)
    pane = await room.open(900, 260)
    bar = pane.table.verticalScrollBar()
    assert len(names(pane)) >= 10
    while pane.model.has_more:
        bar.setValue(bar.maximum())
        await until(lambda: (not pane.is_loading and bar.value() < bar.maximum()) or not pane.model.has_more)
    assert sorted(names(pane)) == [f"take {number:02}.ogg" for number in range(25)]
    await until(lambda: child(pane, QLabel, "uploads-state").text() == "25 uploads")


async def test_a_tall_pane_fills_itself_with_further_pages(room: Room, second: Path) -> None:
    await room.put(13, second)
    pane = await room.open(900, 900)
    await until(lambda: len(names(pane)) == 13)


async def test_a_page_that_fails_is_told_in_a_last_row_and_loaded_after_retry(
    room: Room, second: Path
) -> None:
    await room.put(13, second)
    script_refusal(room.server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", skip=1, times=0)
    pane = await room.open(900, 900)
    await until(lambda: pane.model.failure)
    assert "overloaded" in pane.model.index(10, Column.NAME).data()
    assert len(names(pane)) == 10
    click_row(pane, 10)
    assert pane.table.chosen == ()
    await until(lambda: pane.model.failure)
    room.server.clear_faults()
    pane.table.setCurrentIndex(pane.model.index(10, Column.NAME))
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    await until(lambda: len(names(pane)) == 13)
    assert pane.model.rowCount() == 13


async def test_an_unreachable_list_is_told_with_retry(room: Room, sample: Path) -> None:
    await room.put(1, sample)
    script_refusal(room.server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", times=0)
    pane = await room.open()
    await until(lambda: pane.banner.message)
    room.server.clear_faults()
    click(pane, "banner-action")
    await until(lambda: names(pane) == ["take 00.ogg"])
    assert pane.banner.message == ""


async def test_the_chosen_upload_shows_every_field_to_be_copied(room: Room, sample: Path) -> None:
    await room.put(1, sample)
    pane = await room.open()
    click_row(pane, 0)
    (upload,) = pane.model.uploads
    shown = {field.accessibleName(): field.text() for field in pane.details.findChildren(QLineEdit)}
    assert shown["Name"] == upload.file.name
    assert shown["Display name"] == "take 00.ogg"
    assert shown["Recording"] == "interview.ogg"
    assert shown["Length"] == "2:06"
    assert shown["State"] == "ACTIVE"
    assert shown["SHA-256"] == room.panes.recording.record.fingerprint
    assert shown["URI"] == upload.file.uri
    for name in ("Type", "Size", "Source", "Created", "Updated", "Expires"):
        assert shown[name]
    QTest.keyClick(pane.table, Qt.Key.Key_C, CONTROL)
    assert f"URI: {upload.file.uri}" in QGuiApplication.clipboard().text()


async def test_what_was_chosen_stays_chosen_over_a_refresh(room: Room, sample: Path) -> None:
    await room.put(2, sample)
    pane = await room.open()
    click_row(pane, 1)
    chosen = pane.table.chosen[0].file.name
    await room.put(1, sample)
    click(pane, "refresh-uploads")
    await until(lambda: len(names(pane)) == 3)
    assert [upload.file.name for upload in pane.table.chosen] == [chosen]


async def test_an_upload_that_a_question_made_appears_by_itself(room: Room) -> None:
    pane = await room.open()
    pane.watch(room.panes.runner)
    room.panes.document.set_recording(room.panes.recording)
    script_answer(room.server, said("This.", "STOP"))
    room.panes.runner.ask("What?")
    await until(lambda: names(pane) == ["interview.ogg"])
    assert pane.model.index(0, Column.RECORDING).data() == "interview.ogg"


async def test_a_hidden_pane_loads_when_it_is_shown(room: Room, sample: Path) -> None:
    pane = await room.open()
    pane.hide()
    await room.put(1, sample)
    pane.refresh()
    assert not pane.is_loading
    pane.show()
    await until(lambda: names(pane) == ["take 00.ogg"])


async def test_a_seen_list_is_loaded_anew_by_itself_and_a_hidden_one_is_not(room: Room, sample: Path) -> None:
    pane = await room.open(pace=Pace(refresh=0.05))
    await room.put(1, sample)
    await until(lambda: names(pane) == ["take 00.ogg"])
    pane.hide()
    await until(lambda: not pane.is_loading)
    before = len(room.server.seen())
    await room.put(1, sample)
    assert not [seen for seen in room.server.seen()[before:] if seen["method"] == "GET"]
    pane.show()
    await until(lambda: len(names(pane)) == 2)


async def test_failures_make_the_next_list_wait_longer_and_take_nothing_away(
    room: Room, sample: Path
) -> None:
    await room.put(1, sample)
    pane = await room.open(pace=Pace(refresh=0.05, longest_refresh=0.2))
    script_refusal(room.server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", times=0)
    failures: list[object] = []
    pane.loader.failed.connect(failures.append)
    await until(lambda: len(failures) >= 3)
    assert names(pane) == ["take 00.ogg"]
    assert pane.banner.message == ""
    room.server.clear_faults()
    await room.put(1, sample)
    await until(lambda: len(names(pane)) == 2)


async def test_an_upload_that_is_processed_becomes_ready_without_the_list_being_loaded(
    room: Room, second: Path
) -> None:
    room.server.script_faults([{"action": "processing", "seconds": 3.0}])
    pane = await room.open(pace=Pace(first_poll=0.1))
    await room.put(1, second)
    click(pane, "refresh-uploads")
    await until(lambda: names(pane) == ["take 00.ogg"])
    assert pane.model.index(0, Column.STATE).data() == "Processing"
    before = len(room.server.seen())
    await until(lambda: pane.model.index(0, Column.STATE).data() == "Ready")
    assert not [seen for seen in room.server.seen()[before:] if seen["path"].endswith("/files")]


async def test_another_account_shows_its_own_list(room: Room, sample: Path) -> None:
    await room.put(1, sample)
    pane = await room.open()
    wanted: list[str] = []
    pane.action_wanted.connect(wanted.append)
    room.panes.preferences.change(account="gemini")
    assert names(pane) == []
    await until(lambda: pane.banner.message)
    assert pane.banner.message.startswith("No Gemini key")
    assert child(pane, QLabel, "uploads-account").text() == "on Gemini"
    click(pane, "banner-action")
    assert wanted == ["enter-key"]
    room.panes.preferences.change(account="on-device")
    await until(lambda: names(pane) == ["take 00.ogg"])


async def test_tab_goes_from_top_to_bottom(room: Room, sample: Path) -> None:
    await room.put(1, sample)
    pane = await room.open()
    pane.table.selectRow(0)
    pane.head.add.setFocus()
    walked = []
    while (focused := pane.focusWidget()).objectName() != "delete-uploads":
        walked.append(focused.objectName() or type(focused).__name__)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        assert len(walked) < 40
    assert walked[:5] == ["add-uploads", "refresh-uploads", "uploads-more", "search-uploads", "uploads-table"]
    assert walked[5:9] == ["ask-upload", "open-upload", "reveal-upload", "copy-upload"]
    assert set(walked[9:]) == {"QLineEdit"}
    assert len(walked[9:]) >= 12
