"""The button that chooses lanes: spectrogram, channels apart, height of the wave."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.popping_up import pop_up_below
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.panel import WaveformPanel

SPECTROGRAM_KEY = "Ctrl+Shift+G"
CHANNELS_KEY = "Ctrl+Shift+L"
HIGHER_KEY, LOWER_KEY, AS_IT_IS_KEY = "Alt+Up", "Alt+Down", "Alt+Home"
_ICON_PX = 16


class LanesButton(QToolButton):
    """Its menu says the keys; the keys themselves are the window's."""

    def __init__(self, panel: WaveformPanel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel = panel
        self.setObjectName("lanes")
        self.setAccessibleName(self.tr("Lanes of the waveform"))
        words = self.tr("Spectrogram, channels, height of the wave")
        self.setToolTip(f"{words} ({_shown(SPECTROGRAM_KEY)})")
        self.setIconSize(QSize(_ICON_PX, _ICON_PX))
        mark(self, role="quiet")
        KeptIcon(self, "lanes", theme)
        self.choices = QMenu(self)
        self.choices.setObjectName("lanes-choices")
        self.spectrogram = self._switch(self.tr("Spectrogram"), SPECTROGRAM_KEY, panel.toggle_spectrogram)
        apart = self.tr("Each channel in its own lane")
        self.channels = self._switch(apart, CHANNELS_KEY, panel.toggle_channels)
        self.choices.addSeparator()
        self._choice(self.tr("Draw the wave higher"), HIGHER_KEY, panel.raise_amplitude)
        self._choice(self.tr("Draw it lower"), LOWER_KEY, panel.lower_amplitude)
        self.as_it_is = self._choice(self.tr("Draw it as it is"), AS_IT_IS_KEY, panel.reset_amplitude)
        self.choices.aboutToShow.connect(self._refresh)
        self.clicked.connect(lambda _checked: pop_up_below(self, self.choices))

    def _switch(self, words: str, key: str, do: Callable[[], None]) -> QAction:
        action = self._choice(words, key, do)
        action.setCheckable(True)
        return action

    def _choice(self, words: str, key: str, do: Callable[[], None]) -> QAction:
        action = self.choices.addAction(f"{words}\t{_shown(key)}")
        action.triggered.connect(lambda _checked: do())
        return action

    def _refresh(self) -> None:
        lanes = self._panel.lanes.lanes
        self.spectrogram.setChecked(lanes.spectrogram)
        self.channels.setChecked(lanes.channels_apart)
        self.as_it_is.setEnabled(self._panel.wave.canvas.gain != 1)


def _shown(key: str) -> str:
    """As this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
