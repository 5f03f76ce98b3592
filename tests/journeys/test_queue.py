"""A person asks the same about all marked regions, stops, comes back the next day, and goes on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPlainTextEdit
from qasync import QEventLoop

from audio_desk.library.records import AnswerRecord
from audio_desk.operations.recordings.regions import new_region
from audio_desk.region import Region
from audio_desk.ui.queue.queue_dialog import QueueDialog
from audio_desk.ui.regions.region_dialog import RegionDialog
from tests.journeys.conftest import OpenWindow
from tests.journeys.desk_window import DeskWindow
from tests.server_process import ServerProcess
from tests.ui.served import said
from tests.ui.waiting import until

K = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RULE = {"path": "streamGenerateContent", "action": "events", "times": 1}
WORDS = said("[00:00] Hello there.\n", "STOP")


def mark_three(desk: DeskWindow) -> None:
    rate = desk.recording.rate
    for number, start in enumerate((10, 40, 70)):
        span = Region(start * rate, (start + 8) * rate)
        desk.document.regions.put(new_region(desk.recording, span, name=f"Region {number + 1}"))


def answers(desk: DeskWindow) -> tuple[AnswerRecord, ...]:
    return desk.session.desk.store.answers(desk.recording.record.id)


async def ended(desk: DeskWindow) -> None:
    await until(lambda: not desk.window.queue.runner.is_running)
    await desk.window.settled()


async def test_all_regions_are_asked_about_with_the_price_before_and_what_failed_is_tried_again(
    desk_window: DeskWindow, server: ServerProcess
) -> None:
    desk = desk_window
    mark_three(desk)
    cut = {**RULE, "events": [said("[00:01] Cut", "MAX_TOKENS")]}
    server.script_faults([{**RULE, "events": [WORDS]}, cut, {**RULE, "events": [WORDS], "times": 0}])
    desk.press(K.Key_A, CTRL | SHIFT)
    dialog = await desk.dialog(QueueDialog)
    assert dialog.begin.text() == "Begin with 3 regions"
    assert dialog.whole.text().startswith("Whole recording, the times in words: ≈ 12,")
    assert dialog.region.text().startswith("Only the region's sound: ≈ 8")
    desk.click("queue-ask")
    assert not dialog.begin.isEnabled()
    dialog.words.setFocus()
    desk.write("Who speaks?")
    dialog.regions.item(2).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.begin.text() == "Begin with 2 regions"
    desk.click("queue-region")
    desk.click("queue-begin")
    await until(lambda: desk.window.queue.line.words)
    await ended(desk)
    line = desk.window.queue.line
    assert line.words == "“Who speaks?”, unfinished: 1 of 2 regions done, 1 failed"
    assert len(desk.window.results.answers.model.answers) == 2
    desk.click("queue-go-on")
    await ended(desk)
    assert not line.isVisible()
    assert sorted(answer.status for answer in answers(desk)) == ["complete", "complete", "incomplete"]
    assert {answer.question for answer in answers(desk)} == {"Who speaks?"}


async def test_stop_ends_it_from_the_moment_that_it_was_begun_by_button_and_by_key(
    desk_window: DeskWindow, server: ServerProcess
) -> None:
    desk, queue = desk_window, desk_window.window.queue
    mark_three(desk)
    server.script_faults([{**RULE, "events": [said("[00:00] Hel")], "end": "hang", "times": 0}])
    desk.press(K.Key_A, CTRL | SHIFT)
    await desk.dialog(QueueDialog)
    desk.click("queue-region")
    desk.click("queue-begin")
    assert desk.window.ask.primary.text() == "Stop"
    desk.click("transcribe")
    await ended(desk)
    assert (desk.window.ask.primary.text(), answers(desk)) == ("Transcribe recording", ())
    desk.press(K.Key_A, CTRL | SHIFT)
    await desk.dialog(QueueDialog)
    desk.click("queue-begin")
    await until(lambda: "1 running" in queue.line.words)
    desk.drag(100, 200)
    assert desk.window.ask.primary.text() == "Transcribe region"
    desk.document.select(None)
    assert desk.window.ask.primary.text() == "Stop"
    desk.press(K.Key_Period, CTRL)
    await ended(desk)
    assert "0 of 3 regions done, 3 waiting" in queue.line.words


async def test_in_the_smallest_window_its_line_cuts_nothing_off(desk_window: DeskWindow) -> None:
    window = desk_window.window
    window.resize(window.minimumSize())
    window.queue.line.show_work("0 of 3 regions done, 1 running, 2 waiting", 0, 3, ("stop",))
    window.waveform.toggle_spectrogram()
    pane = window.ask
    parts = (pane.choice.whole, pane.choice.region, window.queue.line, pane.primary, pane.row)

    def cut() -> list[str]:
        return [part.objectName() for part in parts if part.height() < part.minimumSizeHint().height()]

    await until(lambda: window.queue.line.isVisible() and not cut())
    assert pane.row.geometry().bottom() < pane.height()


def test_a_stopped_queue_is_offered_again_after_a_restart(
    open_window: OpenWindow, sample: Path, server: ServerProcess, qt_loop: QEventLoop
) -> None:
    run = qt_loop.run_until_complete
    hanging = {**RULE, "events": [said("[00:00] Hel")], "end": "hang", "times": 0}
    server.script_faults([{**RULE, "events": [WORDS]}, hanging])
    desk = open_window()
    run(desk.open(sample))
    mark_three(desk)
    desk.click("all-regions")
    run(desk.dialog(QueueDialog))
    desk.click("queue-region")
    desk.click("queue-begin")
    run(until(lambda: "1 of 3 regions done, 1 running" in desk.window.queue.line.words))
    desk.click("queue-stop")
    run(until(lambda: not desk.window.queue.runner.is_running, seconds=10))
    run(desk.window.settled())
    desk.end()
    again = open_window()
    run(again.open(sample))
    assert again.window.queue.line.words == "Transcripts, unfinished: 1 of 3 regions done, 2 waiting"
    server.script_faults([{**RULE, "events": [WORDS], "times": 0}])
    again.click("queue-go-on")
    run(ended(again))
    assert sum(answer.status == "complete" for answer in answers(again)) == 3
    assert not again.window.queue.line.isVisible()


async def test_a_regions_comment_and_colour_are_written_from_its_menu(desk_window: DeskWindow) -> None:
    desk = desk_window
    mark_three(desk)
    regions = desk.window.side.regions
    at = regions.visualRect(regions.regions.index(0)).center()
    regions.customContextMenuRequested.emit(at)
    menu = desk.window.waveform.region_menu.menu
    action = menu.findChild(QAction, "menu-region-details")
    assert isinstance(action, QAction)
    action.trigger()
    menu.close()
    dialog = await desk.dialog(RegionDialog)
    assert desk.find(QPlainTextEdit, "region-comment").hasFocus()
    desk.write("Check the date")
    dialog.colour.setCurrentIndex(3)
    desk.click("region-keep")
    await until(lambda: desk.document.regions.records[0].comment == "Check the date")
    assert desk.document.regions.records[0].colour == 3
    desk.document.history.undo()
    assert desk.document.regions.records[0].comment == ""


async def test_without_regions_it_says_so(desk_window: DeskWindow) -> None:
    desk_window.press(K.Key_A, CTRL | SHIFT)
    await until(lambda: "has no marked regions yet" in desk_window.window.ask.banner.message)
