"""SIGTERM and SIGHUP end a command as Ctrl+C does: what was begun is closed, nothing half-written stays."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from audio_desk.cli.exit_status import ExitStatus

_STATUSES: Final = {"SIGTERM": ExitStatus.TERMINATED, "SIGHUP": ExitStatus.HUNG_UP}


@contextmanager
def ending_as_interrupted() -> Iterator[list[ExitStatus]]:
    """Gives the list that the status goes to once such a signal has come. One that is ignored, as by `nohup`,
    or that somebody else answers to, is left alone.
    """
    came: list[ExitStatus] = []
    numbers = {getattr(signal, name): status for name, status in _STATUSES.items() if hasattr(signal, name)}

    def heard(number: int, _frame: FrameType | None) -> None:
        came.append(numbers[number])
        if not callable(signal.getsignal(signal.SIGINT)):
            # Shells ignore Ctrl+C for what they start in the background.
            signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.raise_signal(signal.SIGINT)

    ours: list[int] = []
    if threading.current_thread() is threading.main_thread():
        ours = [number for number in numbers if signal.getsignal(number) == signal.SIG_DFL]
    for number in ours:
        signal.signal(number, heard)
    try:
        yield came
    finally:
        for number in ours:
            if signal.getsignal(number) is heard:
                signal.signal(number, signal.SIG_DFL)
