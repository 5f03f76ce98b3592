"""Regions and markers by keyboard, menu and name field, on the panel with the window's own actions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from audio_desk.region import Region
from audio_desk.ui.actions import install
from audio_desk.ui.commands import Command, Group, region_commands
from audio_desk.ui.document import Document
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.marking import marked, names, spans
from tests.ui.waveform.conftest import RATE
from tests.ui.waveform.hand import Hand

K = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PX = 480


class Window(QWidget):
    """The panel, a field to type in, and the actions of the window that are about regions."""

    def __init__(self, panel: WaveformPanel, document: Document) -> None:
        super().__init__()
        self.field = QLineEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(panel)
        layout.addWidget(self.field)
        history = document.history
        undoing = (
            Command("undo", "Undo", (), ("Ctrl+Z",), history.undo),
            Command("redo", "Redo", (), ("Ctrl+Shift+Z",), history.redo),
        )
        groups = (Group("Region", (*region_commands(panel), *undoing)),)
        install(groups, self, panel.wave)


@pytest.fixture
def window(qtbot: QtBot, panel: WaveformPanel, document: Document) -> Iterator[Window]:
    made = Window(panel, document)
    qtbot.addWidget(made)
    made.resize(1100, 420)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    panel.focus_waveform()
    qtbot.waitUntil(panel.wave.hasFocus)
    yield made
    panel.setParent(None)


def press(key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, keys)


def write(text: str) -> None:
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    QTest.keyClicks(focused, text)


def test_ctrl_b_makes_a_region_of_the_selection_and_asks_for_its_name(
    window: Window, panel: WaveformPanel, document: Document
) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    press(K.Key_B, CTRL)
    assert QApplication.focusWidget() is panel.naming.editor
    assert panel.naming.editor.accessibleName() == "Name of the region"
    write("The bell")
    press(K.Key_Return)
    assert spans(document) == [(10 * RATE, 20 * RATE)]
    assert names(document) == ["The bell"]
    assert panel.wave.hasFocus()
    assert not panel.naming.editor.isVisible()


def test_naming_a_region_is_one_step_back(window: Window, document: Document) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    press(K.Key_B, CTRL)
    write("The bell")
    press(K.Key_Return)
    press(K.Key_Z, CTRL)
    assert spans(document) == []
    press(K.Key_Z, CTRL | SHIFT)
    assert names(document) == ["The bell"]


def test_escape_while_naming_a_new_region_takes_it_away(window: Window, document: Document) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    press(K.Key_B, CTRL)
    write("no")
    press(K.Key_Escape)
    assert spans(document) == []
    assert document.selection == Region(10 * RATE, 20 * RATE)
    assert document.history.undo_words == "Selection"


def test_ctrl_b_on_what_is_a_region_already_renames_it(window: Window, document: Document) -> None:
    document.go_to_region(marked(document, 10 * RATE, 20 * RATE, "one"))
    press(K.Key_B, CTRL)
    write("two")
    press(K.Key_Return)
    assert names(document) == ["two"]


def test_ctrl_b_while_typing_names_the_region_and_comes_back(window: Window, document: Document) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    window.field.setFocus()
    press(K.Key_B, CTRL)
    write("The bell")
    press(K.Key_Return)
    assert names(document) == ["The bell"]
    assert window.field.hasFocus()


def test_clicking_away_keeps_the_name(window: Window, panel: WaveformPanel, document: Document) -> None:
    document.select(Region(10 * RATE, 20 * RATE))
    press(K.Key_B, CTRL)
    write("kept")
    Hand(panel.wave).click(700)
    panel.wave.setFocus(Qt.FocusReason.MouseFocusReason)
    assert names(document) == ["kept"]
    assert not panel.naming.editor.isVisible()


def test_f2_renames_and_escape_leaves_the_name(window: Window, document: Document) -> None:
    document.go_to_region(marked(document, 10 * RATE, 20 * RATE, "old"))
    press(K.Key_F2)
    write("new")
    press(K.Key_Escape)
    assert names(document) == ["old"]
    press(K.Key_F2)
    write("new")
    press(K.Key_Return)
    assert names(document) == ["new"]


def test_undo_while_writing_a_name_is_the_fields_own(window: Window, document: Document) -> None:
    document.go_to_region(marked(document, 10 * RATE, 20 * RATE, "old"))
    press(K.Key_F2)
    write("new")
    press(K.Key_Z, CTRL)
    assert len(document.regions.records) == 1
    press(K.Key_Escape)


@pytest.mark.parametrize(("key", "keys"), [(K.Key_M, NONE), (K.Key_M, CTRL)])
def test_m_sets_a_marker_at_the_playhead(
    window: Window, document: Document, key: Qt.Key, keys: Qt.KeyboardModifier
) -> None:
    document.move_playhead(12 * RATE)
    press(key, keys)
    assert spans(document) == [(12 * RATE, 12 * RATE)]


def test_while_typing_m_is_a_letter_and_ctrl_m_a_marker(window: Window, document: Document) -> None:
    window.field.setFocus()
    press(K.Key_M)
    assert spans(document) == []
    press(K.Key_M, CTRL)
    assert spans(document) == [(0, 0)]
    assert window.field.text() == "m"


def test_ctrl_brackets_go_from_region_to_region(window: Window, document: Document) -> None:
    marked(document, 10 * RATE, 20 * RATE)
    marked(document, 15 * RATE, 15 * RATE)
    marked(document, 15 * RATE, 40 * RATE)
    seen = []
    for key in (K.Key_BracketRight,) * 4 + (K.Key_BracketLeft,) * 3:
        press(key, CTRL)
        focused = document.regions.focused
        assert focused is not None
        seen.append((focused.span.start // RATE, focused.span.end // RATE))
        assert document.playhead == focused.span.start
    assert seen == [(10, 20), (15, 15), (15, 40), (15, 40), (15, 15), (10, 20), (10, 20)]
    assert document.selection == Region(10 * RATE, 20 * RATE)


def test_from_where_the_playhead_is_the_nearest_in_that_direction(window: Window, document: Document) -> None:
    marked(document, 10 * RATE, 20 * RATE)
    marked(document, 40 * RATE, 50 * RATE)
    document.move_playhead(30 * RATE)
    press(K.Key_BracketLeft, CTRL)
    assert document.selection == Region(10 * RATE, 20 * RATE)
    document.move_playhead(30 * RATE)
    press(K.Key_BracketRight, CTRL)
    assert document.selection == Region(40 * RATE, 50 * RATE)


@pytest.mark.parametrize("key", [K.Key_Delete, K.Key_Backspace])
def test_delete_removes_the_region_that_keys_act_on(window: Window, document: Document, key: Qt.Key) -> None:
    kept = marked(document, 30 * RATE, 40 * RATE)
    document.go_to_region(marked(document, 10 * RATE, 20 * RATE))
    press(key)
    assert document.regions.records == (kept,)
    press(key)
    assert document.regions.records == (kept,)


def test_delete_after_choosing_another_stretch_deletes_nothing(window: Window, document: Document) -> None:
    document.go_to_region(marked(document, 10 * RATE, 20 * RATE))
    document.select(Region(30 * RATE, 31 * RATE))
    press(K.Key_Delete)
    assert len(document.regions.records) == 1


@pytest.mark.parametrize(
    ("key", "keys", "expected"),
    [
        (K.Key_BracketLeft, NONE, (12, 20)),
        (K.Key_BracketRight, NONE, (10, 12)),
        (K.Key_BracketLeft, ALT, (12, 20)),
        (K.Key_BracketRight, ALT, (10, 12)),
        (K.Key_Left, ALT, (9.95, 20)),
        (K.Key_Right, ALT, (10.05, 20)),
        (K.Key_Left, ALT | SHIFT, (10, 19.95)),
        (K.Key_Right, ALT | SHIFT, (10, 20.05)),
    ],
)
def test_keys_move_the_edges_of_the_selected_region(
    window: Window,
    document: Document,
    key: Qt.Key,
    keys: Qt.KeyboardModifier,
    expected: tuple[float, float],
) -> None:
    document.go_to_region(marked(document, 10 * RATE, 20 * RATE))
    document.move_playhead(12 * RATE)
    press(key, keys)
    span = Region.of_seconds(*expected, RATE)
    assert spans(document) == [(span.start, span.end)]
    assert document.selection == span


def test_repeated_nudges_are_one_step_back(window: Window, document: Document) -> None:
    document.go_to_region(marked(document, 10 * RATE, 20 * RATE))
    for _ in range(5):
        press(K.Key_Right, ALT)
    assert spans(document) == [(round(10.25 * RATE), 20 * RATE)]
    press(K.Key_Z, CTRL)
    assert spans(document) == [(10 * RATE, 20 * RATE)]


def test_alt_arrows_move_a_marker(window: Window, document: Document) -> None:
    document.go_to_region(marked(document, 10 * RATE, 10 * RATE))
    press(K.Key_Left, ALT)
    assert spans(document) == [(round(9.95 * RATE), round(9.95 * RATE))]


def test_escape_lets_go_of_selection_and_region(window: Window, document: Document) -> None:
    document.go_to_region(marked(document, 10 * RATE, 20 * RATE))
    press(K.Key_Escape)
    assert (document.selection, document.regions.focused) == (None, None)


def menu_of(panel: WaveformPanel, x: float, y: float) -> QMenu:
    """Opened by the right button there."""
    at = QPoint(round(x), round(y))
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(panel.wave, QContextMenuEvent(reason, at, panel.wave.mapToGlobal(at)))
    return panel.region_menu.menu


def choose(menu: QMenu, name: str) -> None:
    action = menu.findChild(QAction, name)
    assert isinstance(action, QAction)
    assert action.isEnabled()
    action.trigger()
    menu.close()


def test_the_menu_renames_recolours_and_deletes_the_region_under_the_pointer(
    window: Window, panel: WaveformPanel, document: Document
) -> None:
    marked(document, 300 * PX, 600 * PX, "old", colour=1)
    choose(menu_of(panel, 450, 8), "menu-rename-region")
    write("new")
    press(K.Key_Return)
    choose(menu_of(panel, 450, 100), "colour-4")
    (record,) = document.regions.records
    assert (record.name, record.colour) == ("new", 4)
    menu = menu_of(panel, 450, 100)
    checked = [action.objectName() for action in menu.findChildren(QAction) if action.isChecked()]
    assert checked == ["colour-4"]
    choose(menu, "menu-delete-region")
    assert spans(document) == []


def test_the_menu_selects_and_transcribes_the_region(
    window: Window, panel: WaveformPanel, document: Document, qtbot: QtBot
) -> None:
    marked(document, 300 * PX, 600 * PX)
    document.select(Region(700 * PX, 800 * PX))
    menu = menu_of(panel, 450, 8)
    with qtbot.waitSignal(panel.regions.transcript_wanted):
        choose(menu, "menu-transcribe-region")
    assert document.selection == Region(300 * PX, 600 * PX)


def test_beside_every_region_the_menu_is_about_the_selection(
    window: Window, panel: WaveformPanel, document: Document
) -> None:
    menu = menu_of(panel, 450, 100)
    name = menu.findChild(QAction, "menu-name-region")
    assert isinstance(name, QAction)
    assert not name.isEnabled()
    choose(menu, "menu-add-marker")
    assert spans(document) == [(0, 0)]
    document.select(Region(700 * PX, 800 * PX))
    choose(menu_of(panel, 750, 100), "menu-name-region")
    press(K.Key_Return)
    assert spans(document)[1] == (700 * PX, 800 * PX)


def test_the_menu_key_is_about_the_region_that_keys_act_on(
    window: Window, panel: WaveformPanel, document: Document
) -> None:
    document.go_to_region(marked(document, 300 * PX, 600 * PX))
    reason = QContextMenuEvent.Reason.Keyboard
    at = QPoint(5, 100)
    QApplication.sendEvent(panel.wave, QContextMenuEvent(reason, at, panel.wave.mapToGlobal(at)))
    choose(panel.region_menu.menu, "menu-delete-region")
    assert spans(document) == []


def test_screen_readers_hear_which_region_keys_act_on(
    window: Window, panel: WaveformPanel, document: Document, qtbot: QtBot
) -> None:
    marked(document, 10 * RATE, 20 * RATE, "The bell")
    marked(document, 30 * RATE, 30 * RATE)
    told = panel.wave.accessibleDescription
    qtbot.waitUntil(lambda: "Regions and markers: 2." in told() or "of 2." in told())
    press(K.Key_BracketRight, CTRL)
    qtbot.waitUntil(lambda: "Region The bell, 0:10.0 – 0:20.0, 1 of 2." in told())
    press(K.Key_BracketRight, CTRL)
    qtbot.waitUntil(lambda: "Marker, 0:30.0, 2 of 2." in told())
    assert QAccessible.queryAccessibleInterface(panel.wave) is not None
