"""What is being waited for, on standard error: a spinner on a terminal, else a line when it takes longer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Final, Self, TypeVar

from audio_desk.cli.terminal import tell

if TYPE_CHECKING:
    from types import TracebackType

    from rich.status import Status

T = TypeVar("T")

MOMENT_SECONDS: Final = 3.0
"""Nobody wonders before."""
_SPINNER_SECONDS: Final = 0.3
_OFTEN_SECONDS: Final = 10.0
_SELDOM_SECONDS: Final = 60.0
_MARK: Final = " …"
"""Ends every such line: what goes on is no message."""


class Waits:
    """The latest words are shown from soon after the first `say` on. Needs a running loop."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._status: Status | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._words = ""
        self._since = 0.0
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def is_terminal(self) -> bool:
        """Whether somebody sees the words change."""
        return self._is_terminal

    def say(self, words: str) -> None:
        if self._is_over:
            return
        self._words = words
        if self._status is not None:
            self._status.update(words)
        elif self._timer is None:
            loop = asyncio.get_running_loop()
            self._since = loop.time()
            moment = _SPINNER_SECONDS if self._is_terminal else MOMENT_SECONDS
            self._timer = loop.call_later(moment, self._show)

    def pause(self) -> None:
        """Out of the way of a line, until there is something to say again."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._status is not None:
            self._status.stop()
            self._status = None

    def stop(self) -> None:
        self.pause()
        self._is_over = True

    def _show(self) -> None:
        if self._is_terminal:
            from rich.console import Console

            self._timer = None
            self._status = Console(stderr=True).status(self._words)
            self._status.start()
            return
        tell(f"{self._words}{_MARK}")
        # A line every ten seconds at first; who waits for an hour needs one a minute.
        loop = asyncio.get_running_loop()
        later = min(max(_OFTEN_SECONDS, (loop.time() - self._since) / 6), _SELDOM_SECONDS)
        self._timer = loop.call_later(later, self._show)


async def waited(words: str, work: Awaitable[T]) -> T:
    """For work that tells nothing by itself."""
    with Waits() as waits:
        waits.say(words)
        return await work
