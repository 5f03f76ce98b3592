"""Holds the current settings for the window and writes them when they change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from audio_desk.settings import Settings, save


class Preferences(QObject):
    """`settings` is replaced as a whole; a file that cannot be written leaves by `not_saved`, after it."""

    settings_changed = Signal(object, object)
    """The settings before, the settings now."""
    not_saved = Signal(object)

    def __init__(self, settings: Settings, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._path = path

    @property
    def settings(self) -> Settings:
        return self._settings

    def change(self, **values: Any) -> None:
        before, self._settings = self._settings, replace(self._settings, **values)
        if before == self._settings:
            return
        trouble: OSError | None = None
        try:
            save(self._settings, self._path)
        except OSError as error:
            trouble = error
        self.settings_changed.emit(before, self._settings)
        if trouble is not None:
            self.not_saved.emit(trouble)
