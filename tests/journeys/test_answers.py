"""What came back: found again, followed to its place, copied, deleted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from tests.journeys.desk_window import DeskWindow
from tests.ui.finding import question_box
from tests.ui.served import said, script_answer
from tests.ui.texts import point_of
from tests.ui.waiting import until

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WORDS = "[00:34] Did that ever happen to you?\n[00:36] Only once.\n[00:52] There is a siren outside."


async def transcribed(desk: DeskWindow) -> None:
    script_answer(desk.server, said(WORDS, "STOP"))
    desk.click("transcribe")
    await until(lambda: desk.window.results.transcript.model.rowCount() == 3)
    await until(lambda: not desk.window.runner.is_running)


async def asked(desk: DeskWindow, text: str) -> None:
    before = desk.window.results.answers.model.rowCount()
    script_answer(desk.server, said(text, "STOP"))
    desk.click("preset-sounds")
    await until(lambda: desk.window.results.answers.model.rowCount() > before)
    await until(lambda: not desk.window.runner.is_running)


def click(view: QListView, place: QPoint) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NO_KEYS, place)


async def test_a_click_on_a_lines_time_goes_there_and_selects_the_line(desk_window: DeskWindow) -> None:
    await transcribed(desk_window)
    tab = desk_window.window.results.transcript
    click(tab.view, tab.time_rect(1).center())
    assert desk_window.selected_seconds == (36.0, 52.0)
    assert desk_window.document.playhead == 36 * desk_window.recording.rate
    assert tab.model.current_row == 1
    assert desk_window.window.ask.primary.text() == "Transcribe region"


async def test_the_line_at_the_playhead_is_marked(desk_window: DeskWindow) -> None:
    await transcribed(desk_window)
    model = desk_window.window.results.transcript.model
    desk_window.document.move_playhead(35 * desk_window.recording.rate)
    assert model.current_row == 0
    desk_window.document.move_playhead(53 * desk_window.recording.rate)
    assert model.current_row == 2


async def test_a_time_in_an_answer_leads_there_by_mouse_and_by_keyboard(desk_window: DeskWindow) -> None:
    await asked(desk_window, "A siren from 00:43-00:51, birds at [01:40].")
    body = desk_window.window.results.answers.page.body
    QTest.mouseClick(body.viewport(), LEFT, NO_KEYS, point_of(body, "00:43"))
    assert desk_window.selected_seconds == (43.0, 51.0)
    body.setFocus()
    desk_window.press(Qt.Key.Key_Tab)
    desk_window.press(Qt.Key.Key_Return)
    assert desk_window.document.playhead == 100 * desk_window.recording.rate


async def test_an_earlier_answer_is_chosen_and_deleted_after_asking(desk_window: DeskWindow) -> None:
    await asked(desk_window, "First answer.")
    await asked(desk_window, "Second answer.")
    answers = desk_window.window.results.answers
    click(answers.list, answers.list.visualRect(answers.model.index(1)).center())
    assert answers.page.body.toPlainText() == "First answer."
    desk_window.click("delete-answer")
    await until(question_box)
    desk_window.click("confirm-no")
    await until(lambda: question_box() is None)
    assert answers.model.rowCount() == 2
    desk_window.window.activateWindow()
    await until(desk_window.window.isActiveWindow)
    answers.list.setFocus()
    desk_window.press(Qt.Key.Key_Delete)
    await until(question_box)
    desk_window.click("confirm-yes")
    await until(lambda: answers.model.rowCount() == 1)
    assert answers.page.body.toPlainText() == "Second answer."
    desk_window.click("copy-answer")
    assert QGuiApplication.clipboard().text() == "Second answer."


async def test_what_was_asked_is_there_when_the_recording_is_opened_again(
    desk_window: DeskWindow, sample: Path
) -> None:
    await transcribed(desk_window)
    stored = await desk_window.session.desk.run(desk_window.session.desk.store.answers, 1)
    assert [answer.text for answer in stored] == [WORDS]
    tabs = desk_window.window.results.tabs
    assert tabs.tabText(1) == "Answers 1"
    desk_window.document.set_recording(None)
    assert tabs.tabText(1) == "Answers"
    await desk_window.open(sample)
    await until(lambda: desk_window.window.results.transcript.model.rowCount() == 3)


async def test_a_transcript_of_a_region_replaces_only_that_stretch(desk_window: DeskWindow) -> None:
    await transcribed(desk_window)
    desk_window.drag(36, 50)
    script_answer(desk_window.server, said("[00:37] Only once, the winter of 1974.", "STOP"))
    desk_window.click("transcribe")
    model = desk_window.window.results.transcript.model
    await until(lambda: not desk_window.window.runner.is_running)
    assert [segment.text for segment in model.segments] == [
        "Did that ever happen to you?",
        "Only once, the winter of 1974.",
        "There is a siren outside.",
    ]
