"""The program in a process of its own; tells as JSON when a recording's waveform was to be seen.

`python -m tests.benchmarks.opening_child launch [FILE]`: from the start, with the file or without one;
`... opening_child open FILE`: in a window that stands, until all is drawn, or `... glimpse FILE`, until it is
seen. Moments are of `time.monotonic()`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from audio_desk import app
from audio_desk.paths import Paths
from audio_desk.session import Session
from audio_desk.settings import load

TICK_MS = 5


class Painted(QObject):
    """`moment` is when `widget` was first painted while `ready()` was true."""

    def __init__(self, widget: QWidget, ready: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._ready = widget, ready
        self.moment: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._ready():
            self._widget.removeEventFilter(self)
            # Whatever is painted together with it comes before any timer.
            QTimer.singleShot(0, self, lambda: self.moment.set_result(time.monotonic()))
        return False


class LongestGap(QObject):
    """Between two turns of a timer, in milliseconds, with what `doing` said then.

    The time in which the loop's thread only waited for a processor is left out: other programs make it long.
    """

    def __init__(self, doing: Callable[[], str]) -> None:
        super().__init__()
        self.gaps: dict[str, float] = {}
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._doing, self._turned, self._waited = doing, time.monotonic(), self._waiting_ms()
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        now, waited = time.monotonic(), self._waiting_ms()
        gap = (now - self._turned) * 1000 - (waited - self._waited)
        self._turned, self._waited = now, waited
        doing = self._doing()
        self.gaps[doing] = max(gap, self.gaps.get(doing, 0.0))

    def _waiting_ms(self) -> float:
        """For a processor, since the thread began; 0 where the system does not tell."""
        try:
            return int(self._schedule.read_text().split()[1]) / 1e6
        except (OSError, IndexError):
            return 0.0


def _picture(session: Session) -> Painted:
    document = session.document
    return Painted(session.window.waveform.wave, lambda: document.peaks is not None)


async def _launched(session: Session, file: str) -> dict[str, Any]:
    """Without a file the window is measured when it is seen with all its panes: it was seen before."""
    painted = _picture(session) if file else Painted(session.window, lambda: True)
    session.window.update()
    return {"seen": await painted.moment, "busy": time.process_time()}


async def _opened(session: Session, file: str, *, until_drawn: bool) -> dict[str, Any]:
    await Painted(session.window, lambda: True).moment
    await session.window.settled()
    told: dict[str, Any] = {}
    known = asyncio.Event()

    def recording_changed(recording: object) -> None:
        if recording is not None:
            told["known"] = time.monotonic()
            known.set()

    document = session.document
    document.recording_changed.connect(recording_changed)
    gap = LongestGap(lambda: "drawing" if document.recording else "reading" if document.glimpse else "look")
    told["begin"] = time.monotonic()
    session.window.opener.open(Path(file))
    told["seen"] = await _picture(session).moment
    told["glimpsed"] = document.glimpse is not None
    if not until_drawn:
        return told
    await known.wait()
    await session.window.settled()
    return told | {"drawn": time.monotonic(), "gaps": gap.gaps}


def main() -> int:
    what, file = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""

    async def scene(session: Session) -> int:
        if what == "launch":
            told = await _launched(session, file)
        else:
            told = await _opened(session, file, until_drawn=what == "open")
        sys.stdout.write(json.dumps(told))
        return 0

    paths = Paths.default()
    path = Path(file) if what == "launch" and file else None
    return app.play(paths, load(paths.settings_file), paths.settings_file, scene, path)


if __name__ == "__main__":
    sys.exit(main())
