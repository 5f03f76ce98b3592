"""Sound through QtMultimedia, imported on first use: it needs a system library that may be missing."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from audio_desk.ui.playback.multimedia import load_multimedia
from audio_desk.ui.playback.output import Device, NoSound, Output
from audio_desk.ui.playback.pcm import PcmFormat
from audio_desk.ui.playback.pulse_latency import PulseLatency
from audio_desk.ui.playback.qt_output import QtOutput
from audio_desk.ui.playback.sound_server import connected_servers

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QMediaDevices

_SERVER_BUFFER_MS = "150"
"""What PulseAudio keeps ready. Qt asks it for some 30 ms, which a transcription on this computer interrupts
on two cores; with 150 ms it does not. The playhead knows of it (pulse_latency.py)."""
_LIBRARY = re.compile(r"lib[\w.+-]+\.so[\w.]*")


class QtSound(QObject):
    """The output devices, and news of those that come and go."""

    devices_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices: QMediaDevices | None = None
        self._servers: frozenset[str] = frozenset()
        """What Qt was connected to when it found its first device."""
        self._latency: PulseLatency | None = None

    def check(self) -> None:
        self._checked_device("")

    def devices(self) -> tuple[Device, ...]:
        try:
            self.check()
        except NoSound:
            return ()
        return tuple(Device(_id_of(device), device.description()) for device in _outputs())

    def target(self, device: str) -> str:
        try:
            return _id_of(self._checked_device(device))
        except NoSound:
            return ""

    def start(self, rate: int, channels: int, volume: float, device: str = "") -> Output:
        opened = self._checked_device(device)
        from PySide6.QtMultimedia import QAudioSink

        form = _accepted(opened, rate, channels)
        os.environ.setdefault("PULSE_LATENCY_MSEC", _SERVER_BUFFER_MS)
        if self._latency is None:
            self._latency = PulseLatency()
        output = QtOutput(QAudioSink(opened, _qt_format(form), self), form, self._latency)
        output.set_volume(volume)
        return output

    def close(self) -> None:
        latency, self._latency = self._latency, None
        if latency is not None:
            latency.close()

    def _checked_device(self, wished: str) -> QAudioDevice:
        """The wished one, or else the system's own. Raises NoSound."""
        try:
            load_multimedia()
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError as error:
            raise NoSound(_missing(error)) from error
        if self._devices is None:
            self._devices = QMediaDevices(self)
            self._devices.audioOutputsChanged.connect(self.devices_changed)
        usual = QMediaDevices.defaultAudioOutput()
        device = next((device for device in _outputs() if wished and _id_of(device) == wished), usual)
        if device.isNull():
            raise NoSound(_tr("No sound device was found."))
        connected = connected_servers()
        if not self._servers <= connected:
            raise NoSound(_tr("The sound system has stopped. Start Audio Desk again to hear sound."))
        self._servers = connected
        return device


def _outputs() -> list[QAudioDevice]:
    from PySide6.QtMultimedia import QMediaDevices

    return QMediaDevices.audioOutputs()


def _id_of(device: QAudioDevice) -> str:
    return device.id().toStdString()


def _accepted(device: QAudioDevice, rate: int, channels: int) -> PcmFormat:
    """The recording's own rate; at most two channels. Raises NoSound."""
    few = min(channels, 2)
    wishes = [PcmFormat(rate, count, floats) for count in (few, 2, 1) for floats in (True, False)]
    form = next((form for form in wishes if device.isFormatSupported(_qt_format(form))), None)
    if form is None:
        raise NoSound(_tr("The sound device cannot play {rate} Hz.").format(rate=rate))
    return form


def _qt_format(form: PcmFormat) -> QAudioFormat:
    from PySide6.QtMultimedia import QAudioFormat

    made = QAudioFormat()
    made.setSampleRate(form.rate)
    made.setChannelCount(form.channels)
    kinds = QAudioFormat.SampleFormat
    made.setSampleFormat(kinds.Float if form.floats else kinds.Int16)
    return made


def _missing(error: ImportError) -> str:
    library = _LIBRARY.search(str(error))
    name = library[0] if library is not None else "QtMultimedia"
    return _tr("Playback needs the missing system library {name}.").format(name=name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Playback", text)
