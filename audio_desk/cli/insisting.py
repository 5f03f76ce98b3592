"""Ctrl+C that was lost is pressed again: what is raised while a decoder asks for bytes goes nowhere."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_AGAIN_SECONDS: Final = 0.02
"""By then the callback has returned, or the next one loses it, and it comes again."""


@contextmanager
def insisting_on_interrupts() -> Iterator[None]:
    """Within, a KeyboardInterrupt that nobody could pass on comes once more; it ends whatever came of it."""
    before = sys.unraisablehook
    pressing: list[threading.Timer] = []

    def hook(lost: UnraisableHookArgs) -> None:
        if issubclass(lost.exc_type, KeyboardInterrupt):
            again = threading.Timer(_AGAIN_SECONDS, _interrupt_main)
            again.daemon = True
            pressing.append(again)
            again.start()
        else:
            before(lost)

    sys.unraisablehook = hook
    try:
        yield
    except Exception:
        # The library whose callback was interrupted has its own word for that.
        if not pressing:
            raise
    finally:
        sys.unraisablehook = before
        for again in pressing:
            again.cancel()
    if pressing:
        raise KeyboardInterrupt


def _interrupt_main() -> None:
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, signal.SIGINT)  # which also wakes it where it waits
    else:
        _thread.interrupt_main()
