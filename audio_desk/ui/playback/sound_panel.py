"""The small window beneath the sound button: how loud, and on which device."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from audio_desk.ui.playback.output import Device
from audio_desk.ui.playback.player import Player
from audio_desk.ui.style import mark, text_font

_WHOLE = 100
_PAGE = 10
_SLIDER_PX = 160
_NAME_PX = 280


class SoundPanel(QFrame):
    """The list of devices is made anew whenever one comes or goes; the first row is the system's own."""

    def __init__(self, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._player = player
        self.setObjectName("sound-panel")
        self.setAccessibleName(self.tr("Sound"))
        mark(self, surface="card")
        self.volume = self._volume_slider()
        self._percent = QLabel()
        self._percent.setFont(text_font(self._percent.font()))
        self._percent.setMinimumWidth(self._percent.fontMetrics().horizontalAdvance("100 %"))
        self._choices: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._lay_out()
        player.volume_changed.connect(self._show_volume)
        player.device_changed.connect(self._show_device)
        player.devices_changed.connect(self._devices_changed)
        self._show_volume(player.volume)

    def refresh(self) -> None:
        """Before it is shown."""
        self._fill()
        self.adjustSize()
        self.volume.setFocus()

    @property
    def choices(self) -> dict[str, QRadioButton]:
        """By the device's id; the system's own has none."""
        return dict(self._choices)

    def _volume_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setObjectName("volume")
        slider.setAccessibleName(self.tr("Volume"))
        slider.setRange(0, _WHOLE)
        slider.setSingleStep(1)
        slider.setPageStep(_PAGE)
        slider.setFixedWidth(_SLIDER_PX)
        slider.valueChanged.connect(lambda value: self._player.set_volume(value / _WHOLE))
        return slider

    def _lay_out(self) -> None:
        loud = QHBoxLayout()
        loud.setSpacing(8)
        for widget in (QLabel(self.tr("Volume")), self.volume, self._percent):
            loud.addWidget(widget)
        loud.addStretch()
        heading = QLabel(self.tr("Play on"))
        mark(heading, tone="heading")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addLayout(loud)
        column.addWidget(heading)
        column.addLayout(self._rows)

    def _show_volume(self, volume: float) -> None:
        self.volume.setValue(round(volume * _WHOLE))
        self._percent.setText(self.tr("{0} %").format(self.volume.value()))

    def _show_device(self, device: str) -> None:
        if device in self._choices:
            self._choices[device].setChecked(True)

    def _devices_changed(self) -> None:
        if self.isVisible():
            self._fill()
            self.adjustSize()

    def _fill(self) -> None:
        for button in self._choices.values():
            self._group.removeButton(button)
            self._rows.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._choices = {}
        devices = self._player.devices()
        self._add(Device("", self.tr("As the system")))
        for device in devices:
            self._add(device)
        wished = self._player.device
        if wished and wished not in [device.id for device in devices]:
            self._add(Device(wished, self.tr("The chosen device, which is not connected")))

    def _add(self, device: Device) -> None:
        button = QRadioButton()
        shown = button.fontMetrics().elidedText(device.name, Qt.TextElideMode.ElideMiddle, _NAME_PX)
        button.setText(shown.replace("&", "&&"))
        button.setAccessibleName(device.name)
        button.setToolTip(device.name if shown != device.name else "")
        button.setObjectName(f"device-{self._rows.count()}")
        button.setChecked(device.id == self._player.device)
        button.toggled.connect(lambda on: self._player.set_device(device.id) if on else None)
        self._group.addButton(button)
        self._choices[device.id] = button
        self._rows.addWidget(button)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
