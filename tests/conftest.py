"""What every test shares: a home of its own, a loop for coroutine tests, the sample and its true words."""

from __future__ import annotations

import asyncio
import gc
import inspect
import json
import os
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background of a shell: the programs that tests interrupt would inherit the deafness.
    signal.signal(signal.SIGINT, signal.default_int_handler)
# No test reaches beyond this computer, whatever the machine's own settings are.
for variable in ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GEMINI_BASE_URL", "GOOGLE_GENAI_USE_VERTEXAI"):
    os.environ.pop(variable, None)

from audio_desk.paths import HOME_VARIABLE, Paths
from audio_desk.qt_libraries import missing_qt_libraries
from audio_desk.resources import resource, sample_recording

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop


_TESTS = Path(__file__).parent
_WINDOWS = ("journeys", "ui")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Stop at once, before pytest-qt imports it, where Qt cannot be loaded."""
    missing = missing_qt_libraries()
    if missing:
        pytest.exit(
            f"Qt's system libraries are missing. Install them with: apt-get install {missing}", returncode=1
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Two parts that run beside each other, each in its own process and in the order it has without: what
    opens windows, and the rest. Mixed, a thread of the one could end the life of a widget of the other.
    """
    if not config.pluginmanager.has_plugin("xdist"):
        return
    for item in items:
        room = item.path.relative_to(_TESTS).parts[0]
        item.add_marker(pytest.mark.xdist_group("windows" if room in _WINDOWS else "rest"))


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test on a loop of its own, or on Qt's where the test asks for `qt_loop`."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    coroutine = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted})
    loop: Any = pyfuncitem.funcargs.get("qt_loop")
    if loop is None:
        asyncio.run(coroutine)
    else:
        loop.run_until_complete(coroutine)
    return True


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The program's own, so that a test which quits it meets what a user meets."""
    from audio_desk.ui.application import Application

    return Application


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """From here on garbage is collected on this thread alone, and imports are Python's own, as in the
    program: see ui/garbage.py and ui/plain_imports.py.
    """
    from audio_desk.ui.garbage import GarbageCollector
    from audio_desk.ui.plain_imports import import_plainly

    import_plainly()
    collector = GarbageCollector()
    collector.begin()
    yield qapp
    collector.end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Between tests no timer of Qt runs that would do it."""
    result = yield
    if not gc.isenabled():
        from audio_desk.ui.garbage import collect_if_due

        collect_if_due()
    return result


@pytest.fixture
def qt_loop(qapp: QApplication) -> Iterator[QEventLoop]:
    """Qt's loop as asyncio's, for one test; what the test leaves running or broken on it fails the test."""
    from tests.qt_loop import TestLoop

    qapp.setQuitOnLastWindowClosed(False)
    loop = TestLoop(qapp)
    try:
        yield loop
        left = loop.end_tasks()
        assert not left, f"tasks that nobody closed: {left}"
        assert not loop.bugs, f"errors that nobody took: {loop.bugs}"
    finally:
        loop.close()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """The program's folders, empty, beneath this test's own folder; child processes see them too."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    paths = Paths.default()
    paths.ensure()
    return paths


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample interview that is shipped: 125.79 s, 24 kHz, stereo, OGG Vorbis."""
    return sample_recording()


@pytest.fixture(scope="session")
def interview() -> dict[str, Any]:
    """What is said and heard in the sample, and when."""
    truth: dict[str, Any] = json.loads(resource("sample", "interview.json").read_text(encoding="utf-8"))
    return truth
