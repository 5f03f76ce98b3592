"""The window as it is first seen: in its place, size and colours, with all that needs nothing heavy."""

from __future__ import annotations

from pathlib import Path

from audio_desk.settings import Settings
from audio_desk.ui.appearance import Appearance
from audio_desk.ui.application import Application
from audio_desk.ui.main_window import MainWindow
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.theme import Theme


def shown_window(
    app: Application, settings: Settings, settings_file: Path, path: Path | None = None
) -> MainWindow:
    """Shown, and without panes yet; the recording at `path` is the first thing that it will open."""
    preferences, theme = Preferences(settings, settings_file), Theme()
    appearance = Appearance(app, preferences, theme)
    window = MainWindow(preferences, theme)
    for owned in (preferences, theme, appearance):
        owned.setParent(window)
    app.quit_requested.connect(window.want_close)
    if path is not None:
        window.open(path)
    window.show()
    return window
