"""One run of the window: builds every object once, furnishes the window, and closes all in order."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from audio_desk.operations.desk import Desk
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from audio_desk.ui.application import Application
from audio_desk.ui.document import Document
from audio_desk.ui.furnishing import Furnishing
from audio_desk.ui.main_window import MainWindow
from audio_desk.ui.playback.player import Player
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.shell import shown_window


@dataclass(frozen=True, slots=True)
class Session:
    """The objects of one run of the window."""

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
    """Everything built and the window shown, the recording at `path` on its way.

    Raises StoreError and OSError.
    """
    return await furnished(paths, shown_window(app, settings, settings_file, path))


async def furnished(paths: Paths, window: MainWindow) -> Session:
    """The window that is shown already, with its panes and all they need. Raises StoreError and OSError."""
    ending = asyncio.Event()
    window.close_wanted.connect(ending.set)
    if window.close_is_wanted:
        ending.set()
    preferences = window.preferences
    desk = await Desk.open(paths, lambda: preferences.settings)
    document = Document()
    player = Player(document, resume_rewind_seconds=preferences.settings.resume_rewind_seconds)
    for owned in (document, player):
        owned.setParent(window)
    for _ in Furnishing(window, desk, document, player).steps():
        await asyncio.sleep(0)
    return Session(desk, document, preferences, window, ending)
