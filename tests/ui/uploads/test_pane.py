"""The uploads pane over the real local server, with real mouse and keys."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from audio_desk.operations.desk import Desk
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads.upload_model import Column
from tests.server_process import ServerProcess
from tests.ui.finding import child, question_box
from tests.ui.panes import Panes, open_panes
from tests.ui.recordings import tone, write_wav
from tests.ui.served import said, script_answer, script_refusal
from tests.ui.showing import show
from tests.ui.waiting import until

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@asynccontextmanager
async def uploads_of(panes: Panes, qtbot: QtBot) -> AsyncIterator[UploadsPane]:
    pane = UploadsPane(panes.desk, panes.document, panes.preferences, panes.theme)
    qtbot.addWidget(pane)
    pane.resize(900, 600)
    try:
        await show(pane)
        await until(lambda: not pane.is_loading)
        yield pane
    finally:
        await pane.close_work()


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of sound, of which many are soon uploaded."""
    return write_wav(tmp_path_factory.mktemp("second") / "second.wav", tone(1, 8000), 8000)


async def put(desk: Desk, count: int, recording: Path) -> None:
    """Upload the recording `count` times under numbered names."""
    client = await desk.accounts.client("on-device")
    content = await desk.run(recording.read_bytes)
    for number in range(count):
        await client.upload(content, display_name=f"take {number:02}.ogg", mime_type="audio/ogg")


async def remove_all(desk: Desk) -> None:
    client = await desk.accounts.client("on-device")
    while files := (await client.list_files(100)).files:
        for file in files:
            await client.delete_file(file.name)


def names(pane: UploadsPane) -> list[str]:
    return [upload.file.display_name for upload in pane.model.uploads]


def click_row(pane: UploadsPane, qtbot: QtBot, row: int, modifier: Qt.KeyboardModifier | None = None) -> None:
    rect = pane.table.visualRect(pane.model.index(row, Column.NAME))
    keys = modifier or Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(pane.table.viewport(), LEFT, keys, rect.center())


async def answer_question(qtbot: QtBot, button: str) -> str:
    """Press a button of the question that is asked, and return what it said."""
    await until(question_box)
    box = question_box()
    assert box is not None
    said = f"{box.text()}\n{box.informativeText()}"
    qtbot.mouseClick(child(box, QPushButton, button), LEFT)
    await until(lambda: question_box() is None)
    return said


