"""Computes columns of the spectrogram in a worker thread, and hands them over as they come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from audio_desk.audio.source import AudioSource
from audio_desk.audio.spectrum_columns import Batch, Grid, spectrum_columns
from audio_desk.operations.recordings.open_recording import Shown
from audio_desk.ui.waveform.decoding_thread import DecodingThread, Wanted


@dataclass(frozen=True, slots=True, eq=False)
class SpectrumPart:
    """Some columns of `grid` over `shown`."""

    shown: Shown
    grid: Grid
    batch: Batch


class SpectrumReader(DecodingThread):
    """A batch that was begun is handed over even if something else is wished since: it may still be seen."""

    arrived = Signal(object)
    """SpectrumPart"""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("waveform-spectrum", parent)

    def read(self, shown: Shown, grid: Grid, columns: NDArray[np.int64]) -> None:
        """Ask for the ascending `columns` instead of whatever was asked for before."""

        def job(source: AudioSource, wanted: Wanted) -> None:
            for batch in spectrum_columns(source, grid, columns, wanted):
                self.arrived.emit(SpectrumPart(shown, grid, batch))

        self.wish(shown, job)
