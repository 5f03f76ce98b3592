"""A person marks regions and markers, changes her mind, and finds them again the next day."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QToolButton
from qasync import QEventLoop

from tests.journeys.conftest import OpenWindow
from tests.journeys.desk_window import LEFT, NO_KEYS, DeskWindow
from tests.ui.marking import names, spans
from tests.ui.waiting import until

K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def name(desk: DeskWindow, start: float, end: float, words: str) -> None:
    """Drag, Ctrl+B, the name, Return."""
    desk.drag(start, end)
    desk.press(K.Key_B, CTRL)
    desk.write(words)
    desk.press(K.Key_Return)


def enabled(*buttons: QToolButton) -> tuple[bool, ...]:
    return tuple(button.isEnabled() for button in buttons)


def test_regions_are_there_again_when_the_program_is_started_again(
    open_window: OpenWindow, sample: Path, qt_loop: QEventLoop
) -> None:
    desk = open_window()
    qt_loop.run_until_complete(desk.open(sample))
    store, recording_id = desk.session.desk.store, desk.recording.record.id
    name(desk, 34, 52, "The bell")
    desk.press(K.Key_M)
    qt_loop.run_until_complete(until(lambda: len(store.regions(recording_id)) == 2, seconds=2))
    desk.press(K.Key_BracketRight, CTRL)
    desk.press(K.Key_F2)
    desk.write("Ship's bell")
    desk.press(K.Key_Return)
    kept = desk.document.regions.records
    desk.end()
    again = open_window()
    qt_loop.run_until_complete(again.open(sample))
    assert again.document.regions.records == kept
    assert names(again.document) == ["", "Ship's bell"]
    assert not again.find(QToolButton, "undo").isEnabled()


async def test_undo_and_redo_by_button_and_key(desk_window: DeskWindow) -> None:
    desk = desk_window
    undo, redo = desk.find(QToolButton, "undo"), desk.find(QToolButton, "redo")
    assert enabled(undo, redo) == (False, False)
    name(desk, 34, 52, "The bell")
    assert undo.toolTip() == "Undo (Ctrl+Z): Add region"
    desk.click("undo")
    assert spans(desk.document) == []
    assert desk.document.selection is not None
    assert redo.toolTip().endswith(": Add region")
    desk.click("redo")
    assert names(desk.document) == ["The bell"]
    desk.window.waveform.focus_waveform()
    desk.press(K.Key_Z, CTRL)
    desk.press(K.Key_Z, CTRL)
    assert enabled(undo, redo) == (False, True)
    desk.press(K.Key_Z, CTRL | SHIFT)
    desk.press(K.Key_Y, CTRL)
    assert names(desk.document) == ["The bell"]
    assert enabled(undo, redo) == (True, False)


async def test_undo_in_the_question_is_about_the_question(desk_window: DeskWindow) -> None:
    desk = desk_window
    name(desk, 34, 52, "The bell")
    question = next(field for field in desk.window.ask.findChildren(QLineEdit) if field.isVisible())
    question.setFocus()
    desk.write("Who?")
    desk.press(K.Key_Z, CTRL)
    assert names(desk.document) == ["The bell"]
    assert question.text() != "Who?"


async def test_the_list_in_the_left_column_goes_where_it_is_clicked(desk_window: DeskWindow) -> None:
    desk = desk_window
    hint = desk.find(QLabel, "regions-hint")
    name(desk, 34, 52, "The bell")
    name(desk, 60, 70, "Blue Heron")
    assert not hint.isVisible()
    regions = desk.window.side.regions
    assert regions.isVisible()
    QTest.mouseClick(regions.viewport(), LEFT, NO_KEYS, regions.visualRect(regions.regions.index(0)).center())
    assert desk.selected_seconds == pytest.approx((34, 52), abs=0.2)
    QTest.keyClick(regions, K.Key_Delete)
    QTest.keyClick(regions, K.Key_Delete)
    assert hint.isVisible()
    assert not regions.isVisible()


async def test_in_a_narrow_window_the_recordings_menu_lists_the_regions(desk_window: DeskWindow) -> None:
    desk = desk_window
    name(desk, 34, 52, "Bell & whistle")
    desk.document.select(None)
    desk.window.resize(1100, 700)
    desk.click("recordings-menu-button")
    menu = desk.window.findChild(QMenu, "recordings-menu")
    assert isinstance(menu, QMenu)
    (action,) = [action for action in menu.actions() if action.text().startswith("Bell && whistle")]
    action.trigger()
    menu.close()
    assert desk.selected_seconds[0] == pytest.approx(34, abs=0.2)


async def test_a_region_is_transcribed_from_its_menu(desk_window: DeskWindow) -> None:
    desk = desk_window
    name(desk, 34, 52, "The bell")
    desk.document.select(None)
    menu = desk.window.waveform.region_menu
    menu.open(desk.document.regions.records[0], desk.window.mapToGlobal(desk.window.rect().center()))
    action = menu.menu.findChild(QAction, "menu-transcribe-region")
    assert isinstance(action, QAction)
    action.trigger()
    menu.menu.close()
    await until(lambda: desk.window.runner.is_running)
    await until(lambda: not desk.window.runner.is_running)
    assert "slept through" in " ".join(line.text for line in desk.document.segments)
    (record,) = desk.document.regions.records
    assert desk.window.waveform.wave.marks.labels.first_words(record)


async def test_a_drag_snaps_to_where_speech_begins(desk_window: DeskWindow) -> None:
    desk = desk_window
    await until(lambda: desk.document.silences)
    rate = desk.recording.rate
    silence = max(desk.document.silences, key=lambda found: found.frames)
    edge = desk.x_of(silence.end / rate)
    desk.hand.drag(edge + 120, edge + 4)
    assert desk.document.selection is not None
    assert desk.document.selection.start == silence.end


async def test_a_library_that_cannot_be_written_is_said_and_nothing_is_lost(desk_window: DeskWindow) -> None:
    desk = desk_window
    store = desk.session.desk.store
    store._connection.rows("PRAGMA query_only = ON")
    name(desk, 34, 52, "The bell")
    await until(lambda: "The library cannot be used" in desk.window.banner.message)
    store._connection.rows("PRAGMA query_only = OFF")
    desk.click("banner-action")
    await until(lambda: len(store.regions(desk.recording.record.id)) == 1)
    assert desk.document.regions.records == store.regions(desk.recording.record.id)
