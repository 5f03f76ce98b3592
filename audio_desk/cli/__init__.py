"""The command line: the same operations as the window's, without Qt."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from audio_desk.cli.exit_status import ExitStatus

__all__ = ["main"]

_ENDED = (ExitStatus.INTERRUPTED, ExitStatus.TERMINATED, ExitStatus.HUNG_UP)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status. Nothing is raised and no traceback is shown.

    Without `arguments` it is the whole program, which ends at once when it is told to.
    """
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        # What runs commands was still being imported: nothing was begun.
        status = ExitStatus.INTERRUPTED
    if status in _ENDED and arguments is None:
        _leave(status)
    return status


def _leave(status: int) -> NoReturn:
    """All is closed by now; that Python takes its modules apart lasts for a second on a busy machine."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _run(words: list[str]) -> int:
    # NumPy looks when it is imported. Its linear algebra here is small: threads would wait busily on the
    # painter's core, and starting them takes a fifth of the time that the peaks of a short file take.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Each is imported only when it is its turn.
    from audio_desk.cli.quick import quick_status

    status = quick_status(words)
    if status is not None:
        return status
    from audio_desk.cli.program import run_program

    return run_program(words)
