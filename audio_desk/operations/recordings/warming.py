"""Gets the worker processes ready before there is work for them."""

from __future__ import annotations

import contextlib
from typing import Final

from audio_desk.audio.workers.worker import WorkerDied
from audio_desk.errors import Stopped
from audio_desk.operations.desk import Desk

LONG_BYTES: Final = 2**21
"""Three minutes in most lossy formats: shorter ones are drawn without workers."""


def warm_workers(desk: Desk) -> None:
    """Whatever goes wrong is told to whoever has work for them."""

    def warm() -> None:
        with contextlib.suppress(OSError, Stopped, WorkerDied):
            desk.workers.warm()

    desk.submit(warm)
