"""Screen readers find every region and marker in the waveform, by its name and its place."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from audio_desk.ui.document import Document
from audio_desk.ui.waveform.panel import WaveformPanel
from tests.ui.marking import marked
from tests.ui.waveform.conftest import RATE


def told(panel: WaveformPanel) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(panel.wave)
    assert found is not None
    return found


def names(panel: WaveformPanel) -> list[str]:
    wave = told(panel)
    return [wave.child(index).text(QAccessible.Text.Name) for index in range(wave.childCount())]


def test_each_region_is_a_named_entry_of_the_waveform(panel: WaveformPanel, document: Document) -> None:
    assert names(panel) == []
    marked(document, 10 * RATE, 20 * RATE, "The bell")
    marked(document, 30 * RATE, 30 * RATE)
    assert told(panel).role() == QAccessible.Role.List
    assert told(panel).text(QAccessible.Text.Name) == "Waveform"
    assert names(panel) == ["Region The bell, 0:10.0 – 0:20.0", "Marker, 0:30.0"]
    entry = told(panel).child(0)
    assert entry.role() == QAccessible.Role.ListItem
    assert entry.childCount() == 0
    assert told(panel).indexOfChild(entry) == 0


def test_an_entry_lies_where_its_region_is_drawn(panel: WaveformPanel, document: Document) -> None:
    marked(document, 15 * RATE, 30 * RATE)
    place = told(panel).child(0).rect()
    wave = panel.wave
    assert abs(place.width() - wave.width() / 4) <= 1
    middle = place.center()
    found = told(panel).childAt(middle.x(), middle.y())
    assert found is not None
    assert found.text(QAccessible.Text.Name) == names(panel)[0]
    panel.show_viewport(panel.viewport.zoomed_at(0, 8))
    assert told(panel).child(0).state().offscreen


def test_the_region_that_keys_act_on_is_the_selected_entry(
    panel: WaveformPanel, document: Document, qtbot: QtBot
) -> None:
    first = marked(document, 10 * RATE, 20 * RATE)
    second = marked(document, 30 * RATE, 40 * RATE)
    document.go_to_region(second)
    states = [told(panel).child(index).state() for index in range(2)]
    assert [bool(state.selected) for state in states] == [False, True]
    document.go_to_region(first)
    focused = told(panel).focusChild()
    assert focused is not None
    assert focused.text(QAccessible.Text.Name).startswith("Region")


def test_a_deleted_region_is_gone_and_comes_back_when_that_is_undone(
    panel: WaveformPanel, document: Document
) -> None:
    bell = marked(document, 10 * RATE, 20 * RATE, "The bell")
    marked(document, 30 * RATE, 40 * RATE, "The door")
    entry = told(panel).child(0)
    document.regions.remove(bell)
    assert not entry.isValid()
    assert entry.text(QAccessible.Text.Name) == ""
    assert entry.state().invalid
    assert names(panel) == ["Region The door, 0:30.0 – 0:40.0"]
    document.history.undo()
    assert entry.isValid()
    assert len(names(panel)) == 2
