"""Keeps one worker process for each core, and shares work out among them."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from audio_desk.audio.workers.place import Job, Workplace
from audio_desk.audio.workers.worker import Worker, WorkerDied
from audio_desk.errors import Stopped

_MOST: Final = 8
_LOOK_SECONDS: Final = 0.05
_TRIES: Final = 2
"""A job whose worker died is done once more; if that dies too, the job is to blame."""


@dataclass(frozen=True, slots=True)
class _WarmUp:
    """Imports the decoders, so that the first job need not."""

    def run(self, place: Workplace) -> None:
        from audio_desk.audio.peaks import jobs as peak_jobs  # noqa: F401


class WorkerPool:
    """Processes are started when the first job comes, or by `warm`, and stay until `close`."""

    def __init__(self, count: int | None = None) -> None:
        self.count = count or max(1, min(_MOST, os.cpu_count() or 1))
        self._changed = threading.Condition()
        self._idle: list[Worker] = []
        self._lent = 0
        self._closed = False

    def warm(self) -> None:
        """Start all processes and have them import what they need."""
        self.run([[_WarmUp()] for _ in range(self.count)], threading.Event())

    def run(
        self,
        shares: Sequence[Sequence[Job]],
        stop: threading.Event,
        on_report: Callable[[Any], None] = lambda _: None,
        on_result: Callable[[Any], None] | None = None,
    ) -> list[list[Any]]:
        """Do each share's jobs in order, the shares beside each other; the results in the same shape.

        Who is done with a share helps with the end of the longest. `on_report` is called from several
        threads, and `on_result`: with it, results are not kept.
        Raises Stopped, WorkerDied, OSError, or a job's error.
        """
        work = _SharedWork(shares, on_result)
        failed = threading.Event()

        def runner(number: int) -> None:
            try:
                self._work_off(work, number, lambda: not (stop.is_set() or failed.is_set()), on_report)
            except BaseException:
                failed.set()
                raise

        with ThreadPoolExecutor(max(1, len(shares)), "workers") as threads:
            futures = [threads.submit(runner, number) for number in range(len(shares))]
        errors = [error for future in futures if (error := future.exception()) is not None]
        for error in sorted(errors, key=lambda error: isinstance(error, Stopped)):
            raise error  # the first that is more than a consequence of another
        return work.results

    def close(self) -> None:
        """End the processes; what still runs is stopped by its own flag first. Nothing runs afterwards."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._lent)
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def _work_off(
        self, work: _SharedWork, number: int, wanted: Callable[[], bool], on_report: Callable[[Any], None]
    ) -> None:
        worker: Worker | None = None
        while (place := work.take(number)) is not None:
            for attempt in range(_TRIES):
                worker = self._borrow(wanted, worker)
                try:
                    result = worker.run(work.job(place), wanted, on_report)
                    break
                except WorkerDied:
                    if attempt == _TRIES - 1:
                        raise
                finally:
                    self._give_back(worker)
            work.put(place, result)

    def _borrow(self, wanted: Callable[[], bool], liked: Worker | None) -> Worker:
        """A worker, best the one that had the job before: its decoder stands at the right place."""
        with self._changed:
            while wanted() and not self._closed:
                self._idle = [worker for worker in self._idle if worker.alive]
                if liked in self._idle:
                    self._idle.remove(liked)
                elif self._idle:
                    liked = self._idle.pop()
                elif self._lent < self.count:
                    liked = Worker()
                else:
                    self._changed.wait(_LOOK_SECONDS)
                    continue
                self._lent += 1
                return liked
        raise Stopped

    def _give_back(self, worker: Worker) -> None:
        with self._changed:
            self._lent -= 1
            alive = worker.alive
            if alive:
                self._idle.append(worker)
            self._changed.notify_all()
        if not alive:
            worker.close()


class _SharedWork:
    """Which jobs are left, and what came of the others."""

    def __init__(self, shares: Sequence[Sequence[Job]], on_result: Callable[[Any], None] | None) -> None:
        self._on_result = on_result
        self._shares = shares
        self._left = [deque((number, index) for index in range(len(s))) for number, s in enumerate(shares)]
        self._lock = threading.Lock()
        self.results: list[list[Any]] = [[None] * len(share) for share in shares]

    def take(self, number: int) -> tuple[int, int] | None:
        """The next of that share, else the last of the longest."""
        with self._lock:
            if self._left[number]:
                return self._left[number].popleft()
            longest = max(self._left, key=len)
            return longest.pop() if longest else None

    def job(self, place: tuple[int, int]) -> Job:
        return self._shares[place[0]][place[1]]

    def put(self, place: tuple[int, int], result: Any) -> None:
        if self._on_result is not None:
            self._on_result(result)
        else:
            self.results[place[0]][place[1]] = result
