"""The editor with 10,000 lines: the longest turn of the window's loop while somebody works on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from audio_desk.resources import resource
from tests.benchmarks.rows import Row

LINES = 10_000
_ROUNDS = 3
_NO_STALL_OVER_MS = 50.0


def measure() -> Iterator[Row]:
    """In processor time of the window's own thread; of the rounds the worst."""
    rounds = [_told() for _ in range(_ROUNDS)]
    for name in rounds[0]:
        busy = max(told[name]["busy"] for told in rounds)
        wall = max(told[name]["wall"] for told in rounds)
        note = f"the loop's longest turn, own processor time, worst of {_ROUNDS}; by the clock {wall:.0f} ms"
        yield Row(f"{LINES:,} lines: {name}", busy, _NO_STALL_OVER_MS, "ms", note=note)


def _told() -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as home:
        sample = str(resource("sample", "interview.ogg"))
        command = [sys.executable, "-m", "tests.benchmarks.editor_child", sample, str(LINES)]
        environment = {**os.environ, "AUDIO_DESK_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    told: dict[str, dict[str, float]] = json.loads(done.stdout.splitlines()[-1])
    return told
