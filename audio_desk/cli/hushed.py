"""Keeps what decoders print by themselves off the terminal: mpg123 has a line for each harmed frame."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_STANDARD_ERROR = 2


@contextmanager
def hushed() -> Iterator[None]:
    """Nothing is to be told within; where standard error is closed there is nothing to do."""
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:
        yield
        return
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, _STANDARD_ERROR)
        os.close(null)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)
