"""The chip in the wave's corner that says how much higher it is drawn than it is; a click puts it back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QToolButton
from typing_extensions import override

from audio_desk.ui.waveform.marks.hits import HEADER_PX
from audio_desk.ui.waveform.wave.view import WaveView

_MARGIN_PX = 4


class GainChip(QToolButton):
    """Lives on the wave; hidden as long as the wave is drawn as it is."""

    def __init__(self, wave: WaveView) -> None:
        super().__init__(wave)
        self._wave = wave
        self.setObjectName("amplitude")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(lambda _checked: wave.canvas.reset_gain())
        wave.canvas.gain_changed.connect(self._show_gain)
        wave.installEventFilter(self)
        self._show_gain(wave.canvas.gain)

    def _show_gain(self, gain: float) -> None:
        times = f"{gain:.1f}×" if gain < 10 else f"{gain:.0f}×"
        self.setText(times)
        self.setAccessibleName(self.tr("Amplitude {0}, back to 1×").format(times))
        self.setToolTip(
            self.tr("The wave is drawn {0} its height. Click to show it as it is (Alt+Home).").format(times)
        )
        self.setVisible(gain != 1)
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        self.move(self._wave.width() - self.width() - _MARGIN_PX, HEADER_PX + _MARGIN_PX)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False
