"""What is going on before an answer begins, on standard error."""

from __future__ import annotations

import math
from typing import Final

from audio_desk.cli.terminal import tell
from audio_desk.cli.waiting import Waits
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


class Progress(Waits):
    """Of an answer: gone for good with the first text where it is a spinner."""

    def __init__(self) -> None:
        super().__init__()
        self._pausing = False

    def show(self, event: AskEvent) -> None:
        if isinstance(event, TextArrived | Finished):
            if self.is_terminal:
                self.stop()
            else:
                self.pause()
            return
        words = progress_words(event)
        if not self.is_terminal:
            self._tell_of_pauses(event, words)
        if words:
            self.say(words)

    def _tell_of_pauses(self, event: AskEvent, words: str) -> None:
        """At once, once each: it is a message and not only a sign of life."""
        if isinstance(event, Pausing) and not self._pausing:
            tell(f"{words}.")
            self.pause()
        self._pausing = isinstance(event, Pausing)


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
