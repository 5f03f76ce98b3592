"""Watches the window's event loop and its process's memory while somebody works with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import get_native_id
from typing import Any, Final

import psutil  # type: ignore[import-untyped]
from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS: Final = 5
GAP_MS: Final = 50.0
_MEMORY_MS: Final = 1000
_KEPT: Final = 200
"""Gaps that are told one by one."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two turns of the timer, in milliseconds.

    `busy`: processor time of the loop's own thread, which no other program lengthens. `held`: the time in
    which that thread was not merely waiting for a processor; `process`: processor time of all our threads.
    """

    wall: float
    busy: float
    held: float
    process: float
    at: float
    """Seconds since the watch began"""
    doing: str


@dataclass(frozen=True, slots=True)
class Memory:
    """Bytes: all that is resident, and what of it is not a view of a file."""

    resident: int
    own: int
    at: float


class WaitedSeconds:
    """How long the thread that made it was ready to run while others had the processors."""

    def __init__(self) -> None:
        self._schedule = Path(f"/proc/self/task/{get_native_id()}/schedstat")

    def so_far(self) -> float:
        """0 where the system does not tell."""
        try:
            return int(self._schedule.read_text("ascii").split()[1]) / 1e9
        except (OSError, IndexError, ValueError):
            return 0.0


class LoopWatch(QObject):
    """From `start` on; `doing` names what is going on, for the figures."""

    def __init__(self, doing: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._doing = doing
        self._process = psutil.Process()
        self._waited = WaitedSeconds()
        self._gaps: list[Gap] = []
        self._memory: list[Memory] = []
        self._longest = [0.0, 0.0, 0.0]
        self._over = [0, 0, 0]
        self._turns = 0
        self._began = time.perf_counter()
        self._last = self._clocks()
        self._ticking = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticking.timeout.connect(self._turn)
        self._weighing = QTimer(self, interval=_MEMORY_MS)
        self._weighing.timeout.connect(self._weigh)

    def start(self) -> None:
        self._began = time.perf_counter()
        self._last = self._clocks()
        self._weigh()
        self._ticking.start()
        self._weighing.start()

    def stop(self) -> dict[str, Any]:
        """The figures, for JSON."""
        self._ticking.stop()
        self._weighing.stop()
        names = ("wall", "held", "busy")
        return {
            "turns": self._turns,
            "longest_ms": dict(zip(names, self._longest, strict=True)),
            "over_50_ms": dict(zip(names, self._over, strict=True)),
            "gaps": [asdict(gap) for gap in self._gaps],
            "memory": [asdict(memory) for memory in self._memory],
        }

    def _turn(self) -> None:
        before, self._last = self._last, self._clocks()
        wall, busy, waited, process = (
            (now - then) * 1000 for now, then in zip(self._last, before, strict=True)
        )
        self._turns += 1
        gap = Gap(wall, busy, max(busy, wall - waited), process, self._last[0] - self._began, self._doing())
        for place, milliseconds in enumerate((gap.wall, gap.held, gap.busy)):
            self._longest[place] = max(self._longest[place], milliseconds)
            self._over[place] += milliseconds > GAP_MS
        if max(wall, busy) > GAP_MS and len(self._gaps) < _KEPT:
            self._gaps.append(gap)

    def _weigh(self) -> None:
        weight = self._process.memory_info()
        own = weight.rss - getattr(weight, "shared", 0)
        self._memory.append(Memory(weight.rss, own, time.perf_counter() - self._began))

    def _clocks(self) -> tuple[float, float, float, float]:
        """Seconds: of the day, of this thread, waited for a processor by it, of the process."""
        return time.perf_counter(), time.thread_time(), self._waited.so_far(), time.process_time()
