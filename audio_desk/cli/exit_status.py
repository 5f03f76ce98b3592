"""The program's exit statuses."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    COMPLETE = 0
    ERROR = 1
    """An error came instead of an answer."""
    USAGE = 2
    INCOMPLETE = 3
    """The server began an answer, and it is not whole."""
    INTERRUPTED = 130
    """Ctrl+C; as a shell says it of a program ended by SIGINT."""
    BROKEN_PIPE = 141
    """Whoever read the output stopped reading; likewise."""
