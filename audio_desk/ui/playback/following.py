"""Whether the view scrolls along while the recording plays, or stays where the user looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from audio_desk.ui.document import Document
from audio_desk.ui.playback.player import Player
from audio_desk.ui.waveform.panel import WaveformPanel


class Following(QObject):
    """On or off as the user wants it; while nothing plays, a playhead that is moved is always shown."""

    changed = Signal(bool)

    def __init__(
        self, document: Document, player: Player, waveform: WaveformPanel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._player, self._waveform = document, player, waveform
        self._is_on = True
        player.playing_changed.connect(self._apply)

    @property
    def is_on(self) -> bool:
        return self._is_on

    def set(self, on: bool) -> None:
        if on == self._is_on:
            return
        self._is_on = on
        self._apply()
        if on and self._player.is_playing:
            self._waveform.reveal(self._document.playhead)
        self.changed.emit(on)

    def toggle(self) -> None:
        self.set(not self._is_on)

    def _apply(self) -> None:
        self._waveform.follow_playhead(self._is_on or not self._player.is_playing)
