"""Puts the light or the dark appearance in force: as the settings say, or as the system does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from audio_desk.settings import Settings
from audio_desk.ui.preferences import Preferences
from audio_desk.ui.style import palette, style_sheet
from audio_desk.ui.theme import DARK, LIGHT, Colours, Theme

_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Appearance(QObject):
    """Follows the setting and the system for as long as it lives."""

    def __init__(
        self, app: QApplication, preferences: Preferences, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._preferences = preferences
        self._theme = theme
        self._ask_system_for(preferences.settings)
        app.styleHints().colorSchemeChanged.connect(self._apply)
        preferences.settings_changed.connect(self._settings_changed)
        self._apply()

    def _settings_changed(self, before: Settings, now: Settings) -> None:
        if before.appearance != now.appearance:
            self._ask_system_for(now)
            self._apply()

    def _ask_system_for(self, settings: Settings) -> None:
        """Title bars and native dialogs belong to the system; they follow where it can."""
        hints = self._app.styleHints()
        scheme = _SCHEMES.get(settings.appearance)
        if scheme is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(scheme)

    def _apply(self) -> None:
        colours = self._wanted()
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(style_sheet(colours, self._app.font()))
        self._theme.use(colours)

    def _wanted(self) -> Colours:
        chosen = self._preferences.settings.appearance
        if chosen == "system":
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if chosen == "dark" else LIGHT
