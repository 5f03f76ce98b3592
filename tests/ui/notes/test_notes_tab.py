"""The notes on quality: what they say, how many warn, and that a place in them is gone to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabWidget
from pytestqt.qtbot import QtBot

from audio_desk.audio.quality.analysis import SoundReport
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.ui.ask.damage_line import DamageLine
from audio_desk.ui.document import Document
from audio_desk.ui.notes.notes_tab import NotesTab
from audio_desk.ui.theme import DARK, Theme
from tests.ui.finding import child
from tests.ui.linking import press_link
from tests.ui.recordings import recording_of, show, tone, write_wav

RATE = 8000
CLEAN = SoundReport((), -50.0, (), (), anti_phase=False, very_quiet=False, lost=())


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    path = tmp_path_factory.mktemp("notes") / "tone.wav"
    return recording_of(write_wav(path, tone(20, RATE, channels=2), RATE))


@pytest.fixture
def document(qtbot: QtBot, recording: Recording) -> Document:
    document = Document()
    show(document, recording)
    return document


@pytest.fixture
def tabs(qtbot: QtBot) -> QTabWidget:
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    tabs.resize(700, 300)
    return tabs


@pytest.fixture
def tab(qtbot: QtBot, document: Document, tabs: QTabWidget) -> NotesTab:
    tab = NotesTab(document, Theme(), tabs)
    tabs.setCurrentWidget(tab)
    with qtbot.waitExposed(tabs):
        tabs.show()
    return tab


def _words(tab: NotesTab) -> str:
    return tab.text.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def _tab_name(tab: NotesTab) -> str:
    tabs = tab.window()
    assert isinstance(tabs, QTabWidget)
    return tabs.tabBar().accessibleTabName(0)


def _empty_words(tab: NotesTab) -> str:
    return child(tab, QLabel, "notes-empty").text()


def test_while_it_is_heard_that_is_said_and_then_that_nothing_is_wrong(
    tab: NotesTab, document: Document, recording: Recording
) -> None:
    assert "being listened to" in _empty_words(tab)
    document.set_report(recording, CLEAN)
    assert "Nothing to remark" in _empty_words(tab)
    assert tab.count.text() == ""


def test_each_note_has_its_sentence_and_its_places(
    tab: NotesTab, document: Document, recording: Recording
) -> None:
    report = replace(
        CLEAN,
        lost=(Region(2 * RATE, 3 * RATE),),
        clipped=(Region(5 * RATE, 6 * RATE), Region(9 * RATE, 9 * RATE + 5)),
        dead_channels=(1,),
        silences=(Region(0, RATE), Region(11 * RATE, 14 * RATE)),
        anti_phase=True,
        very_quiet=True,
    )
    document.set_report(recording, report)
    words = _words(tab)
    for said in (
        "Damaged", "0:02.0 – 0:03.0", "Dead channel  The right channel is silent", "Channels cancel",
        "Clipped", "in 2 places", "0:05.0 – 0:06.0", "0:09.0", "Very quiet",
        "Silence  2 stretches, 4.0 s in all (under −50 dB).",
    ):  # fmt: skip
        assert said in words
    # Silence is good to know and warns of nothing.
    assert tab.count.text() == "5"
    assert _tab_name(tab) == "Notes on quality, 5"


def test_a_place_is_selected_and_the_playhead_goes_there(
    tab: NotesTab, document: Document, recording: Recording
) -> None:
    place = Region(5 * RATE, 6 * RATE)
    document.set_report(recording, replace(CLEAN, clipped=(place, Region(9 * RATE, 9 * RATE + 1))))
    gone: list[int] = []
    tab.gone_to.connect(gone.append)
    press_link(tab.text, "0:05.0")
    assert (document.selection, document.playhead, gone) == (place, place.start, [place.start])


def test_links_are_reached_and_followed_by_keys(
    tab: NotesTab, document: Document, recording: Recording
) -> None:
    document.set_report(recording, replace(CLEAN, lost=(Region(2 * RATE, 3 * RATE),)))
    tab.text.setFocus()
    QTest.keyClick(tab.text, Qt.Key.Key_Tab)
    QTest.keyClick(tab.text, Qt.Key.Key_Return)
    assert document.selection == Region(2 * RATE, 3 * RATE)


def test_notes_are_read_from_their_beginning(
    tab: NotesTab, document: Document, recording: Recording, tabs: QTabWidget
) -> None:
    tabs.resize(300, 120)
    everything = replace(CLEAN, dead_channels=(0,), anti_phase=True, very_quiet=True)
    document.set_report(recording, replace(everything, clipped=(Region(0, 10),)))
    assert tab.text.verticalScrollBar().maximum() > 0
    assert tab.text.verticalScrollBar().value() == 0


def test_what_is_known_from_opening_is_there_while_the_rest_is_heard(
    tab: NotesTab, document: Document, recording: Recording
) -> None:
    document.set_recording(replace(recording, info=replace(recording.info, damage=(2.0,))))
    assert _words(tab).startswith("Damaged")
    assert _words(tab).endswith("The recording is being listened to.")
    assert document.recording is not None
    document.set_report(document.recording, CLEAN)
    assert "listened" not in _words(tab)


def test_silence_that_stands_for_damage_is_only_damage(
    tab: NotesTab, document: Document, recording: Recording
) -> None:
    lost = Region(2 * RATE, 3 * RATE)
    document.set_report(recording, replace(CLEAN, lost=(lost,), silences=(lost,)))
    assert "Silence" not in _words(tab)


def test_another_recording_has_other_notes(tab: NotesTab, document: Document, recording: Recording) -> None:
    document.set_report(recording, replace(CLEAN, very_quiet=True))
    assert tab.count.text() == "1"
    document.set_recording(None)
    assert tab.count.text() == ""
    assert _tab_name(tab) == "Notes on quality"


def test_of_many_places_the_first_are_links_and_the_rest_is_counted(
    tab: NotesTab, document: Document, recording: Recording
) -> None:
    places = tuple(Region(frame, frame + 10) for frame in range(0, 20 * RATE, RATE // 4))
    document.set_report(recording, replace(CLEAN, clipped=places))
    assert "in 80 places" in _words(tab)
    assert "and 40 more" in _words(tab)


def test_the_words_take_the_colours_of_the_appearance(
    document: Document, recording: Recording, tabs: QTabWidget
) -> None:
    theme = Theme()
    tab = NotesTab(document, theme, tabs)
    document.set_report(recording, replace(CLEAN, very_quiet=True))
    theme.use(DARK)
    cursor = tab.text.document().find("Very quiet")
    assert cursor.charFormat().foreground().color().name() == DARK.attention


def test_damage_is_said_before_it_is_sent(qtbot: QtBot, document: Document, recording: Recording) -> None:
    line = DamageLine(document)
    qtbot.addWidget(line)
    assert line.isHidden()
    document.set_report(recording, replace(CLEAN, lost=(Region(2 * RATE, 3 * RATE),)))
    assert not line.isHidden()
    assert "“tone.wav” is damaged at 0:02.0 – 0:03.0" in line.text()
    document.select(Region(10 * RATE, 12 * RATE))
    assert line.isHidden()
    document.select(Region(RATE, 4 * RATE))
    assert not line.isHidden()
