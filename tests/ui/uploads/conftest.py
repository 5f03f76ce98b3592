"""One real local server for this room's tests, a desk on it without uploads, and panes to open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
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
from tests.ui.served import announced
from tests.ui.showing import show
from tests.ui.waiting import until

OpenPane = Callable[..., Awaitable[UploadsPane]]


@pytest.fixture(scope="package")
def room_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    server = ServerProcess.start(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture
def server(room_server: ServerProcess, home: Paths) -> Iterator[ServerProcess]:
    """Without uploads."""
    for file in room_server.call("GET", "/v1beta/files?pageSize=100").get("files", []):
        room_server.call("DELETE", f"/v1beta/{file['name']}")
    yield from announced(room_server, home)


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
def open_pane(panes: Panes, qt_loop: QEventLoop) -> Iterator[OpenPane]:
    """Shows a pane and waits for its first page; its work is ended after the test."""
    opened: list[UploadsPane] = []

    async def open_now(width: int = 900, height: int = 600, pace: Pace | None = None) -> UploadsPane:
        pane = UploadsPane(panes.desk, panes.document, panes.preferences, panes.theme, pace=pace)
        opened.append(pane)
        pane.resize(width, height)
        await show(pane)
        await until(lambda: not pane.is_loading)
        return pane

    yield open_now
    # Not by qtbot, which deletes widgets before their work can be ended.
    for pane in opened:
        qt_loop.run_until_complete(pane.close_work())
        pane.close()
        pane.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
