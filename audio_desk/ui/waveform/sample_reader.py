"""Reads decoded frames for deep zoom in a worker thread; late results are dropped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from audio_desk.audio.source import AudioSource
from audio_desk.operations.open_recording import Shown
from audio_desk.ui.waveform.decoding_thread import DecodingThread, Wanted


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Decoded frames, shape (frames, channels), of `shown` from frame `first`."""

    shown: Shown
    first: int
    data: NDArray[np.float32]

    @property
    def end(self) -> int:
        return self.first + len(self.data)


class SampleReader(DecodingThread):
    """One stretch at a time."""

    arrived = Signal(object)
    """Samples"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("waveform-samples", parent)

    def read(self, shown: Shown, first: int, count: int) -> None:
        """Ask for `count` frames instead of whatever was asked for before."""

        def job(source: AudioSource, wanted: Wanted) -> None:
            data = source.read(first, count)
            if wanted():
                self.arrived.emit(Samples(shown, first, data))

        self.wish(shown, job)
