"""Sound through QtMultimedia, imported on first use: it needs a system library that may be missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QIODevice, QObject, QTimer, Signal

from audio_desk.ui.playback.output import NoSound, Output
from audio_desk.ui.playback.pcm import PcmFormat
from audio_desk.ui.playback.sound_server import connected_servers

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QMediaDevices

_BUFFER_SECONDS = 0.3
"""What plays on while the window is busy."""
_TAIL_MS = 300
_LIBRARY = re.compile(r"lib[\w.+-]+\.so[\w.]*")


class QtSound(QObject):
    """The default output device, and news of devices that come and go."""

    devices_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices: QMediaDevices | None = None
        self._servers: frozenset[str] = frozenset()
        """What Qt was connected to when it found its first device."""

    def check(self) -> None:
        self._device()

    def start(self, rate: int, channels: int, volume: float) -> Output:
        device = self._device()
        from PySide6.QtMultimedia import QAudioSink

        form = _accepted(device, rate, channels)
        output = _QtOutput(QAudioSink(device, _qt_format(form), self), form)
        output.set_volume(volume)
        return output

    def _device(self) -> QAudioDevice:
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError as error:
            raise NoSound(_missing(error)) from error
        if self._devices is None:
            self._devices = QMediaDevices(self)
            self._devices.audioOutputsChanged.connect(self.devices_changed)
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            raise NoSound(_tr("No sound device was found."))
        connected = connected_servers()
        if not self._servers <= connected:
            raise NoSound(_tr("The sound system has stopped. Start Audio Desk again to hear sound."))
        self._servers = connected
        return device


class _QtOutput:
    """A started QAudioSink in push mode: nothing of ours ever runs in the system's sound thread."""

    def __init__(self, sink: QAudioSink, form: PcmFormat) -> None:
        self._sink, self._form = sink, form
        self._sink.setBufferSize(round(form.rate * _BUFFER_SECONDS) * form.frame_bytes)
        self._pipe: QIODevice | None = sink.start()

    @property
    def form(self) -> PcmFormat:
        return self._form

    @property
    def problem(self) -> str:
        from PySide6.QtMultimedia import QtAudio

        failed = self._sink.error() in (
            QtAudio.Error.OpenError,
            QtAudio.Error.IOError,
            QtAudio.Error.FatalError,
        )
        return _tr("The sound device does not respond any more.") if failed or self._pipe is None else ""

    def free_bytes(self) -> int:
        return self._sink.bytesFree()

    def write(self, data: bytes) -> int:
        return max(0, self._pipe.write(data)) if self._pipe is not None else 0

    def heard_seconds(self) -> float:
        return self._sink.processedUSecs() / 1e6

    def is_drained(self) -> bool:
        from PySide6.QtMultimedia import QtAudio

        return self._sink.state() != QtAudio.State.ActiveState

    def set_volume(self, volume: float) -> None:
        self._sink.setVolume(volume)

    def stop(self) -> None:
        self._pipe = None
        self._sink.reset()
        self._sink.deleteLater()

    def finish(self) -> None:
        # It counts as heard what the system still holds back: stopping now would cut off some milliseconds.
        self._pipe = None
        QTimer.singleShot(_TAIL_MS, self._sink, self._sink.stop)
        QTimer.singleShot(2 * _TAIL_MS, self._sink, self._sink.deleteLater)


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
    return _tr("Playback needs a system library that is not installed: {name}.").format(name=name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Playback", text)
