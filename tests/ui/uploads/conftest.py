"""A desk on the real local server, and panes of uploads to open on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from qasync import QEventLoop

from audio_desk.paths import Paths
from audio_desk.ui.uploads.pane import UploadsPane
from audio_desk.ui.uploads.upload_watch import Pace
from tests.server_process import ServerProcess
from tests.ui.panes import Panes, open_panes
from tests.ui.recordings import tone, write_wav
from tests.ui.showing import show
from tests.ui.uploads.room import Room
from tests.ui.waiting import until


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of sound, of which many are soon uploaded."""
    return write_wav(tmp_path_factory.mktemp("second") / "second.wav", tone(1, 8000), 8000)


@pytest.fixture
def panes(qt_loop: QEventLoop, home: Paths, sample: Path, server: ServerProcess) -> Iterator[Panes]:
    """A desk at the server, with the sample looked at; closed in order after the test."""
    stack = AsyncExitStack()
    yield qt_loop.run_until_complete(stack.enter_async_context(open_panes(home, sample)))
    qt_loop.run_until_complete(stack.aclose())


@pytest.fixture
def room(panes: Panes, server: ServerProcess, qt_loop: QEventLoop) -> Iterator[Room]:
    """Without uploads; the work of its panes is ended after the test."""
    opened: list[UploadsPane] = []

    async def open_now(width: int = 900, height: int = 600, pace: Pace | None = None) -> UploadsPane:
        pane = UploadsPane(panes.desk, panes.document, panes.preferences, panes.theme, pace=pace)
        opened.append(pane)
        pane.resize(width, height)
        await show(pane)
        await until(lambda: not pane.is_loading)
        return pane

    yield Room(panes, server, open_now)
    # Not by qtbot, which deletes widgets before their work can be ended.
    for pane in opened:
        qt_loop.run_until_complete(pane.close_work())
        pane.close()
        pane.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
