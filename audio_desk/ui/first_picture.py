"""Waits for a window's first picture, before there is any event loop but Qt's own."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_PATIENCE_MS: Final = 1000
"""A window that starts minimised, or behind others, may never be painted."""


class FirstPicture(QObject):
    """`moment` is when it was there, by `time.monotonic()`; `busy_seconds` what the program had computed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.moment: float | None = None
        self.busy_seconds = 0.0
        self._error: BaseException | None = None
        self._seen: Callable[[], object] | None = None
        window.installEventFilter(self)

    def wait(self, *, then: Sequence[Callable[[], object]]) -> None:
        """Run Qt's loop until it is there, then do each of `then` in a turn of its own.

        This is no loop within a loop: it is over before asyncio's begins, whose import alone would keep the
        picture waiting. Raises what a step raises.
        """
        loop, steps = QEventLoop(), iter(then)

        def turn() -> None:
            try:
                next(steps)()
            except StopIteration:
                loop.quit()
            except BaseException as error:  # noqa: BLE001 (Qt would print it and go on)
                self._error = error
                loop.quit()
            else:
                QTimer.singleShot(0, self, turn)

        self._seen = turn
        if self.moment is not None:
            QTimer.singleShot(0, self, turn)
        QTimer.singleShot(_PATIENCE_MS, self, self._take)
        loop.exec()
        if self._error is not None:
            raise self._error

    def _take(self) -> None:
        """The children are painted after the window itself, and before any timer."""
        seen, self._seen = self._seen, None
        if self.moment is None:
            self.moment, self.busy_seconds = time.monotonic(), time.process_time()
        if seen is not None:
            seen()

    # --- Qt ------------------------------------------------------------------------------------------------

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._take)
        return False
