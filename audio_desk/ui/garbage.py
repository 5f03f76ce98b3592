"""Collects Python's garbage on the GUI thread alone.

Widgets whose signals are connected to their own methods die in cycles. Left to itself Python breaks a cycle
in whichever thread allocates next, and a QObject that is destroyed outside its thread brings the program
down: seen as a crash inside the event loop, while a worker thread was importing.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer

_INTERVAL_MS = 250
_SLOW_SECONDS = 0.03
"""A longer collection would be seen; what survives one is left alone from then on."""


_LATE_SECONDS: Final = 0.008
_MOST_PUT_OFF: Final = 8


class GarbageCollector(QObject):
    """Python's own collection is off until `end`; nothing is collected before `begin`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_INTERVAL_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._modules, self._importing = 0, False
        self._last, self._put_off = 0.0, 0

    def begin(self) -> None:
        """Collect from now on what comes now.

        Of all that is there, nearly all modules and panes, nothing ever goes: looking through it even once
        took 50 to 100 ms. It still goes when nothing holds it; only cycles in it stay until the end.
        """
        gc.freeze()
        self._modules = len(sys.modules)
        self._last = time.perf_counter()
        self._timer.start()

    def _turn(self) -> None:
        """What modules bring never goes either: looking through the Gemini SDK, which is loaded at its first
        use, took 50 to 150 ms, in the middle of whatever somebody did by then.
        """
        before, self._modules = self._modules, len(sys.modules)
        began, self._importing = self._importing, before != self._modules
        if began or self._importing:
            gc.freeze()
        elif not self._comes_late():
            collect_if_due()

    def _comes_late(self) -> bool:
        """Behind a long turn, which a collection would lengthen: it waits for a quieter one, 2 s at most."""
        now = time.perf_counter()
        late = now - self._last > _INTERVAL_MS / 1000 + _LATE_SECONDS
        self._last = now
        self._put_off = self._put_off + 1 if late and self._put_off < _MOST_PUT_OFF else 0
        return self._put_off > 0

    def end(self) -> None:
        """Collect what is left and let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.collect()
        gc.enable()


def collect_if_due() -> None:
    """What Python itself would collect now, if anything; to be called on the GUI thread."""
    due = [number for number in (2, 1, 0) if gc.get_count()[number] > gc.get_threshold()[number]]
    if not due:
        return
    began = time.thread_time()
    gc.collect(due[0])
    if due[0] == 2 and time.thread_time() - began > _SLOW_SECONDS:
        gc.freeze()
