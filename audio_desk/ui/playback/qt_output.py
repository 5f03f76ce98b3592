"""A started QAudioSink: takes PCM without waiting, and knows how much of it has been heard."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QIODevice, QTimer

from audio_desk.ui.playback.heard import Heard
from audio_desk.ui.playback.pcm import PcmFormat
from audio_desk.ui.playback.pulse_latency import PulseLatency

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

_BUFFER_SECONDS = 0.3
"""What plays on while the window is busy."""
_TAIL_MS = 300
_USUAL_LATENCY_SECONDS = 0.03
"""Where the system does not say: what its mixer and the device hold back as a rule."""
_LONGEST_LATENCY_SECONDS = 2.0
_ASK_EVERY_SECONDS = 0.05
_FIRST_ANSWER_SECONDS = 0.3
"""So long the playhead waits for the first answer, if there is to be one, rather than begin with a guess."""


class QtOutput:
    """In push mode: nothing of ours ever runs in the system's sound thread."""

    def __init__(self, sink: QAudioSink, form: PcmFormat, latency: PulseLatency) -> None:
        self._sink, self._form, self._latency = sink, form, latency
        self._asked = Heard(0.0, 0.0)
        """What had been taken when the system was asked last, and when that was."""
        self._answer: Heard | None = None
        self._begins: float | None = None
        """When the device took its first sound."""
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

    def taken_seconds(self) -> float:
        return self._sink.processedUSecs() / 1e6

    def heard(self) -> Heard:
        now, taken = time.monotonic(), self.taken_seconds()
        if taken > 0 and self._begins is None:
            self._begins = now
        self._ask(now, taken)
        if self._answer is not None:
            return self._answer
        if self._begins is None or (self._latency.works and now - self._begins < _FIRST_ANSWER_SECONDS):
            return Heard(0.0, now)
        return Heard(max(0.0, taken - _USUAL_LATENCY_SECONDS), now)

    def is_drained(self) -> bool:
        from PySide6.QtMultimedia import QtAudio

        return self._sink.state() != QtAudio.State.ActiveState

    def set_volume(self, volume: float) -> None:
        """As it is felt: half of it is half as loud."""
        from PySide6.QtMultimedia import QtAudio

        scale = QtAudio.VolumeScale
        felt, linear = scale.LogarithmicVolumeScale, scale.LinearVolumeScale
        self._sink.setVolume(QtAudio.convertVolume(volume, felt, linear))

    def stop(self) -> None:
        self._pipe = None
        self._sink.reset()
        self._sink.deleteLater()

    def finish(self) -> None:
        # It counts as heard what the system still holds back: stopping now would cut off some milliseconds.
        self._pipe = None
        QTimer.singleShot(_TAIL_MS, self._sink, self._sink.stop)
        QTimer.singleShot(2 * _TAIL_MS, self._sink, self._sink.deleteLater)

    def _ask(self, now: float, taken: float) -> None:
        """The answer belongs to the moment of the question: the way back takes a moment."""
        latency = self._latency.answer()
        if latency is not None and latency < _LONGEST_LATENCY_SECONDS:
            heard = self._asked.seconds - latency
            self._answer = Heard(max(0.0, heard), self._asked.moment)
        if taken > 0 and now - self._asked.moment >= _ASK_EVERY_SECONDS and self._latency.ask():
            self._asked = Heard(taken, now)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Playback", text)
