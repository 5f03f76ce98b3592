"""An error that nobody expected is logged without keys and shown in one window."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from audio_desk.crash import LOG_NAME, CrashReporter
from audio_desk.error_text import without_keys
from audio_desk.ui.bug_window import BugWindow
from audio_desk.ui.task_scope import TaskScope, report_bug
from tests.ui.waiting import until


class Mishap(Exception):
    """A bug, for these tests."""


@pytest.fixture
def reporter(qtbot: QtBot, tmp_path: Path) -> Iterator[CrashReporter]:
    made = CrashReporter(tmp_path / "log")
    yield made
    made.remove()


def windows() -> list[BugWindow]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, BugWindow) and widget.isVisible()
    ]


def log(tmp_path: Path) -> str:
    return (tmp_path / "log" / LOG_NAME).read_text(encoding="utf-8")


def raise_it() -> None:
    raise Mishap("in a thread")


async def fail(words: str) -> None:
    raise Mishap(words)


def test_an_error_in_a_slot_is_logged_and_shown(
    qtbot: QtBot, reporter: CrashReporter, tmp_path: Path
) -> None:
    sys.excepthook(Mishap, Mishap("in a slot"), None)
    (window,) = windows()
    assert "Mishap: in a slot" in window.details
    assert "Audio Desk" in window.details
    assert "Mishap: in a slot" in log(tmp_path)


def test_several_errors_share_one_window(qtbot: QtBot, reporter: CrashReporter) -> None:
    for number in range(3):
        reporter.report(Mishap(f"number {number}"))
    (window,) = windows()
    for number in range(3):
        assert f"number {number}" in window.details


def test_the_details_can_be_copied(qtbot: QtBot, reporter: CrashReporter) -> None:
    reporter.report(Mishap("to be copied"))
    (window,) = windows()
    (copy,) = window.findChildren(QPushButton, "bug-copy")
    copy.click()
    assert "to be copied" in QGuiApplication.clipboard().text()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_in_a_thread_is_shown_by_the_windows_thread(qtbot: QtBot, reporter: CrashReporter) -> None:
    thread = threading.Thread(target=raise_it)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(windows()))
    assert "in a thread" in windows()[0].details


async def test_an_error_in_a_panes_work_is_shown(qt_loop: QEventLoop, reporter: CrashReporter) -> None:
    reporter.attach(qt_loop)
    scope = TaskScope()
    scope.failed.connect(report_bug)
    scope.start("work", fail("in a task"))
    await until(windows)
    assert "in a task" in windows()[0].details
    await scope.close()


async def test_an_error_in_a_callback_of_the_loop_is_shown(
    qt_loop: QEventLoop, reporter: CrashReporter
) -> None:
    reporter.attach(qt_loop)
    asyncio.get_running_loop().call_soon(raise_it)
    await until(windows)


def test_what_qt_says_is_in_the_log(qtbot: QtBot, reporter: CrashReporter, tmp_path: Path) -> None:
    qWarning("something small")
    assert "Qt: something small" in log(tmp_path)
    assert not windows()


@pytest.mark.parametrize(
    "text",
    [
        "GET /v1beta/models?key=abcdef123456&alt=sse",
        "{'x-goog-api-key: abcdef123456'}",
        "the key abcdef123456",
        "AIzaSyabcdef123456 was rejected",
    ],
)
def test_no_key_gets_into_log_or_window(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "abcdef123456")
    assert "abcdef123456" not in without_keys(text)
    assert "[key]" in without_keys(text)


def test_a_log_that_cannot_be_written_is_done_without(qtbot: QtBot, tmp_path: Path) -> None:
    blocked = tmp_path / "log"
    blocked.write_text("a file where the folder should be")
    reporter = CrashReporter(blocked)
    reporter.report(Mishap("still shown"))
    assert windows()
    reporter.remove()


def test_the_hooks_are_given_back(qtbot: QtBot, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook)
    reporter = CrashReporter(tmp_path / "log")
    assert (sys.excepthook, threading.excepthook) != before
    reporter.remove()
    assert (sys.excepthook, threading.excepthook) == before
    QTimer.singleShot(0, lambda: None)
