"""The program's end of one worker process."""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any, Final

from audio_desk.audio.workers.place import Job, Kind, Order, Reply
from audio_desk.errors import Stopped

_LOOK_SECONDS: Final = 0.02
"""How soon a stop is passed on."""
_PATIENCE_SECONDS: Final = 0.5
"""A job that has not stopped by then, because it is opening a long file, is ended with its process."""
_ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""There is a worker for each core: a dot product shared out among threads takes ten times as long."""
_MEMORY_KEPT: Final = {"MALLOC_MMAP_THRESHOLD_": str(2**26), "MALLOC_TRIM_THRESHOLD_": str(2**27)}
"""Blocks of sound come and go a thousand times: glibc would ask the system for each, page by page."""
_END_SECONDS: Final = 2.0


class WorkerDied(RuntimeError):
    """The process ended in the middle of a job: a decoder crashed, or somebody killed it."""


class Worker:
    """One process; one job at a time, from any thread."""

    def __init__(self) -> None:
        """Raises OSError."""
        # -P: a module that happens to lie in the current folder must not be taken for a library.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "audio_desk.audio.workers.process"],
            env={**os.environ, **_ONE_THREAD, **_MEMORY_KEPT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._replies: queue.SimpleQueue[Reply | None] = queue.SimpleQueue()
        self._number = 0
        self._reader = threading.Thread(target=self._read, name="worker replies", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def run(self, job: Job, wanted: Callable[[], bool], on_report: Callable[[Any], None]) -> Any:
        """What the job returns. Raises Stopped when it is not wanted any more, WorkerDied, or its error."""
        self._number += 1
        self._send(Order(self._number, job))
        asked_to_stop = 0.0
        while True:
            reply = self._reply()
            if reply is not None and reply.number == self._number:
                if reply.kind is not Kind.REPORT:
                    return _outcome(reply)
                if not asked_to_stop:
                    on_report(reply.value)
            if asked_to_stop:
                asked_to_stop += _LOOK_SECONDS
                if asked_to_stop > _PATIENCE_SECONDS:
                    self.close()
                    raise Stopped
            elif not wanted():
                self._send(self._number)
                asked_to_stop = _LOOK_SECONDS

    def close(self) -> None:
        """End the process; it holds nothing that would be lost."""
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()

    def _send(self, message: Order | int) -> None:
        assert self._process.stdin is not None
        try:
            pickle.dump(message, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            raise WorkerDied(str(error)) from error

    def _reply(self) -> Reply | None:
        try:
            reply = self._replies.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            return None
        if reply is None:
            raise WorkerDied(f"exit status {self._process.wait()}")
        return reply

    def _read(self) -> None:
        assert self._process.stdout is not None
        # EOFError: it ended; the others: it ended in the middle of a reply.
        ended = contextlib.suppress(EOFError, OSError, pickle.UnpicklingError)
        with self._process.stdout as stream, ended:
            while True:
                self._replies.put(pickle.load(stream))  # noqa: S301 (from our own process)
        self._replies.put(None)


def _outcome(reply: Reply) -> Any:
    if reply.kind is Kind.FAILURE:
        raise reply.value
    if reply.kind is Kind.BUG:
        raise RuntimeError(f"in a worker process:\n{reply.value}")
    return reply.value
