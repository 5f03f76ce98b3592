"""A whole MP3 to 16 kHz mono FLAC, beside ffmpeg: seconds, and the memory of all our processes together.

Of 9 h 30 min with `AUDIO_DESK_BENCHMARK_LONG=1`, else of one hour.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from tests.benchmarks.long_files import HOUR, LONG, WITH_LONG, folder, recording
from tests.benchmarks.rivals import FFMPEG, Rival, against
from tests.benchmarks.rows import Row

_GOAL: Final = 0.55
_MEMORY_MB: Final = 150
_CHILD: Final = "tests.benchmarks.conversion_child"


def measure() -> Iterator[Row]:
    seconds, name, rounds = (LONG, "9.5 h", 3) if os.environ.get(WITH_LONG) else (HOUR, "1 h", 5)
    path = recording(folder(), "mp3", seconds)
    peaks: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        shape = ["-ac", "1", "-ar", "16000", "-sample_fmt", "s16", str(Path(place) / "theirs.flac")]
        theirs = Rival([*FFMPEG, "-y", "-i", str(path), *shape], _GOAL)
        ours = partial(_convert, path, Path(place) / "ours.flac", peaks)
        yield from against(f"{name} MP3 to 16 kHz mono FLAC", [theirs], ours, rounds=rounds)
    yield Row(f"{name} MP3 to FLAC: memory of all processes", max(peaks), _MEMORY_MB, "MB")


def _convert(path: Path, target: Path, peaks: list[float]) -> None:
    """In a process of its own, with the workers that it starts; it prints how much memory they had."""
    done = subprocess.run(
        [sys.executable, "-m", _CHILD, str(path), str(target)], check=True, stdout=subprocess.PIPE, text=True
    )
    peaks.append(float(done.stdout))
