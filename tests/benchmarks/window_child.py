"""The program, or a bare window, in a process of its own; tells as JSON when it painted and how it fared.

`python -m tests.benchmarks.window_child bare | empty | open FILE`; moments are of `time.monotonic()`.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from audio_desk.session import Session

TICK_MS = 5
_IDLE_SECONDS = 3.0
_GUARD_SECONDS = 300.0


class FirstPaint(QObject):
    """Calls `painted` with the moment at which the window's first picture was there."""

    def __init__(self, window: QWidget, painted: Callable[[float], object]) -> None:
        super().__init__(window)
        self._window, self._painted = window, painted
        window.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            # The children are painted after the window itself, and before any timer.
            QTimer.singleShot(0, self, lambda: self._painted(time.monotonic()))
        return False


class Gaps:
    """Of a 5 ms timer, in milliseconds, from now until `end`: all of each, and without the time in which
    the window's thread was ready and other programs had the processors.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt

        from tests.journeys.loop_watch import WaitedSeconds

        self._waited = WaitedSeconds()
        self._turns = [self._now()]
        self._timer = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self._turns.append(self._now()))
        self._timer.start()

    def end(self) -> dict[str, list[float]]:
        self._timer.stop()
        pairs = list(itertools.pairwise(self._turns))
        wall = [(after[0] - before[0]) * 1000 for before, after in pairs]
        waits = [(after[1] - before[1]) * 1000 for before, after in pairs]
        return {"wall": wall, "held": [all_of - wait for all_of, wait in zip(wall, waits, strict=True)]}

    def _now(self) -> tuple[float, float]:
        return time.perf_counter(), self._waited.so_far()


def bare() -> dict[str, Any]:
    app, window, told = QApplication([]), QMainWindow(), {}

    def painted(moment: float) -> None:
        told["painted"], told["busy"] = moment, time.process_time()
        app.quit()

    FirstPaint(window, painted)
    window.show()
    app.exec()
    return told


def program(file: str) -> dict[str, Any]:
    """Of the window as it starts; with a file, of opening it and of a rest afterwards."""
    from pathlib import Path

    from audio_desk import app
    from audio_desk.paths import Paths
    from audio_desk.settings import load

    told: dict[str, Any] = {}

    async def scene(session: Session) -> int:
        picture = session.window.first_picture
        told["painted"], told["busy"] = picture.moment, picture.busy_seconds
        told["whole"] = await _painted_whole(session)
        if file:
            session.window.opener.open(Path(file))
            await _follow(session, told)
        return 0

    paths = Paths.default()
    app.play(paths, load(paths.settings_file), paths.settings_file, scene)
    return told


async def _painted_whole(session: Session) -> float:
    """When the window was seen with all its panes."""
    import asyncio

    painted = asyncio.get_running_loop().create_future()
    FirstPaint(session.window, painted.set_result)
    session.window.update()
    return float(await painted)


async def _follow(session: Session, told: dict[str, Any]) -> None:
    import asyncio
    import gc

    import psutil  # type: ignore[import-untyped]

    from tests.ui.waiting import until

    document, gaps = session.document, Gaps()
    await until(lambda: document.peaks is not None and document.peaks.complete, _GUARD_SECONDS)
    session.window.waveform.repaint()
    told["drawn"], told["gaps"] = time.monotonic(), gaps.end()
    await session.window.settled()
    idle = Gaps()
    await asyncio.sleep(_IDLE_SECONDS)
    told["idle_gaps"] = idle.end()
    gc.collect()
    weight = psutil.Process().memory_info()
    told["resident"], told["own"] = weight.rss, weight.rss - weight.shared


def main() -> None:
    told = bare() if sys.argv[1] == "bare" else program(sys.argv[2] if len(sys.argv) > 2 else "")
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
