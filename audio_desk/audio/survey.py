"""Finds out what a file is, walking through all of it where need be; here, or in a worker process."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audio_desk.audio.decoding.packet_index import PacketIndex, write_index
from audio_desk.audio.heed import Heed
from audio_desk.audio.info import AudioInfo
from audio_desk.audio.source import open_source
from audio_desk.audio.workers.place import Workplace
from audio_desk.audio.workers.pool import WorkerPool
from audio_desk.audio.workers.worker import WorkerDied
from audio_desk.errors import AudioUnreadable

_REPORT_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Surveyed:
    info: AudioInfo
    index: PacketIndex | None


def survey(path: Path, table: Path, heed: Heed) -> Surveyed:
    """The index goes into `table`, where there is room for it. Raises as `open_source` does."""
    with open_source(path, heed, careful=True) as source:
        index = None
        with contextlib.suppress(OSError):
            index = write_index(source, table)
        return Surveyed(source.info, index)


@dataclass(frozen=True, slots=True)
class SurveyJob:
    path: Path
    table: Path

    def run(self, place: Workplace) -> Surveyed:
        """Reports now and then how much is behind."""
        reported = time.monotonic()

        def heed(part: float) -> None:
            nonlocal reported
            place.check()
            if time.monotonic() - reported >= _REPORT_SECONDS:
                reported = time.monotonic()
                place.report(part)

        return survey(self.path, self.table, heed)


def survey_beside(
    pool: WorkerPool, path: Path, table: Path, stop: threading.Event, on_read: Callable[[float], None]
) -> Surveyed:
    """In a worker: a walk of seconds in a thread would make the window wait for the interpreter.

    Raises as `open_source` does, Stopped or OSError.
    """
    try:
        ((found,),) = pool.run([[SurveyJob(path, table)]], stop, on_read)
    except WorkerDied as error:
        raise AudioUnreadable(path, "its decoder crashed") from error
    assert isinstance(found, Surveyed)
    return found
