"""Reads decoded frames for deep zoom in a worker thread; late results are dropped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, Signal

from audio_desk.audio.peaks.sample_peaks import NEAR_BIN, SamplePeaks
from audio_desk.audio.source import AudioSource
from audio_desk.operations.recordings.open_recording import Shown
from audio_desk.ui.waveform.decoding_thread import DecodingThread, Wanted

_BLOCK: Final = 1 << 16
"""Frames between two looks at whether they are still wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """A stretch of decoded frames of `shown`."""

    shown: Shown
    peaks: SamplePeaks


class SampleReader(DecodingThread):
    """One stretch at a time."""

    arrived = Signal(object)
    """Samples"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("waveform-samples", parent)

    def read(self, shown: Shown, first: int, count: int) -> None:
        """Ask for `count` frames, and a few before them, instead of whatever was asked for before."""
        start = first - first % NEAR_BIN

        def job(source: AudioSource, wanted: Wanted) -> None:
            peaks = SamplePeaks(source.info.channels, start, first + count - start)
            for at in range(start, first + count, _BLOCK):
                peaks.append(source.read(at, min(_BLOCK, first + count - at)))
                if not wanted():
                    return
            self.arrived.emit(Samples(shown, peaks))

        self.wish(shown, job)
