"""Knows whether Qt is still connected to the sound server: playing without aborts the whole program.

Qt 6.11 connects to PulseAudio (or PipeWire in its place) once and again when the server goes. When that
fails it goes on listing the old devices, says nothing, and starting a sink ends in an assertion of libpulse.
"""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

_OPEN_FILES = Path("/proc/self/fd")
_USUAL_NAME = "/native"


def connected_servers() -> frozenset[str]:
    """The sound servers' sockets that this process is connected to; empty where that cannot be known."""
    if not _OPEN_FILES.is_dir():
        return frozenset()
    peers = {_peer(int(entry.name)) for entry in _OPEN_FILES.iterdir()}
    return frozenset(peer for peer in peers if peer.endswith(_USUAL_NAME) or peer in _named())


def _named() -> tuple[str, ...]:
    """Sockets named in the environment: `unix:/run/...` or the path alone, several with spaces between."""
    words = os.environ.get("PULSE_SERVER", "").split()
    return tuple(word.removeprefix("unix:") for word in words if "/" in word)


def _peer(descriptor: int) -> str:
    """What an open Unix socket is connected to; empty for every other kind of file."""
    try:
        if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
            return ""
        with socket.socket(fileno=os.dup(descriptor)) as copy:
            name = copy.getpeername() if copy.family == socket.AF_UNIX else ""
    except OSError:
        return ""
    return os.fsdecode(name)
