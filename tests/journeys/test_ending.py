"""The program ends in order, whoever ends it and whatever it is doing."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path
from threading import enumerate as living_threads

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from qasync import QEventLoop

from audio_desk import settings as settings_file
from audio_desk.library.records import AnswerRecord, AnswerStatus
from audio_desk.library.store import Store
from audio_desk.paths import Paths
from tests.child_process import line_with, started
from tests.journeys.conftest import OpenWindow
from tests.journeys.desk_window import DeskWindow
from tests.server_process import ServerProcess
from tests.ui.served import said, script_answer
from tests.ui.waiting import until

GUARD_SECONDS = 10.0
"""Five times what ending may take."""


def stored_answer(home: Paths) -> AnswerRecord:
    store = Store.open(home.database)
    try:
        (recording,) = store.recordings()
        (answer,) = store.answers(recording.id)
        return answer
    finally:
        store.close()


def script_slow_words(server: ServerProcess) -> None:
    script_answer(server, *[said(f"word{letter} ") for letter in "abcdefgh"], interval=0.1, end="hang")


def test_a_window_that_was_never_used_leaves_nothing_behind(empty_window: DeskWindow) -> None:
    empty_window.end()


def test_ending_while_an_answer_streams_keeps_what_arrived(
    desk_window: DeskWindow, qt_loop: QEventLoop, home: Paths
) -> None:
    script_slow_words(desk_window.server)
    arrived: list[str] = []
    desk_window.window.runner.text_arrived.connect(lambda _id, text: arrived.append(text))
    desk_window.click("transcribe")
    qt_loop.run_until_complete(until(lambda: "wordh" in "".join(arrived)))
    begin = time.monotonic()
    desk_window.end()
    assert time.monotonic() - begin < GUARD_SECONDS
    answer = stored_answer(home)
    assert (answer.status, answer.finish) == (AnswerStatus.INTERRUPTED, "INTERRUPTED")
    assert answer.text.split() == [f"word{letter}" for letter in "abcdefgh"]


def test_ending_while_a_recording_is_being_opened(empty_window: DeskWindow, sample: Path) -> None:
    empty_window.window.opener.open(sample)
    empty_window.end()


def test_ending_while_a_dialog_is_open(desk_window: DeskWindow, qt_loop: QEventLoop) -> None:
    desk_window.click("open")
    qt_loop.run_until_complete(desk_window.dialog(QFileDialog))
    desk_window.end()


async def test_a_wish_to_quit_is_announced_and_not_obeyed(
    desk_window: DeskWindow, qapp: QApplication
) -> None:
    QCoreApplication.quit()
    await until(desk_window.session.ending.is_set)
    assert desk_window.window.isVisible()


async def test_the_windows_close_button_asks_to_end(desk_window: DeskWindow) -> None:
    desk_window.window.close()
    assert desk_window.session.ending.is_set()
    assert desk_window.window.isVisible()


def test_the_window_comes_back_as_it_was_left(
    open_window: OpenWindow, qt_loop: QEventLoop, home: Paths, sample: Path
) -> None:
    first = open_window()
    qt_loop.run_until_complete(first.open(sample))
    first.window.resize(1500, 820)
    qt_loop.run_until_complete(until(lambda: first.window.width() == 1500))
    first.window.columns.setSizes([300, 900])
    first.click("uploads-toggle")
    first.end()
    second = open_window(settings_file.load(home.settings_file))
    second.window.resize(1500, 820)
    qt_loop.run_until_complete(second.open(sample))
    assert second.window.columns.sizes()[0] == 300
    assert not second.window.dock.isVisible()
    second.end()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_ends_the_program_in_order(
    server: ServerProcess, home: Paths, sample: Path, number: signal.Signals
) -> None:
    script_slow_words(server)
    command = [sys.executable, "-m", "tests.journeys.window_child", str(sample)]
    with started(command) as child:
        line_with(child, "wordh")
        child.send_signal(number)
        begin = time.monotonic()
        _, errors = child.communicate(timeout=GUARD_SECONDS)
        print("ended after", time.monotonic() - begin)
    assert (child.returncode, errors) == (0, "")
    answer = stored_answer(home)
    assert answer.status == AnswerStatus.INTERRUPTED
    assert answer.text.split() == [f"word{letter}" for letter in "abcdefgh"]


def thread_names() -> list[str]:
    """Without those of asyncio's own pool, which the loop keeps and lets grow to its few."""
    return sorted(thread.name for thread in living_threads() if not thread.name.startswith("asyncio_"))


def test_opening_and_closing_again_and_again_leaves_no_thread(
    open_window: OpenWindow, qt_loop: QEventLoop, sample: Path
) -> None:
    before = thread_names()
    for _ in range(3):
        desk = open_window()
        qt_loop.run_until_complete(desk.open(sample))
        desk.press(Qt.Key.Key_F6)
        desk.end()
    assert thread_names() == before
