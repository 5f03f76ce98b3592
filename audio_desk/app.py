"""The composition root of the window: builds every object once, and closes them in order."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from audio_desk.crash import CrashReporter
from audio_desk.error_text import words_for
from audio_desk.errors import AudioDeskError
from audio_desk.operations.desk import Desk
from audio_desk.paths import Paths
from audio_desk.settings import Settings, load
from audio_desk.ui.appearance import Appearance
from audio_desk.ui.application import Application
from audio_desk.ui.demo import DemoFailed, picture_of, transcribe_sample
from audio_desk.ui.dialogs import tell
from audio_desk.ui.document import Document
from audio_desk.ui.event_loop import EventLoop
from audio_desk.ui.garbage import GarbageCollector
from audio_desk.ui.main_window import MainWindow
from audio_desk.ui.playback.player import Player
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.task_scope import TaskScope, report_bug
from audio_desk.ui.theme import Theme

DEMO_SETTINGS: Final = "demo-settings.json"
"""The demo works on this computer whatever account the settings name, and must not change them."""
_KNOWN_SECONDS: Final = 0.1
"""A recording that was opened before is there by then: the window is painted once, with it."""
SWITCH_SECONDS: Final = 0.0005
"""How long a worker thread's Python may keep the window's thread waiting at a time; Python's choice is ten
times as long, and a frame is painted in many steps: gaps of 140 ms were seen while an MP3 was being opened.
"""


@dataclass(frozen=True, slots=True)
class Session:
    """The objects of one run of the window."""

    app: Application
    desk: Desk
    document: Document
    preferences: Preferences
    window: MainWindow
    ending: asyncio.Event
    """Set when somebody wants the program to end."""

    async def end(self) -> None:
        """Hide the window, end its work, let the server go, close the library."""
        await self.window.end_work()
        await self.desk.aclose()
        self.window.deleteLater()


async def open_session(
    app: Application, paths: Paths, settings: Settings, settings_file: Path, path: Path | None = None
) -> Session:
    """Everything built and the window shown, on the recording at `path`. Raises StoreError and OSError."""
    preferences = Preferences(settings, settings_file)
    desk = await Desk.open(paths, lambda: preferences.settings)
    theme = Theme()
    document = Document()
    player = Player(document, resume_rewind_seconds=settings.resume_rewind_seconds)
    Appearance(app, preferences, theme, parent=document)
    window = MainWindow(desk, document, preferences, player, theme)
    for owned in (preferences, theme, document, player):
        owned.setParent(window)
    ending = asyncio.Event()
    window.close_wanted.connect(ending.set)
    app.quit_requested.connect(ending.set)
    if path is not None:
        window.opener.open(path)
        await window.opener.seen_within(_KNOWN_SECONDS)
    window.show()
    return Session(app, desk, document, preferences, window, ending)


def run(path: Path | None) -> int:
    """The window, on the recording at `path` where there is one, until it is closed; the exit status."""
    paths = Paths.default()
    settings = load(paths.settings_file)

    async def stay(session: Session) -> int:
        await session.ending.wait()
        return 0

    return play(paths, settings, paths.settings_file, stay, path)


def demo(*, offscreen: bool, picture: Path | None) -> int:
    """The window on the sample, its 00:34-00:52 selected and transcribed on this computer; the exit status.

    `offscreen` does it without a display: the transcript goes to standard output, the window to `picture`.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    paths = Paths.default()
    settings = replace(load(paths.settings_file), account="on-device", uploads_visible=True)

    async def show(session: Session) -> int:
        if offscreen:
            return await _tell_demo(session, picture)
        scope = TaskScope(session.window)
        scope.failed.connect(report_bug)
        scope.start("demo", _quietly(transcribe_sample(session.window, session.document)))
        await session.ending.wait()
        return 0

    return play(paths, settings, paths.config / DEMO_SETTINGS, show)


async def _tell_demo(session: Session, picture: Path | None) -> int:
    try:
        answer = await transcribe_sample(session.window, session.document)
        sys.stdout.write(f"{answer.text.strip()}\n")
        sys.stdout.flush()
        if picture is not None:
            await picture_of(session.window, picture)
    except AudioDeskError as error:
        return _fail(words_for(error).sentence)
    except DemoFailed as error:
        return _fail(str(error))
    return 0


async def _quietly(work: Awaitable[object]) -> None:
    """What goes wrong is said in the window."""
    try:
        await work
    except (AudioDeskError, DemoFailed):
        return


def play(
    paths: Paths,
    settings: Settings,
    settings_file: Path,
    scene: Callable[[Session], Awaitable[int]],
    path: Path | None = None,
) -> int:
    """Start Qt and its loop, play the scene with the recording at `path`, close everything."""
    sys.setswitchinterval(SWITCH_SECONDS)
    app = Application(sys.argv[:1])
    collector = GarbageCollector(app)
    loop = EventLoop(app)
    reporter = CrashReporter(paths.log)
    reporter.attach(loop)
    try:
        return int(loop.run_until_complete(_play_scene(app, paths, settings, settings_file, scene, path)))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
        reporter.remove()
        collector.end()


async def _play_scene(
    app: Application,
    paths: Paths,
    settings: Settings,
    settings_file: Path,
    scene: Callable[[Session], Awaitable[int]],
    path: Path | None,
) -> int:
    try:
        session = await open_session(app, paths, settings, settings_file, path)
    except (AudioDeskError, OSError) as error:
        words = words_for(error)
        if app.has_screen:
            await tell(None, words.title, words.sentence)
        return _fail(words.sentence)
    _end_on_signals(session.ending)
    try:
        return await scene(session)
    finally:
        await session.end()


def _end_on_signals(ending: asyncio.Event) -> None:
    """Ctrl-C in the terminal and the end of the session close the window in order."""
    if sys.platform != "win32":
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, ending.set)


def _fail(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
