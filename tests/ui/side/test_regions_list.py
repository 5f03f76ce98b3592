"""The list of regions in the left column, by mouse and keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.document import Document
from audio_desk.ui.side.regions_list import RegionsList
from audio_desk.ui.side.regions_model import TIMES
from audio_desk.ui.theme import DARK, LIGHT, Theme
from tests.ui.marking import marked, names, spans
from tests.ui.recordings import recording_of, tone, write_wav

RATE = 8000
K = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def document(qtbot: QtBot, tmp_path: Path) -> Document:
    made = Document()
    made.set_recording(recording_of(write_wav(tmp_path / "minute.wav", tone(60, RATE), RATE)))
    return made


@pytest.fixture
def theme() -> Theme:
    return Theme()


@pytest.fixture
def regions(qtbot: QtBot, document: Document, theme: Theme) -> RegionsList:
    made = RegionsList(document, theme)
    qtbot.addWidget(made)
    made.resize(200, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def three(regions: RegionsList, document: Document) -> RegionsList:
    """The bell, a marker without a name, Blue Heron."""
    marked(document, 40 * RATE, 50 * RATE, "Blue Heron", 3)
    marked(document, 10 * RATE, 20 * RATE, "The bell")
    marked(document, 30 * RATE, 30 * RATE)
    document.regions.focus(None)
    return regions


def row(regions: RegionsList, number: int) -> QModelIndex:
    return regions.regions.index(number)


def click(regions: RegionsList, number: int) -> None:
    QTest.mouseClick(regions.viewport(), LEFT, NONE, regions.visualRect(row(regions, number)).center())


def field() -> QLineEdit:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    return focused


def test_regions_stand_by_their_place_with_name_and_times(three: RegionsList) -> None:
    rows = [row(three, number) for number in range(three.regions.rowCount())]
    assert [(index.data(), index.data(TIMES)) for index in rows] == [
        ("The bell", "0:10.0 – 0:20.0"),
        ("Marker", "0:30.0"),
        ("Blue Heron", "0:40.0 – 0:50.0"),
    ]
    spoken = [index.data(int(Qt.ItemDataRole.AccessibleTextRole)) for index in rows]
    assert spoken[0] == "Region The bell, 0:10.0 – 0:20.0"
    assert three.accessibleName() == "Regions in this recording"


def test_without_a_name_the_first_words_stand_there(three: RegionsList, document: Document) -> None:
    unnamed = marked(document, 5 * RATE, 8 * RATE)
    assert row(three, 0).data() == "Region"
    document.show_segments((Segment(6 * RATE, 7 * RATE, "Only once."),))
    assert row(three, 0).data() == "Only once."
    document.regions.put(replace(unnamed, name="<b>bold</b>"))
    assert row(three, 0).data() == "<b>bold</b>"


def test_a_click_selects_the_span_and_moves_the_playhead(three: RegionsList, document: Document) -> None:
    click(three, 2)
    assert document.selection == Region(40 * RATE, 50 * RATE)
    assert document.playhead == 40 * RATE
    click(three, 1)
    assert document.playhead == 30 * RATE
    assert document.regions.focused == document.regions.records[1]


def test_the_row_of_what_keys_act_on_is_marked(three: RegionsList, document: Document) -> None:
    document.go_to_region(document.regions.records[2])
    assert [index.row() for index in three.selectedIndexes()] == [2]
    document.select(Region(1, 2))
    assert three.selectedIndexes() == []


def test_arrows_walk_and_return_goes_there(three: RegionsList, document: Document) -> None:
    document.regions.focus(document.regions.records[0])
    QTest.keyClick(three, K.Key_Down)
    QTest.keyClick(three, K.Key_Down)
    assert document.selection is None
    assert document.regions.focused == document.regions.records[2]
    QTest.keyClick(three, K.Key_Return)
    assert document.selection == Region(40 * RATE, 50 * RATE)


def test_f2_renames_in_place(three: RegionsList, document: Document, qtbot: QtBot) -> None:
    click(three, 0)
    QTest.keyClick(three, K.Key_F2)
    assert field().text() == "The bell"
    QTest.keyClicks(field(), "Ship's bell ")
    QTest.keyClick(field(), K.Key_Return)
    qtbot.waitUntil(lambda: names(document)[0] == "Ship's bell")
    qtbot.waitUntil(three.hasFocus)
    document.history.undo()
    assert names(document)[0] == "The bell"


def test_a_double_click_renames_and_escape_leaves_the_name(three: RegionsList, document: Document) -> None:
    click(three, 0)
    QTest.mouseDClick(three.viewport(), LEFT, NONE, three.visualRect(row(three, 0)).center())
    QTest.keyClicks(field(), "other")
    QTest.keyClick(field(), K.Key_Escape)
    assert names(document)[0] == "The bell"
    assert three.state() is RegionsList.State.NoState


def test_the_field_of_a_region_without_a_name_shows_what_it_is_called(three: RegionsList) -> None:
    click(three, 1)
    QTest.keyClick(three, K.Key_F2)
    assert (field().text(), field().placeholderText()) == ("", "Marker")
    assert field().accessibleName() == "Name of the region"
    QTest.keyClick(field(), K.Key_Escape)


def test_delete_removes_row_after_row(three: RegionsList, document: Document) -> None:
    click(three, 1)
    QTest.keyClick(three, K.Key_Delete)
    assert names(document) == ["The bell", "Blue Heron"]
    QTest.keyClick(three, K.Key_Delete)
    QTest.keyClick(three, K.Key_Backspace)
    assert spans(document) == []
    for _ in range(3):
        document.history.undo()
    assert names(document) == ["The bell", "", "Blue Heron"]


def test_a_drag_on_the_waveform_resets_no_list(three: RegionsList, document: Document, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(three.regions.modelReset):
        document.regions.reshape(document.regions.records[0].id, Region(11 * RATE, 21 * RATE))
    assert row(three, 0).data(TIMES) == "0:11.0 – 0:21.0"


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_each_row_has_a_mark_in_its_colour(three: RegionsList, theme: Theme, colours: object) -> None:
    theme.use(DARK if colours is DARK else LIGHT)
    for number, colour in ((0, 0), (1, 0), (2, 3)):
        rect = three.visualRect(row(three, number))
        picture = three.viewport().grab(rect).toImage()
        inks = {picture.pixelColor(x, y).name() for x in range(8, 14) for y in range(8, 22)}
        assert theme.colours.speakers[colour] in inks
