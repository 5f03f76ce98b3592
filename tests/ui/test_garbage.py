"""Python's garbage is collected on the GUI thread."""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from types import ModuleType

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from audio_desk.ui.garbage import GarbageCollector


class Knot(QObject):
    """Keeps itself alive, as widgets with connected methods do; tells which thread ended it."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread().name))


def allocate() -> None:
    """More than enough for Python to collect by itself, were it allowed to."""
    for _ in range(200):
        [[] for _ in range(1000)]


def test_cycles_end_on_the_gui_thread_although_another_one_allocates(
    qapp: QApplication, qtbot: QtBot
) -> None:
    was_on = gc.isenabled()
    collector = GarbageCollector()
    collector.begin()
    try:
        ended: list[str] = []
        for _ in range(3):
            Knot(ended)
        worker = threading.Thread(target=allocate, name="worker")
        worker.start()
        worker.join()
        assert ended == []
        kept = [[] for _ in range(20_000)]  # type: ignore[var-annotated]
        qtbot.waitUntil(lambda: len(ended) == 3)
        assert set(ended) == {threading.main_thread().name}
        del kept
    finally:
        collector.end()
        if not was_on:
            gc.disable()


def test_what_was_made_while_the_program_started_is_never_looked_through(qapp: QApplication) -> None:
    was_on = gc.isenabled()
    collector = GarbageCollector()
    try:
        kept = [[] for _ in range(20_000)]  # type: ignore[var-annotated]
        collector.begin()
        assert gc.get_freeze_count() >= len(kept)
        assert gc.get_count()[0] < 1000
    finally:
        collector.end()
        if not was_on:
            gc.disable()


def test_what_a_late_import_brings_is_never_looked_through(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    was_on = gc.isenabled()
    collector = GarbageCollector()
    collector.begin()
    try:
        before = gc.get_freeze_count()
        late = ModuleType("audio_desk_late")
        late.brought = [[] for _ in range(20_000)]  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, late.__name__, late)
        qtbot.waitUntil(lambda: gc.get_freeze_count() >= before + 20_000, timeout=60_000)
    finally:
        collector.end()
        if not was_on:
            gc.disable()
