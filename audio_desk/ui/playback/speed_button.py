"""The button that says how fast it plays, and the menu of speeds."""

from __future__ import annotations

from PySide6.QtGui import QActionGroup, QFontMetricsF
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from audio_desk.ui.playback import speed as speeds
from audio_desk.ui.playback.player import Player
from audio_desk.ui.playback.tool_button import dress
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.style import text_font

_PAD_PX = 16


class SpeedButton(QToolButton):
    """As wide for every speed, so that nothing beside it moves."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        dress(self, "speed", self.tr("Speed"), self.tr("Shift+,  Shift+.  Shift+/"))
        self.setFont(text_font(self.font()))
        widest = QFontMetricsF(self.font()).horizontalAdvance(speeds.speed_text(0.75))
        self.setMinimumWidth(round(widest) + _PAD_PX)
        self.choices = QMenu(self)
        self.choices.setObjectName("speed-choices")
        self.clicked.connect(self._open)
        player.speed_changed.connect(self._show)
        self._show(player.speed)

    def _show(self, speed: float) -> None:
        self.setText(speeds.speed_text(speed))
        self.setAccessibleDescription(self.text())

    def _open(self) -> None:
        self.choices.clear()
        group = QActionGroup(self.choices)
        for speed in sorted({*speeds.OFFERED, self._player.speed}):
            action = self.choices.addAction(speeds.speed_text(speed))
            action.setObjectName(f"speed-{speed:g}")
            action.setCheckable(True)
            action.setChecked(speed == self._player.speed)
            action.triggered.connect(lambda _on, speed=speed: self._player.set_speed(speed))
            group.addAction(action)
        pop_up_below(self, self.choices)
