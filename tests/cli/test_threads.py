"""No thread of linear algebra waits busily beside the painter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from audio_desk.paths import Paths

_CHILD = """
import os, sys
from audio_desk.cli import main
assert "numpy" not in sys.modules
status = main(["info", sys.argv[1]])
assert "numpy" in sys.modules
print(status, len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted in /proc")
def test_numpy_starts_no_threads_of_its_own(home: Paths, tones: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(tones)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 1"
