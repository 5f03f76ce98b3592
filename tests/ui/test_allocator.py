"""What hours of zooming once took goes back to the system."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys

import pytest

from audio_desk.ui.allocator import return_large_blocks

_CHILD = """
import psutil
import numpy as np
from audio_desk.ui.allocator import return_large_blocks
assert return_large_blocks()
np.ones(2**20, np.float64)  # from then on glibc alone would keep blocks of this size
small, resident = [], psutil.Process().memory_info().rss
for _ in range(20):
    large = [np.ones(2**17, np.float64) for _ in range(8)]
    small.append(bytes(2000))
    del large
print(psutil.Process().memory_info().rss - resident)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another allocator")
def test_large_blocks_between_small_ones_leave_nothing_behind() -> None:
    done = subprocess.run([sys.executable, "-c", _CHILD], capture_output=True, text=True, timeout=60)
    assert int(done.stdout) < 4 * 2**20, done.stderr


def test_another_allocator_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    assert not return_large_blocks()
    monkeypatch.setattr(sys, "platform", "win32")
    assert not return_large_blocks()
