"""Children of a test: what they say is waited for with a guard, and none outlives its test."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GUARD_SECONDS = 60.0


@contextmanager
def started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """The command, running, its output and its errors piped; killed where the block leaves it running."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        try:
            yield child
        finally:
            child.kill()


@contextmanager
def guarded(child: subprocess.Popen[str], seconds: float = GUARD_SECONDS) -> Iterator[None]:
    """Kill the child when the block takes longer, so that reading what it says comes to an end."""
    guard = threading.Timer(seconds, child.kill)
    guard.start()
    try:
        yield
    finally:
        guard.cancel()
        guard.join()


def line_of(child: subprocess.Popen[str], seconds: float = GUARD_SECONDS) -> str:
    """The next line that it says; that there is none fails the test, with its last words."""
    assert child.stdout is not None
    with guarded(child, seconds):
        line = child.stdout.readline()
        if not line:
            last_words = child.stderr.read() if child.stderr is not None else ""
            raise AssertionError(f"the child ended, or was silent for {seconds} s; it said: {last_words}")
    return line


def line_with(child: subprocess.Popen[str], words: str, seconds: float = GUARD_SECONDS) -> str:
    """The first line from here on that holds `words`."""
    end = time.monotonic() + seconds
    while words not in (line := line_of(child, max(0.0, end - time.monotonic()))):
        pass
    return line


def wait_for(condition: Callable[[], object], seconds: float = GUARD_SECONDS) -> None:
    """Return as soon as `condition()` is true; fail when that takes longer than the guard."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not condition():
        assert time.monotonic() < end, f"waited {seconds} s in vain"
        pause.wait(0.01)
