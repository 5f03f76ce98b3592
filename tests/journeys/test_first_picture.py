"""The window before its panes are there: what is seen of it at once, and what is wished of it meanwhile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QWidget
from qasync import QEventLoop

from audio_desk.paths import Paths
from audio_desk.session import Session, furnished
from audio_desk.settings import Settings
from audio_desk.ui.main_window import MainWindow
from audio_desk.ui.shell import shown_window
from tests.server_process import ServerProcess
from tests.ui.waiting import until

GUARD_SECONDS = 60.0
HEAVY = ("asyncio", "qasync", "numpy", "av", "soundfile", "sqlite3", "google", "audio_desk.operations")
SEE = f"""
import sys
from audio_desk import app
from audio_desk.paths import Paths
from audio_desk.settings import Settings
seen = []
window = app.shown_window(app.Application([]), Settings(), Paths.default().settings_file)
window.first_picture.wait(then=[lambda: seen.extend(name for name in {HEAVY} if name in sys.modules)])
print(window.first_picture.moment is not None, seen)
"""
Furnish = Callable[[], Session]


@pytest.fixture
def shell(
    nothing_left: None, qapp: QApplication, qt_loop: QEventLoop, home: Paths, server: ServerProcess
) -> Iterator[MainWindow]:
    """As it is shown first; who furnishes it also ends it."""
    window = shown_window(qapp, Settings(), home.settings_file)  # type: ignore[arg-type]
    window.resize(1440, 900)
    yield window
    qapp.setStyleSheet("")


@pytest.fixture
def furnish(shell: MainWindow, qt_loop: QEventLoop, home: Paths) -> Iterator[Furnish]:
    made: list[Session] = []

    def furnish_now() -> Session:
        made.append(qt_loop.run_until_complete(furnished(home, shell)))
        return made[-1]

    yield furnish_now
    for session in made:
        qt_loop.run_until_complete(session.end())


def button(window: MainWindow, name: str) -> QAbstractButton:
    (found,) = [b for b in window.findChildren(QAbstractButton, name) if b.isVisible()]
    return found


def place(window: MainWindow, name: str) -> QRect:
    (found,) = [w for w in window.findChildren(QWidget, name) if w.isVisible()]
    return QRect(found.mapTo(window, QPoint(0, 0)), found.size())


def drop(window: MainWindow, path: Path) -> None:
    data, left, no_keys = QMimeData(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    data.setUrls([QUrl.fromLocalFile(str(path))])
    for event in (
        QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, no_keys),
        QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, no_keys),
    ):
        QApplication.sendEvent(window, event)
        assert event.isAccepted()


async def dialog(window: MainWindow, kind: type[QDialog]) -> QDialog:
    await until(lambda: any(found.isVisible() for found in window.findChildren(kind)))
    (found,) = [found for found in window.findChildren(kind) if found.isVisible()]
    return found


def test_the_first_picture_waits_for_nothing_heavy(home: Paths) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SEE], capture_output=True, text=True, timeout=GUARD_SECONDS, check=True
    )
    assert done.stdout.strip() == "True []"


def test_nothing_moves_when_the_panes_come(shell: MainWindow, furnish: Furnish) -> None:
    names = ("top-bar", "open", "account-menu", "settings", "empty-pane", "empty-open", "uploads-dock")
    before = {name: place(shell, name) for name in names}
    furnish()
    assert {name: place(shell, name) for name in names} == before
    assert place(shell, "side-column").x() == 0


def test_a_file_that_is_dropped_meanwhile_is_opened(
    shell: MainWindow, furnish: Furnish, qt_loop: QEventLoop, sample: Path
) -> None:
    drop(shell, sample)
    assert shell.empty.message.text() == f"Opening {sample.name}..."
    session = furnish()
    qt_loop.run_until_complete(until(lambda: session.document.recording is not None))
    assert session.document.recording is not None
    assert session.document.recording.path == sample
    qt_loop.run_until_complete(shell.settled())


def test_keys_that_are_pressed_meanwhile_are_heard(
    shell: MainWindow, furnish: Furnish, qt_loop: QEventLoop
) -> None:
    QTest.keyClick(shell.empty.open_button, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(shell.empty.open_button, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    furnish()
    assert not shell.dock.isVisible()
    qt_loop.run_until_complete(dialog(shell, QFileDialog))


@pytest.mark.parametrize("name", ["settings", "empty-open"])
def test_buttons_that_are_pressed_meanwhile_act(
    shell: MainWindow, furnish: Furnish, qt_loop: QEventLoop, name: str
) -> None:
    QTest.mouseClick(button(shell, name), Qt.MouseButton.LeftButton)
    furnish()
    qt_loop.run_until_complete(dialog(shell, QDialog))


def test_the_menu_of_accounts_opens_by_the_button_that_took_the_place(
    shell: MainWindow, furnish: Furnish
) -> None:
    QTest.mouseClick(button(shell, "account-menu"), Qt.MouseButton.LeftButton)
    furnish()
    assert shell.account.choices.isVisible()
    shell.account.choices.close()


def test_uploads_that_are_hidden_meanwhile_stay_hidden(shell: MainWindow, furnish: Furnish) -> None:
    QTest.mouseClick(shell.top_bar.uploads, Qt.MouseButton.LeftButton)
    assert not shell.dock.isVisible()
    session = furnish()
    assert not shell.dock.isVisible()
    assert not session.preferences.settings.uploads_visible


def test_a_window_that_is_closed_meanwhile_goes_at_once(shell: MainWindow, furnish: Furnish) -> None:
    shell.close()
    assert not shell.isVisible()
    assert furnish().ending.is_set()
    assert not shell.isVisible()


def test_the_program_ends_when_its_window_is_closed_before_all_is_loaded(home: Paths) -> None:
    run = """
import sys
from audio_desk import app
from audio_desk.ui.first_picture import FirstPicture
wait = FirstPicture.wait
def close_then(self, *, then):
    wait(self, then=[self.parent().close, *then])
FirstPicture.wait = close_then
sys.exit(app.run(None))
"""
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, timeout=GUARD_SECONDS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
