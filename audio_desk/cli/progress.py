"""What is going on before an answer begins, on standard error, where that is a terminal."""

from __future__ import annotations

import math
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Final

from audio_desk.cli.terminal import tell
from audio_desk.operations.events import (
    AskEvent,
    Finished,
    Pausing,
    Preparing,
    Renewing,
    TextArrived,
    Uploading,
    Waiting,
)

if TYPE_CHECKING:
    from rich.status import Status

_PREPARING: Final = {
    "start-server": "Starting the server on this computer",
    "cut": "Cutting the region",
    "convert": "Converting to FLAC",
    "hash": "Reading the recording",
}
_PAUSING: Final = {
    "quota": "The account's limit is reached",
    "busy": "The service is overloaded",
    "lost": "There is no connection",
}
_WAITING: Final = {
    "processing": "Waiting for the server to process the upload",
    "other-program": "Another program is sending the same recording",
    "answer": "Waiting for the answer",
}


class Progress:
    """A spinner with words; gone for good with the first text. Silent where nobody watches."""

    def __init__(self) -> None:
        self._status: Status | None = None
        self._pausing = self._ended = False
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("")

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def show(self, event: AskEvent) -> None:
        if self._status is None:
            self._tell_of_pauses(event)
            return
        if isinstance(event, TextArrived | Finished):
            self.stop()
        elif words := progress_words(event):
            self._status.update(words)
            self._status.start()

    def _tell_of_pauses(self, event: AskEvent) -> None:
        """Where there is no terminal: once each, because seconds go by without a sign of life."""
        if isinstance(event, Pausing) and not self._pausing and not self._ended:
            tell(f"{progress_words(event)}.")
        self._pausing = isinstance(event, Pausing)

    @property
    def is_silent(self) -> bool:
        """Where nobody watches."""
        return self._status is None

    def say(self, words: str) -> None:
        """Where it is shown, until the next words."""
        if self._status is not None:
            self._status.update(words)
            self._status.start()

    def pause(self) -> None:
        """Out of the way of a line, until there is something to show again."""
        if self._status is not None:
            self._status.stop()

    def stop(self) -> None:
        self._ended = True
        if self._status is not None:
            self._status.stop()
            self._status = None


def progress_words(event: AskEvent) -> str:
    """Empty for events that are no step on the way."""
    if isinstance(event, Preparing):
        done = f" {event.done:.0%}" if event.done else ""
        return _PREPARING.get(event.what, "Preparing") + done
    if isinstance(event, Renewing):
        return "The upload has ended on the server: sending the recording again"
    if isinstance(event, Uploading):
        return f"Uploading {event.sent / 1e6:.1f} of {event.total / 1e6:.1f} MB"
    if isinstance(event, Pausing):
        return f"{_PAUSING[event.why]}: asking again in {math.ceil(event.seconds_left)} s"
    if isinstance(event, Waiting):
        return _WAITING.get(event.why, "Waiting")
    return ""
