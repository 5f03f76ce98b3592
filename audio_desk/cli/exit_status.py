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
    HUNG_UP = 129
    """SIGHUP; as a shell says it of a program ended by a signal, as do the next three."""
    INTERRUPTED = 130
    """Ctrl+C."""
    BROKEN_PIPE = 141
    """Whoever read the output stopped reading."""
    TERMINATED = 143
    """SIGTERM."""
