"""The composition root of the window: what is seen first comes first, everything else after it.

So nothing heavy is imported above, not even asyncio: the window's first picture does not wait for it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from audio_desk.errors import AudioDeskError
from audio_desk.paths import Paths
from audio_desk.settings import Settings, load
from audio_desk.ui.allocator import return_large_blocks
from audio_desk.ui.application import Application
from audio_desk.ui.garbage import GarbageCollector
from audio_desk.ui.main_window import MainWindow
from audio_desk.ui.plain_imports import import_plainly
from audio_desk.ui.shell import shown_window

if TYPE_CHECKING:
    from audio_desk.session import Session

    Scene = Callable[[Session], Awaitable[int]]

DEMO_SETTINGS: Final = "demo-settings.json"
"""The demo works on this computer whatever account the settings name, and must not change them."""
SWITCH_SECONDS: Final = 0.0005
"""How long a worker thread's Python may keep the window's thread waiting at a time; Python's choice is ten
times as long, and a frame is painted in many steps: gaps of 140 ms were seen while an MP3 was being opened.
"""
_BEFORE_THE_LOOP: Final = ("asyncio", "qasync", "audio_desk.ui.event_loop", "audio_desk.crash")


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
        from audio_desk.demo_scenes import show_demo, tell_demo

        return await (tell_demo(session, picture) if offscreen else show_demo(session))

    return play(paths, settings, paths.config / DEMO_SETTINGS, show)


def play(
    paths: Paths, settings: Settings, settings_file: Path, scene: Scene, path: Path | None = None
) -> int:
    """Show the window, start the loop, play the scene with the recording at `path`, close everything."""
    sys.setswitchinterval(SWITCH_SECONDS)
    import_plainly()
    app = Application(sys.argv[:1])
    collector = GarbageCollector(app)
    window = shown_window(app, settings, settings_file, path)
    window.first_picture.wait(then=[partial(import_module, name) for name in _BEFORE_THE_LOOP])
    return_large_blocks()
    try:
        return _play_in_loop(app, paths, window, _after_the_start(collector, scene))
    finally:
        collector.end()


def _after_the_start(collector: GarbageCollector, scene: Scene) -> Scene:
    async def play_it(session: Session) -> int:
        collector.begin()
        return await scene(session)

    return play_it


def _play_in_loop(app: Application, paths: Paths, window: MainWindow, scene: Scene) -> int:
    from audio_desk.crash import CrashReporter
    from audio_desk.ui.event_loop import EventLoop

    loop = EventLoop(app)
    reporter = CrashReporter(paths.log)
    reporter.attach(loop)
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, window.want_close)
    try:
        return int(loop.run_until_complete(_play_scene(app, paths, window, scene)))
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
        reporter.remove()


async def _play_scene(app: Application, paths: Paths, window: MainWindow, scene: Scene) -> int:
    from audio_desk.ui.loading import load_rest

    await load_rest()
    if window.close_is_wanted:
        window.deleteLater()
        return 0
    from audio_desk.session import furnished

    try:
        session = await furnished(paths, window)
    except (AudioDeskError, OSError) as error:
        return await _refuse(app, window, error)
    try:
        return await scene(session)
    finally:
        await session.end()


async def _refuse(app: Application, window: MainWindow, error: Exception) -> int:
    """Without the library there is no window to work in."""
    from audio_desk.error_text import words_for
    from audio_desk.ui.dialogs import tell

    words = words_for(error)
    if app.has_screen:
        await tell(window, words.title, words.sentence)
    window.deleteLater()
    sys.stderr.write(f"{words.sentence}\n")
    return 1
