"""The button that shows and sets the volume, and opens the choice of the device."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QToolButton, QWidget
from typing_extensions import override

from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.sound_panel import SoundPanel
from audio_desk.ui.playback.tool_button import dress
from audio_desk.ui.theme import Theme

_STEP = 0.05
_NOTCH = 120
_GAP_PX = 4


class SoundButton(QToolButton):
    """The wheel over it changes the volume."""

    def __init__(self, player: Player, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        dress(self, "sound", self.tr("Volume and device"), self.tr("V"))
        self._icon = KeptIcon(self, "volume", theme)
        self.panel = SoundPanel(player, self)
        self.clicked.connect(self.open)
        player.volume_changed.connect(self._show)
        self._show(player.volume)

    def open(self) -> None:
        """Beneath the button, inside the window where it can be."""
        self.panel.refresh()
        window = self.window()
        at = self.mapTo(window, QPoint(0, self.height() + _GAP_PX))
        x = max(0, min(at.x(), window.width() - self.panel.width() - _GAP_PX))
        self.panel.move(window.mapToGlobal(QPoint(x, at.y())))
        self.panel.show()
        self.panel.volume.setFocus()

    def _show(self, volume: float) -> None:
        self._icon.use("volume" if volume > 0 else "volume-off")
        self.setAccessibleDescription(self.tr("{0} %").format(round(volume * 100)))

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._player.set_volume(round(self._player.volume + _STEP * event.angleDelta().y() / _NOTCH, 3))
        event.accept()
