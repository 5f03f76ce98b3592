"""The button in the spectrogram's corner, and the sliders that it opens: range and gain of its colours."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSlider, QToolButton, QWidget

from audio_desk.ui.icons import KeptIcon
from audio_desk.ui.style import mark
from audio_desk.ui.theme import Theme
from audio_desk.ui.waveform.lanes import GAIN_DB, RANGE_DB, Lanes, LaneState

_SLIDER_PX = 160


class SpectrogramButton(QToolButton):
    """Opens the sliders beneath itself; Esc or a click elsewhere closes them."""

    def __init__(self, lanes: LaneState, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("spectrogram-choices")
        self.setAccessibleName(self.tr("Colours of the spectrogram"))
        self.setToolTip(self.tr("Range and gain of the spectrogram's colours"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        KeptIcon(self, "gear", theme)
        self.setIconSize(QSize(14, 14))
        self.resize(28, 24)
        self.sliders = SpectrogramSliders(lanes, self)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        sliders = self.sliders
        sliders.adjustSize()
        sliders.move(self.mapToGlobal(QPoint(self.width() - sliders.width(), self.height() + 2)))
        sliders.show()
        sliders.range.setFocus(Qt.FocusReason.PopupFocusReason)


class SpectrogramSliders(QFrame):
    """A small sheet of its own above the window."""

    def __init__(self, lanes: LaneState, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._lanes = lanes
        self.setObjectName("spectrogram-sliders")
        mark(self, surface="card")
        self._grid = QGridLayout(self)
        self.range, self._range_text = self._slider("spectrogram-range", self.tr("Range"), RANGE_DB)
        self.gain, self._gain_text = self._slider("spectrogram-gain", self.tr("Gain"), GAIN_DB)
        self.range.setToolTip(self.tr("From the brightest colour down to the ground"))
        self.gain.setToolTip(self.tr("Makes quiet sounds brighter (Alt+wheel on the spectrogram)"))
        self.range.valueChanged.connect(lambda value: lanes.change(range_db=value))
        self.gain.valueChanged.connect(lambda value: lanes.change(gain_db=value))
        lanes.changed.connect(self._show)
        self._show(lanes.lanes)

    def _slider(self, name: str, words: str, bounds: tuple[int, int]) -> tuple[QSlider, QLabel]:
        row = self._grid.rowCount()
        label, text, slider = QLabel(words), QLabel(), QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName(name)
        slider.setAccessibleName(words)
        slider.setRange(*bounds)
        slider.setPageStep(10)
        slider.setMinimumWidth(_SLIDER_PX)
        text.setMinimumWidth(text.fontMetrics().horizontalAdvance(self.tr("{0} dB").format("−000")))
        text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label.setBuddy(slider)
        for column, widget in enumerate((label, slider, text)):
            self._grid.addWidget(widget, row, column)
        return slider, text

    def _show(self, lanes: Lanes) -> None:
        for slider, text, value in (
            (self.range, self._range_text, lanes.spectrogram_range_db),
            (self.gain, self._gain_text, lanes.spectrogram_gain_db),
        ):
            slider.setValue(value)
            text.setText(self.tr("{0} dB").format(str(value).replace("-", "−")))
