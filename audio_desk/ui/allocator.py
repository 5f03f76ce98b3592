"""Has glibc give memory back to the system, which else keeps what hours of zooming once took."""

from __future__ import annotations

import sys
from typing import Final

_MMAP_THRESHOLD: Final = -3
_THRESHOLD_BYTES: Final = 256 * 1024
"""Larger blocks are pages of their own, gone as soon as they are free. Left to itself glibc raises the limit
to 32 MB with the first large block that is freed, and the next ones leave holes between small ones."""


def return_large_blocks() -> bool:
    """Whether this system's allocator could be told."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    return mallopt is not None and bool(mallopt(_MMAP_THRESHOLD, _THRESHOLD_BYTES))
