"""The real window on the real local server, for one journey each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from audio_desk.paths import Paths
from audio_desk.session import open_session
from audio_desk.settings import Settings
from tests.journeys.desk_window import DeskWindow
from tests.server_process import ServerProcess
from tests.ui.served import announced

OpenWindow = Callable[..., DeskWindow]


@pytest.fixture(scope="package")
def journey_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """With the real engine; it loads its model once."""
    server = ServerProcess.start(tmp_path_factory.mktemp("journey-server"))
    yield server
    server.stop()


@pytest.fixture
def server(journey_server: ServerProcess, home: Paths) -> Iterator[ServerProcess]:
    """Without uploads; the window finds it as one that another program started."""
    while files := journey_server.call("GET", "/v1beta/files?pageSize=100").get("files", []):
        for file in files:
            journey_server.call("DELETE", f"/v1beta/{file['name']}")
    yield from announced(journey_server, home)


@pytest.fixture
def nothing_left(qapp: QApplication) -> Iterator[None]:
    """No window, no thread of ours survives a journey."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows = [f"{type(widget).__name__} {widget.objectName()}" for widget in QApplication.topLevelWidgets()]
    assert windows == []
    ours = [
        thread.name for thread in threading.enumerate() if thread.name.startswith(("desk", "local-server"))
    ]
    assert ours == []


@pytest.fixture
def open_window(
    nothing_left: None, qapp: QApplication, qt_loop: QEventLoop, home: Paths, server: ServerProcess
) -> Iterator[OpenWindow]:
    """Opens windows one after another; each is closed in order at the latest when the test ends."""
    opened: list[DeskWindow] = []

    def open_now(settings: Settings | None = None, path: Path | None = None) -> DeskWindow:
        chosen = settings or Settings()
        session = qt_loop.run_until_complete(
            open_session(qapp, home, chosen, home.settings_file, path)  # type: ignore[arg-type]
        )
        desk = DeskWindow(session, server, qt_loop)
        desk.window.resize(1440, 900)
        opened.append(desk)
        return desk

    yield open_now
    for desk in opened:
        desk.end()
    qapp.setStyleSheet("")


@pytest.fixture
def empty_window(open_window: OpenWindow) -> DeskWindow:
    """As on the first start: nothing open, nothing known."""
    return open_window()


@pytest.fixture
def other_recording(sample: Path, tmp_path: Path) -> Path:
    """`other.ogg`: sounds like the sample, but has other bytes."""
    path = tmp_path / "other.ogg"
    path.write_bytes(sample.read_bytes() + b"\0")
    return path


@pytest.fixture
def desk_window(empty_window: DeskWindow, sample: Path, qt_loop: QEventLoop) -> DeskWindow:
    """The window with the sample open, its waveform drawn and the left column filled."""
    qt_loop.run_until_complete(empty_window.open(sample))
    return empty_window
