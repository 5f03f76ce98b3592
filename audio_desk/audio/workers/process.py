"""A process that does jobs for the program: it decodes at low priority and ends with its parent.

Started as `python -m audio_desk.audio.workers.process`. Its parent sends pickled orders, and numbers of
orders to stop, to standard input, and reads pickled replies from standard output; both are of this program.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from audio_desk.audio.workers.place import Order, Workplace

_NICENESS: Final = 10


def main() -> None:
    """Work until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is the parent's to answer
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICENESS)
    # Not before: the decoders take half a second to import, just when the window wants to paint.
    from audio_desk.audio.workers.place import Workplace

    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not come between the replies.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    place = Workplace(out)
    orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, place, orders), daemon=True).start()
    with contextlib.suppress(BrokenPipeError):
        while True:
            place.carry_out(orders.get())


def _listen(stream: BinaryIO, place: Workplace, orders: queue.SimpleQueue[Order]) -> None:
    try:
        while True:
            message = pickle.load(stream)  # noqa: S301 (from our parent)
            if isinstance(message, int):
                place.stop(message)
            else:
                orders.put(message)
    finally:
        # The parent closed the pipe, or is gone: nothing here is worth waiting for.
        os._exit(0)


if __name__ == "__main__":
    main()
