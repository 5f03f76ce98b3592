"""The transcript's list under real mouse and keys."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from audio_desk.transcripts.segment import Segment
from audio_desk.ui.theme import Theme
from audio_desk.ui.transcripts.list.model import SegmentModel
from audio_desk.ui.transcripts.list.view import SegmentView

RATE = 100
LONG = "a line that goes on and on " * 12


@pytest.fixture
def model() -> SegmentModel:
    made = SegmentModel()
    made.show(tuple(Segment(i * RATE, i * RATE + 90, f"line {i}", "Maya") for i in range(200)), RATE)
    return made


@pytest.fixture
def view(model: SegmentModel, qtbot: QtBot) -> SegmentView:
    made = SegmentView(model, Theme())
    qtbot.addWidget(made)
    made.resize(600, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_click_on_a_time_chooses_its_row(view: SegmentView, qtbot: QtBot) -> None:
    chosen: list[int] = []
    view.time_chosen.connect(chosen.append)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.time_rect(3).center())
    assert chosen == [3]


def test_a_click_on_the_words_only_selects_the_row(view: SegmentView, qtbot: QtBot) -> None:
    chosen: list[int] = []
    view.time_chosen.connect(chosen.append)
    row = view.visualRect(view.model().index(3, 0))
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 40, row.center().y())
    )
    assert chosen == []
    assert [index.row() for index in view.selectedIndexes()] == [3]


def test_a_speakers_name_has_a_share_of_the_row_and_is_told_whole_where_it_is_cut(
    view: SegmentView, model: SegmentModel, qtbot: QtBot
) -> None:
    def tip() -> str:
        at = view.time_rect(0).center() + QPoint(view.time_rect(0).width() // 2 + 40, 0)
        QToolTip.hideText()
        event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
        QApplication.sendEvent(view.viewport(), event)
        return QToolTip.text()

    def speaks(name: str) -> int:
        model.show((Segment(0, RATE, "Hello.", name),), RATE)
        return view.words_rect(0).left()

    assert speaks("Professor Anna") > speaks("Maya") + 40
    assert tip() == ""
    long = "Professor Margaret Whitfield-Jones of the Harbour Archive"
    assert speaks(long) < 0.5 * view.width()
    assert tip() == long
    view.resize(1200, 300)
    qtbot.waitUntil(lambda: view.words_rect(0).left() > 400)


def test_return_means_to_write_in_the_current_row(view: SegmentView, qtbot: QtBot) -> None:
    chosen: list[int] = []
    view.editing_wanted.connect(chosen.append)
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == [3]


@pytest.mark.parametrize("row", [3, 150])
def test_the_menu_opens_by_key_beneath_the_chosen_line(view: SegmentView, qtbot: QtBot, row: int) -> None:
    places: list[QPoint] = []
    view.menu_wanted.connect(places.append)
    view.setCurrentIndex(view.model().index(row, 0))
    view.scrollToTop()
    here = QPoint(300, 10)
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, here, view.mapToGlobal(here))
    QApplication.sendEvent(view, by_key)
    qtbot.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    in_sight = view.viewport().mapToGlobal(view.words_rect(row).bottomLeft())
    assert places == [in_sight, in_sight]
    assert view.viewport().rect().contains(view.words_rect(row))


def test_by_key_the_menu_is_of_the_chosen_lines_wherever_the_current_one_is(view: SegmentView) -> None:
    places: list[QPoint] = []
    view.menu_wanted.connect(places.append)
    no_change = QItemSelectionModel.SelectionFlag.NoUpdate
    view.choose(2)
    view.selectionModel().setCurrentIndex(view.model().index(5, 0), no_change)
    here = QPoint(0, 0)
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, here, here))
    assert places == [view.viewport().mapToGlobal(view.words_rect(2).bottomLeft())]


def test_the_pointer_becomes_a_hand_over_a_time(view: SegmentView, qtbot: QtBot) -> None:
    qtbot.mouseMove(view.viewport(), view.time_rect(1).center())
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(view.viewport(), QPoint(500, view.time_rect(1).center().y()))
    assert view.viewport().cursor().shape() == Qt.CursorShape.ArrowCursor


def test_the_selected_lines_are_copied(view: SegmentView, qtbot: QtBot) -> None:
    view.setCurrentIndex(view.model().index(1, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "[00:01] Maya: line 1\n[00:02] Maya: line 2"


def test_the_list_follows_the_playhead(view: SegmentView, model: SegmentModel, qtbot: QtBot) -> None:
    model.move_playhead(150 * RATE + 10)
    rect = view.visualRect(model.index(150))
    assert view.viewport().rect().contains(rect)


def test_after_scrolling_by_hand_the_list_stays(view: SegmentView, model: SegmentModel, qtbot: QtBot) -> None:
    view.verticalScrollBar().sliderPressed.emit()
    before = view.verticalScrollBar().value()
    model.move_playhead(150 * RATE + 10)
    assert view.verticalScrollBar().value() == before


def test_words_are_wrapped_and_the_row_grows(view: SegmentView, model: SegmentModel, qtbot: QtBot) -> None:
    model.show((Segment(0, 90, "short"), Segment(100, 190, LONG)), RATE)
    short = view.visualRect(model.index(0)).height()
    tall = view.visualRect(model.index(1)).height()
    assert tall > 2 * short
    view.resize(1200, 300)
    qtbot.waitUntil(lambda: view.visualRect(model.index(1)).height() < tall)


def test_five_thousand_lines_are_laid_out_again_without_a_stall(
    view: SegmentView, model: SegmentModel
) -> None:
    many = tuple(Segment(i * RATE, i * RATE + 90, f"{i} {LONG[: i % 200]}") for i in range(5000))
    model.show(many, RATE)
    view.visualRect(model.index(4999))
    begin = time.perf_counter()
    model.show((*many, Segment(5000 * RATE, 5000 * RATE + 90, "one more")), RATE)
    view.visualRect(model.index(5000))
    # Expected: about 0.05 s. A guard, not a figure.
    assert time.perf_counter() - begin < 1.0
