"""The first reading of a file: a look at it, then its survey and its fingerprint beside each other."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from audio_desk.audio.file_state import FileState
from audio_desk.audio.fingerprint import fingerprint
from audio_desk.audio.heed import Heed
from audio_desk.audio.known_files import KnownFile, KnownFiles
from audio_desk.audio.survey import Surveyed, survey, survey_beside
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.errors import AudioChanged, Stopped
from audio_desk.operations.recordings.glimpse import Glimpse, take_glimpse

GLIMPSED_FROM_BYTES: Final = 2**24
"""A smaller file is read as a whole in about the time that a first look takes."""
_TELL_SECONDS: Final = 0.05


class FirstReading:
    """In one thread, with another beside it for the fingerprint; ends soon after `stop` is set."""

    def __init__(
        self,
        path: Path,
        pool: WorkerPool,
        stop: threading.Event,
        on_glimpse: Callable[[Glimpse], None],
        on_read: Heed,
    ) -> None:
        self._path, self._pool, self._stop = path, pool, stop
        self._on_glimpse, self._on_read = on_glimpse, on_read
        self._failed = threading.Event()
        self._walked = self._hashed = self._told = 0.0

    def read(self, files: KnownFiles, state: FileState) -> KnownFile:
        """What the file is; remembered. Raises AudioError, AudioChanged or Stopped."""
        with ThreadPoolExecutor(1, "fingerprint") as beside:
            try:
                self._look(state)
                # Not before: hashing would take the disk and a processor from the first look.
                digest = beside.submit(fingerprint, self._path, None, self._have_hashed)
                found = self._survey(state, files.table_for(self._path))
                self._have_walked(1.0)
                known = digest.result()
                if FileState.of(self._path) != state:
                    raise AudioChanged(self._path)  # somebody is still writing it
                return files.remember(found, known, state)
            except BaseException:
                self._failed.set()
                raise

    def _look(self, state: FileState) -> None:
        if state.size < GLIMPSED_FROM_BYTES:
            return
        glimpse = take_glimpse(self._path, state.size, self._check)
        if glimpse is not None:
            self._on_glimpse(glimpse)

    def _survey(self, state: FileState, table: Path) -> Surveyed:
        if state.size < GLIMPSED_FROM_BYTES:
            return survey(self._path, table, self._check)
        try:
            return survey_beside(self._pool, self._path, table, self._stop, self._have_walked)
        except OSError:  # no process can be started
            return survey(self._path, table, self._check)

    def _have_hashed(self, part: float) -> None:
        self._check()
        self._hashed = part
        self._tell()

    def _have_walked(self, part: float) -> None:
        self._walked = part
        self._tell()

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL_SECONDS:
            self._told = now
            self._on_read(min(self._walked, self._hashed))

    def _check(self, _part: float = 0.0) -> None:
        if self._stop.is_set() or self._failed.is_set():
            raise Stopped