async def test_no_uploads_say_what_the_pane_is_for(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        async with uploads_of(panes, qtbot) as pane:
            empty = child(pane, QLabel, "uploads-empty")
            assert empty.isVisible()
            assert "48 hours" in empty.text()
            assert child(pane, QLabel, "uploads-account").text() == "on this computer"
            assert not child(pane, QPushButton, "delete-uploads").isEnabled()


async def test_every_page_is_loaded_as_the_user_scrolls_and_each_upload_shown_once(
    qt_loop: QEventLoop, home: Paths, sample: Path, second: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 25, second)
        async with uploads_of(panes, qtbot) as pane:
            pane.resize(900, 260)
            bar = pane.table.verticalScrollBar()
            assert len(names(pane)) >= 10
            while pane.model.has_more:
                bar.setValue(bar.maximum())
                await until(
                    lambda: (not pane.is_loading and bar.value() < bar.maximum()) or not pane.model.has_more
                )
            assert sorted(names(pane)) == [f"take {number:02}.ogg" for number in range(25)]
            assert child(pane, QLabel, "uploads-state").text() == "25 uploads"


async def test_a_tall_pane_fills_itself_with_further_pages(
    qt_loop: QEventLoop, home: Paths, sample: Path, second: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 13, second)
        async with uploads_of(panes, qtbot) as pane:
            pane.resize(900, 900)
            await until(lambda: len(names(pane)) == 13)


async def test_a_page_that_fails_is_told_and_loaded_after_retry(
    qt_loop: QEventLoop, home: Paths, sample: Path, second: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 13, second)
        script_refusal(server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", skip=1, times=4)
        async with uploads_of(panes, qtbot) as pane:
            pane.resize(900, 900)
            await until(lambda: pane.banner.message)
            assert "overloaded" in pane.banner.message
            assert len(names(pane)) == 10
            server.clear_faults()
            qtbot.mouseClick(child(pane, QPushButton, "banner-action"), LEFT)
            await until(lambda: len(names(pane)) == 13)


async def test_an_unreachable_list_is_told_with_retry(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 1, sample)
        script_refusal(server, "/files", 503, "UNAVAILABLE", "overloaded", method="GET", times=0)
        async with uploads_of(panes, qtbot) as pane:
            await until(lambda: pane.banner.message)
            server.clear_faults()
            qtbot.mouseClick(child(pane, QPushButton, "banner-action"), LEFT)
            await until(lambda: names(pane) == ["take 00.ogg"])
            assert pane.banner.message == ""


async def test_the_chosen_upload_shows_every_field_to_be_copied(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 1, sample)
        async with uploads_of(panes, qtbot) as pane:
            click_row(pane, qtbot, 0)
            (upload,) = pane.model.uploads
            shown = {field.accessibleName(): field.text() for field in pane.details.findChildren(QLineEdit)}
            assert shown["Name"] == upload.file.name
            assert shown["Display name"] == "take 00.ogg"
            assert shown["Recording"] == "interview.ogg"
            assert shown["State"] == "ACTIVE"
            assert shown["SHA-256"] == panes.recording.record.fingerprint
            assert shown["URI"] == upload.file.uri
            for name in ("Type", "Size", "Source", "Created", "Updated", "Expires"):
                assert shown[name]
            qtbot.keyClick(pane.table, Qt.Key.Key_C, CONTROL)
            assert f"URI: {upload.file.uri}" in QGuiApplication.clipboard().text()


async def test_one_upload_is_deleted_only_after_asking(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 2, sample)
        async with uploads_of(panes, qtbot) as pane:
            first, second = names(pane)
            click_row(pane, qtbot, 0)
            qtbot.mouseClick(child(pane, QPushButton, "delete-uploads"), LEFT)
            assert first in await answer_question(qtbot, "confirm-no")
            assert names(pane) == [first, second]
            qtbot.keyClick(pane.table, Qt.Key.Key_Delete)
            await answer_question(qtbot, "confirm-yes")
            await until(lambda: names(pane) == [second])
            client = await panes.desk.accounts.client("on-device")
            assert [file.display_name for file in (await client.list_files(10)).files] == [second]


async def test_several_are_deleted_at_once_and_one_that_stays_says_why(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 3, sample)
        async with uploads_of(panes, qtbot) as pane:
            stubborn = pane.model.uploads[1].file
            script_refusal(server, stubborn.name, 500, "INTERNAL", "cannot", method="DELETE", times=0)
            click_row(pane, qtbot, 0)
            click_row(pane, qtbot, 1, CONTROL)
            click_row(pane, qtbot, 2, CONTROL)
            qtbot.mouseClick(child(pane, QPushButton, "delete-uploads"), LEFT)
            question = await answer_question(qtbot, "confirm-yes")
            assert "Delete 3 uploads" in question
            assert all(f"take 0{number}.ogg" in question for number in range(3))
            await until(lambda: names(pane) == [stubborn.display_name])
            await until(lambda: pane.model.is_undeleted(stubborn.name))
            state = pane.model.index(0, Column.STATE)
            assert state.data() == "Not deleted"
            assert "cannot" in state.data(Qt.ItemDataRole.ToolTipRole)


async def test_what_was_chosen_stays_chosen_over_a_refresh(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 2, sample)
        async with uploads_of(panes, qtbot) as pane:
            click_row(pane, qtbot, 1)
            chosen = pane.table.chosen[0].file.name
            await put(panes.desk, 1, sample)
            qtbot.mouseClick(child(pane, QPushButton, "refresh-uploads"), LEFT)
            await until(lambda: len(names(pane)) == 3)
            assert [upload.file.name for upload in pane.table.chosen] == [chosen]


async def test_an_upload_that_a_question_made_appears_by_itself(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        async with uploads_of(panes, qtbot) as pane:
            pane.watch(panes.runner)
            panes.document.set_recording(panes.recording)
            script_answer(server, said("This.", "STOP"))
            panes.runner.ask("What?")
            await until(lambda: names(pane) == ["interview.ogg"])
            assert pane.model.index(0, Column.RECORDING).data() == "interview.ogg"


async def test_a_hidden_pane_loads_when_it_is_shown(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample) as panes:
        await remove_all(panes.desk)
        async with uploads_of(panes, qtbot) as pane:
            pane.hide()
            await put(panes.desk, 1, sample)
            pane.refresh()
            assert not pane.is_loading
            pane.show()
            await until(lambda: names(pane) == ["take 00.ogg"])


async def test_another_account_shows_its_own_list(
    qt_loop: QEventLoop, home: Paths, sample: Path, qtbot: QtBot, server: ServerProcess
) -> None:
    async with open_panes(home, sample, Settings(account="on-device")) as panes:
        await remove_all(panes.desk)
        await put(panes.desk, 1, sample)
        async with uploads_of(panes, qtbot) as pane:
            wanted: list[str] = []
            pane.action_wanted.connect(wanted.append)
            panes.preferences.change(account="gemini")
            assert names(pane) == []
            await until(lambda: pane.banner.message)
            assert pane.banner.message.startswith("No Gemini key")
            assert child(pane, QLabel, "uploads-account").text() == "on Gemini"
            qtbot.mouseClick(child(pane, QPushButton, "banner-action"), LEFT)
            assert wanted == ["enter-key"]
            panes.preferences.change(account="on-device")
            await until(lambda: names(pane) == ["take 00.ogg"])
