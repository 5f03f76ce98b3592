"""Owns a worker thread with its own decoder: the newest wish wins, what was wished before ends early."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from audio_desk.audio.protocol import AudioSource
from audio_desk.errors import AudioError
from audio_desk.operations.recordings.open_recording import Shown

Wanted = Callable[[], bool]
Job = Callable[[AudioSource, Wanted], None]
"""Runs in the worker's thread; ends soon when it is not wanted any more."""


class DecodingThread(QObject):
    """Begun at the first wish and ended by `close`."""

    failed = Signal(object)
    """AudioError: the file is gone or damaged; what was drawn stays on the screen."""

    _broke = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._broke.connect(self._raise)
        self._worker: ThreadPoolExecutor | None = None
        self._wish = 0
        self._source: AudioSource | None = None
        self._opened: Shown | None = None
        """The last two belong to the worker's thread."""

    def wish(self, shown: Shown, job: Job) -> None:
        """Do `job` with an open decoder of `shown`, instead of what was wished before."""
        if self._worker is None:
            self._worker = ThreadPoolExecutor(1, thread_name_prefix=self._name)
        self._wish += 1
        self._worker.submit(self._run, self._wish, shown, job).add_done_callback(self._report)

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

    def _run(self, number: int, shown: Shown, job: Job) -> None:
        def wanted() -> bool:
            return number == self._wish

        if not wanted():
            return
        try:
            job(self._source_of(shown), wanted)
        except AudioError as error:
            self._close_source()
            self.failed.emit(error)

    def _report(self, job: Future[None]) -> None:
        error = job.exception() if not job.cancelled() else None
        if error is not None:
            self._broke.emit(error)

    def _source_of(self, shown: Shown) -> AudioSource:
        if self._source is None or self._opened is not shown:
            self._close_source()
            self._source, self._opened = shown.open(), shown
        return self._source

    def _close_source(self) -> None:
        source, self._source, self._opened = self._source, None, None
        if source is not None:
            source.close()
