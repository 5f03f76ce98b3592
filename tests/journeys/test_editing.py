"""A transcript is corrected in the window: written, split, joined, timed, found, undone, and never lost."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton
from qasync import QEventLoop

from audio_desk.library.records import AnswerStatus
from audio_desk.library.store import Store
from audio_desk.paths import Paths
from audio_desk.transcripts.segment import Segment
from audio_desk.ui.transcripts.finding.everywhere_dialog import EverywhereDialog
from audio_desk.ui.transcripts.list.editor import LineEditor
from audio_desk.ui.transcripts.list.view import SegmentView
from audio_desk.ui.transcripts.script.speakers_dialog import SpeakersDialog
from audio_desk.ui.transcripts.versions.compare_dialog import CompareDialog
from audio_desk.ui.transcripts.versions.versions_dialog import VersionsDialog
from tests.child_process import line_with, started
from tests.journeys.conftest import OpenWindow
from tests.journeys.desk_window import LEFT, NO_KEYS, DeskWindow
from tests.server_process import ServerProcess
from tests.ui.served import said, script_answer
from tests.ui.waiting import until
from tests.ui.waveform.hand import Hand

K = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LINES = (
    (0.6, 7.1, "Good morning, and welcome.", "Maya"),
    (7.7, 13.3, "Thank you. It is good to be here.", "Tom"),
    (13.5, 17.0, "Let us begin with the first night.", "Maya"),
    (17.4, 25.0, "The wind did not stop for nine days.", "Tom"),
)


def store_transcript(
    store: Store, recording_id: int, rate: int, lines: Sequence[tuple[float, float, str, str]]
) -> None:
    begun = store.begin_answer(
        recording_id=recording_id,
        task="transcript",
        question="",
        prompt="prompt",
        mode="whole",
        region=None,
        account="on-device",
        model="whisper-tiny.en",
    )
    segments = [Segment(round(start * rate), round(end * rate), text, who) for start, end, text, who in lines]
    store.finish_answer(
        begun.id, status=AnswerStatus.COMPLETE, finish="STOP", problem="", text="text", segments=segments
    )


async def with_transcript(desk: DeskWindow) -> DeskWindow:
    """As a run before left it."""
    store_transcript(desk.session.desk.store, desk.recording.record.id, desk.recording.rate, LINES)
    desk.window.results.refresh()
    await until(lambda: len(desk.document.script.script.segments) == len(LINES))
    await desk.window.settled()
    return desk


async def back_in_the_window(desk: DeskWindow) -> None:
    """A dialog has been closed."""
    await until(lambda: not desk.open_dialogs())
    desk.window.activateWindow()
    await until(desk.window.isActiveWindow)


def view(desk: DeskWindow) -> SegmentView:
    return desk.window.results.transcript.view


def words(desk: DeskWindow) -> list[str]:
    return [line.text for line in desk.document.script.script.segments]


def kept_words(desk: DeskWindow) -> list[str]:
    return [line.text for line in desk.session.desk.store.script(desk.recording.record.id).segments]


def spans(desk: DeskWindow) -> list[tuple[float, float]]:
    rate = desk.recording.rate
    return [(line.start_frame / rate, line.end_frame / rate) for line in desk.document.script.script.segments]


def click_row(desk: DeskWindow, row: int, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    place = view(desk).words_rect(row).center()
    QTest.mouseClick(view(desk).viewport(), LEFT, keys, QPoint(place.x(), place.y()))


def open_row(desk: DeskWindow, row: int) -> LineEditor:
    place = view(desk).words_rect(row).center()
    QTest.mouseDClick(view(desk).viewport(), LEFT, NO_KEYS, place)
    editor = desk.find(LineEditor, "line-editor")
    assert editor.hasFocus()
    return editor


async def test_lines_are_written_split_joined_and_all_of_it_is_undone(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)
    before = desk.document.script.script
    click_row(desk, 0)
    assert desk.selected_seconds == pytest.approx((0.6, 7.1), abs=0.01)
    desk.press(K.Key_F2)
    desk.press(K.Key_A, CTRL)
    desk.write("Good evening.")
    desk.press(K.Key_Z, CTRL)
    assert words(desk)[0] == LINES[0][2]
    desk.press(K.Key_A, CTRL)
    desk.write("Good evening.")
    desk.press(K.Key_Return)
    editor = desk.find(LineEditor, "line-editor")
    assert (words(desk)[0], editor.toPlainText()) == ("Good evening.", LINES[1][2])
    assert desk.document.script.script.segments[0].corrected
    await until(lambda: desk.label("status-saved").endswith("Saved"))
    desk.write(" Really")
    assert desk.label("status-saved").endswith("Saving…")
    await until(lambda: desk.label("status-saved").endswith("Saved"))
    await until(lambda: words(desk)[1].endswith(" Really"))
    desk.press(K.Key_Escape)
    assert words(desk)[1] == LINES[1][2]
    assert not editor.isVisible()
    editor = open_row(desk, 1)
    for _ in range(len(LINES[1][2]) - len("Thank you.")):
        desk.press(K.Key_Left)
    desk.document.move_playhead(9 * desk.recording.rate)
    desk.press(K.Key_Return, SHIFT)
    assert words(desk)[1:3] == ["Thank you.", "It is good to be here."]
    assert spans(desk)[1:3] == [pytest.approx((7.7, 9.0), abs=0.01), pytest.approx((9.0, 13.3), abs=0.01)]
    desk.press(K.Key_Escape)
    click_row(desk, 2)
    click_row(desk, 3, SHIFT)
    assert desk.selected_seconds == pytest.approx((9.0, 17.0), abs=0.01)
    desk.press(K.Key_J, CTRL | SHIFT)
    assert words(desk)[2] == "It is good to be here. Let us begin with the first night."
    desk.press(K.Key_2, ALT)
    assert desk.document.script.script.segments[2].speaker == "Tom"
    desk.press(K.Key_Delete)
    assert len(words(desk)) == 3
    await until(lambda: kept_words(desk) == words(desk), seconds=20)
    for _ in range(5):
        desk.press(K.Key_Z, CTRL)
    assert desk.document.script.script == before
    for _ in range(5):
        desk.press(K.Key_Z, CTRL | SHIFT)
    assert len(words(desk)) == 3
    await until(lambda: kept_words(desk) == words(desk), seconds=20)


async def test_a_line_is_inserted_and_timed_from_the_playhead(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)
    rate = desk.recording.rate
    desk.document.move_playhead(30 * rate)
    desk.press(K.Key_F6, SHIFT)
    assert view(desk).hasFocus()
    desk.press(K.Key_Insert)
    desk.write("Nobody")
    desk.press(K.Key_J, CTRL)
    desk.press(K.Key_Return)
    assert words(desk)[4] == "Nobody [00:30]"
    assert spans(desk)[4] == (30.0, 32.0)
    desk.document.move_playhead(31 * rate)
    click_row(desk, 4)
    desk.press(K.Key_BracketRight)
    assert spans(desk)[4] == (30.0, 31.0)
    assert desk.selected_seconds == (30.0, 31.0)


async def test_an_edge_that_is_dragged_on_the_waveform_moves_the_line(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)
    click_row(desk, 3)
    desk.hand.drag(desk.x_of(25), desk.x_of(28), keys=ALT)
    assert spans(desk)[3] == pytest.approx((17.4, 28), abs=0.3)
    assert desk.selected_seconds == spans(desk)[3]
    desk.window.waveform.focus_waveform()
    desk.hand.press(desk.x_of(17.4), keys=ALT)
    desk.hand.move(desk.x_of(20), keys=ALT)
    assert spans(desk)[3][0] == pytest.approx(20, abs=0.3)
    desk.hand.key(K.Key_Escape)
    desk.hand.release(desk.x_of(20))
    assert spans(desk)[3] == pytest.approx((17.4, 28), abs=0.3)
    desk.window.waveform.focus_waveform()
    desk.press(K.Key_Z, CTRL)
    assert spans(desk)[3] == pytest.approx((17.4, 25), abs=0.01)
    assert not desk.document.script.script.segments[3].corrected


async def test_an_edge_that_is_dragged_beneath_the_waveform_moves_the_line(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)
    lane = Hand(desk.window.waveform.lane)
    lane.drag(desk.x_of(25) - 2, desk.x_of(29) - 2, y=8, keys=ALT)
    assert spans(desk)[3] == pytest.approx((17.4, 29), abs=0.3)
    assert desk.document.selection is None
    lane.click(desk.x_of(10), y=8)
    assert view(desk).chosen_rows() == [1]
    assert desk.document.playhead == desk.document.script.script.segments[1].start_frame
    desk.click("undo")
    assert spans(desk)[3] == pytest.approx((17.4, 25), abs=0.01)
    assert view(desk).chosen_rows() == [3]


async def test_words_are_found_and_replaced(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)

    async def told(count: str) -> None:
        await until(lambda: count in desk.label("find-count"))

    desk.press(K.Key_H, CTRL)
    desk.write("good")
    await told("2 found")
    desk.press(K.Key_Return)
    await told("1 of 2")
    assert view(desk).chosen_rows() == [0]
    desk.find(QLineEdit, "replace-words").setFocus()
    desk.write("goodly")
    desk.press(K.Key_Return)
    await told("2 of 2")
    assert words(desk)[0] == "goodly morning, and welcome."
    desk.click("replace-all")
    await told("2 replaced")
    assert words(desk)[:2] == ["goodlyly morning, and welcome.", "Thank you. It is goodly to be here."]
    desk.find(QLineEdit, "find-words").setFocus()
    desk.press(K.Key_A, CTRL)
    desk.write("(")
    await told("Not found")
    desk.click("find-regular")
    await told("This is no regular expression")
    field = desk.find(QLineEdit, "find-words")
    field.selectAll()
    QTest.keyClicks(field, "(a|aa)+!")
    await told("Not found")
    desk.press(K.Key_Escape)
    assert not desk.window.script.finding.bar.isVisible()


async def test_words_are_replaced_in_all_recordings_with_the_count_first(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)
    desk.press(K.Key_H, CTRL)
    desk.write("the")
    desk.find(QLineEdit, "replace-words").setFocus()
    desk.write("a")
    desk.click("find-whole")
    desk.click("replace-everywhere")
    await desk.dialog(EverywhereDialog)
    assert desk.find(QListWidget, "everywhere-list").item(0).text().endswith("2 times")
    assert desk.find(QPushButton, "everywhere-go").text() == "Replace 2 in 1 recordings"
    desk.click("everywhere-go")
    await until(
        lambda: words(desk)[2:] == ["Let us begin with a first night.", "a wind did not stop for nine days."]
    )
    await desk.window.settled()
    desk.window.script.errands.show_versions()
    versions = await desk.dialog(VersionsDialog)
    assert versions.list.count() == 1
    desk.click("version-restore")
    await until(lambda: words(desk)[2] == LINES[2][2])
    await until(lambda: versions.list.count() == 2)
    desk.click("versions-close")


async def test_a_speaker_is_renamed_once_in_all_lines_and_made_one_with_another(
    desk_window: DeskWindow,
) -> None:
    desk = await with_transcript(desk_window)
    desk.window.script.errands.show_speakers()
    dialog = await desk.dialog(SpeakersDialog)
    field = desk.find(QLineEdit, "speaker-name-1")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Maya Lind")
    QTest.keyClick(field, K.Key_Return)
    await until(lambda: desk.document.script.script.segments[2].speaker == "Maya Lind")
    dialog.recoloured.emit("Maya Lind", 3)
    assert desk.document.speaker_colours["Maya Lind"] == 3
    dialog.renamed.emit("Tom", "Maya Lind")
    await until(lambda: {line.speaker for line in desk.document.script.script.segments} == {"Maya Lind"})
    desk.click("speakers-close")
    await back_in_the_window(desk)
    for _ in range(3):
        desk.press(K.Key_Z, CTRL)
    assert [line.speaker for line in desk.document.script.script.segments] == ["Maya", "Tom"] * 2


async def test_a_new_answer_never_overwrites_a_corrected_line(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)
    open_row(desk, 1)
    desk.press(K.Key_A, CTRL)
    desk.write("Thanks.")
    desk.press(K.Key_Return)
    click_row(desk, 1)
    script_answer(desk.server, said("[00:07] Thank you so much.\n[00:10] Good to be here.", "STOP"))
    desk.press(K.Key_T, CTRL | SHIFT)
    notice = desk.window.results.transcript.taking
    await until(lambda: "stand beside" in notice.words)
    assert words(desk)[1] == "Thanks."
    desk.click("taking-compare")
    await desk.dialog(CompareDialog)
    desk.click("compare-take")
    await until(lambda: "Thank you so much." in words(desk))
    assert "Thanks." not in words(desk)
    await until(lambda: "took the place" in notice.words)
    await back_in_the_window(desk)
    desk.click("taking-back")
    assert words(desk)[1] == "Thanks."
    await until(lambda: kept_words(desk) == words(desk))
    untouched = desk.document.script.script.segments[2]
    click_row(desk, 2)
    script_answer(desk.server, said("[00:14] Let us begin.", "STOP"))
    desk.press(K.Key_T, CTRL | SHIFT)
    await until(lambda: "Let us begin." in words(desk))
    assert desk.document.script.script.get(untouched.id) is None
    assert words(desk)[1] == "Thanks."
    await until(lambda: kept_words(desk) == words(desk))


async def test_the_list_follows_what_is_heard_until_the_user_scrolls(desk_window: DeskWindow) -> None:
    desk = desk_window
    rate = desk.recording.rate
    many = [(second / 2, second / 2 + 0.4, f"line {second}", "Maya") for second in range(240)]
    store_transcript(desk.session.desk.store, desk.recording.record.id, rate, many)
    desk.window.results.refresh()
    await until(lambda: len(words(desk)) == 240)
    following, model = view(desk).following, desk.window.results.transcript.model
    following.set_playing(True)
    desk.document.move_playhead(60 * rate + 10)
    assert view(desk).viewport().rect().intersects(view(desk).words_rect(model.current_row))
    view(desk).verticalScrollBar().sliderPressed.emit()
    view(desk).verticalScrollBar().setValue(0)
    desk.document.move_playhead(62 * rate + 10)
    assert view(desk).verticalScrollBar().value() == 0
    desk.click("resume-following")
    assert view(desk).viewport().rect().intersects(view(desk).words_rect(model.current_row))
    assert not following.chip.isVisible()
    following.set_playing(False)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_a_kill_while_writing_loses_at_most_two_seconds(
    server: ServerProcess, home: Paths, sample: Path, open_window: OpenWindow, qt_loop: QEventLoop
) -> None:
    desk = open_window()
    qt_loop.run_until_complete(desk.open(sample))
    qt_loop.run_until_complete(with_transcript(desk))
    desk.end()
    command = [sys.executable, "-m", "tests.journeys.editing_child", str(sample)]
    with started(command) as child:
        said_by_then = [line_with(child, "word") for _ in range(12)]
        child.send_signal(signal.SIGKILL)
        child.wait()
    written = [(float(line.split()[0]), line.split()[1]) for line in said_by_then]
    last = written[-1][0]
    again = open_window()
    qt_loop.run_until_complete(again.open(sample))
    qt_loop.run_until_complete(until(lambda: again.document.script.is_loaded))
    kept = words(again)[0].split()
    assert all(word in kept for at, word in written if at <= last - 2.0)
    assert written[0][0] < last - 2.0


async def test_everything_is_in_the_menu_beside_the_tabs(desk_window: DeskWindow) -> None:
    desk = await with_transcript(desk_window)
    desk.click("find-button")
    assert desk.find(QLineEdit, "find-words").hasFocus()
    assert not desk.window.script.finding.bar.replacement.isVisible()
    desk.press(K.Key_Escape)
    click_row(desk, 0)
    desk.click("lines-button")
    menu = desk.window.script.menu.menu
    names = {action.objectName() for action in menu.actions() if action.isEnabled()}
    assert {"menu-split-line", "menu-ask-again", "menu-versions", "menu-delete-lines"} <= names
    menu.close()
    desk.click("copy-transcript-button")
