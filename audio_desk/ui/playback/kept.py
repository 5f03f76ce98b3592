"""Gives the player its settings, and keeps as settings what is changed at it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from audio_desk.settings import Settings
from audio_desk.ui.playback.following import Following
from audio_desk.ui.playback.player import Player
from audio_desk.ui.preferences import Preferences

_SETTLE_MS = 400
"""A slider that is dragged must not write the settings at every step."""


class KeptPlayback(QObject):
    def __init__(
        self, player: Player, following: Following, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._player, self._following, self._preferences = player, following, preferences
        self._keeping = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._keeping.timeout.connect(self._keep)
        self._apply(preferences.settings)
        for changed in (player.volume_changed, player.device_changed, following.changed):
            changed.connect(lambda _value: self._keeping.start())
        player.closing.connect(self._keep_now)
        preferences.settings_changed.connect(self._settings_changed)

    def _apply(self, settings: Settings) -> None:
        self._player.resume_rewind_seconds = settings.resume_rewind_seconds
        self._player.set_volume(settings.volume)
        self._player.set_device(settings.sound_device)
        self._following.set(settings.follow_playhead)

    def _settings_changed(self, _before: Settings, now: Settings) -> None:
        if not self._keeping.isActive():
            self._apply(now)

    def _keep_now(self) -> None:
        if self._keeping.isActive():
            self._keeping.stop()
            self._keep()

    def _keep(self) -> None:
        self._preferences.change(
            volume=self._player.volume,
            sound_device=self._player.device,
            follow_playhead=self._following.is_on,
        )
