"""Collects Python's garbage on the GUI thread alone.

Widgets whose signals are connected to their own methods die in cycles. Left to itself Python breaks a cycle
in whichever thread allocates next, and a QObject that is destroyed outside its thread brings the program
down: seen as a crash inside the event loop, while a worker thread was importing.
"""

from __future__ import annotations

import gc
import sys
import time

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 250
_SLOW_SECONDS = 0.03
"""A longer collection would be seen; what survives one is left alone from then on."""


class GarbageCollector(QObject):
    """Python's own collection is off until `end`; nothing is collected before `begin`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._turn)
        self._modules, self._importing = 0, False

    def begin(self) -> None:
        """Collect from now on what comes now.

        Of all that is there, nearly all modules and panes, nothing ever goes: looking through it even once
        took 50 to 100 ms. It still goes when nothing holds it; only cycles in it stay until the end.
        """
        gc.freeze()
        self._modules = len(sys.modules)
        self._timer.start()

    def _turn(self) -> None:
        """What modules bring never goes either: looking through the Gemini SDK, which is loaded at its first
        use, took 50 to 150 ms, in the middle of whatever somebody did by then.
        """
        before, self._modules = self._modules, len(sys.modules)
        began, self._importing = self._importing, before != self._modules
        if began or self._importing:
            gc.freeze()
        else:
            collect_if_due()

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
