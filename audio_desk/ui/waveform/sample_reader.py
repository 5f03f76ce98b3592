"""Reads decoded frames for deep zoom in a worker thread; the newest wish wins, late results are dropped."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from audio_desk.audio.source import AudioSource, open_source
from audio_desk.errors import AudioError
from audio_desk.operations.open_recording import Recording


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Decoded frames, shape (frames, channels), of `recording` from frame `first`."""

    recording: Recording
    first: int
    data: NDArray[np.float32]

    @property
    def end(self) -> int:
        return self.first + len(self.data)


class SampleReader(QObject):
    """One thread with its own decoder, begun at the first wish and ended by `close`."""

    arrived = Signal(object)
    """Samples"""
    failed = Signal(object)
    """AudioError: the file is gone or damaged; the peaks stay on the screen."""

    _broke = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._broke.connect(self._raise)
        self._worker: ThreadPoolExecutor | None = None
        self._wish = 0
        self._source: AudioSource | None = None
        self._opened: Recording | None = None
        """The last two belong to the worker's thread."""

    def wish(self, recording: Recording, first: int, count: int) -> None:
        """Read `count` frames; what was wished before and has not begun is forgotten."""
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, thread_name_prefix="waveform-samples")
        self._wish += 1
        job = self._worker.submit(self._read, self._wish, recording, first, count)
        job.add_done_callback(self._report)

    def forget(self) -> None:
        """Nothing is wished any more; the file is closed."""
        self._wish += 1
        if self._worker is not None:
            self._worker.submit(self._close_source)

    def close(self) -> None:
        """End the thread; waits for the block that it reads, at most."""
        self.forget()
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.shutdown(wait=True)

    def _raise(self, error: BaseException) -> None:
        """A bug met in the worker's thread is reported like any other."""
        raise error

    # --- in the worker's thread ----------------------------------------------------------------------------

    def _read(self, number: int, recording: Recording, first: int, count: int) -> None:
        if number != self._wish:
            return
        try:
            data = self._source_of(recording).read(first, count)
        except AudioError as error:
            self._close_source()
            self.failed.emit(error)
            return
        if number == self._wish:
            self.arrived.emit(Samples(recording, first, data))

    def _report(self, job: Future[None]) -> None:
        error = job.exception() if not job.cancelled() else None
        if error is not None:
            self._broke.emit(error)

    def _source_of(self, recording: Recording) -> AudioSource:
        if self._source is None or self._opened is not recording:
            self._close_source()
            self._source, self._opened = open_source(recording.path), recording
        return self._source

    def _close_source(self) -> None:
        source, self._source, self._opened = self._source, None, None
        if source is not None:
            source.close()
