"""A screen that nobody sees, and when its picture came to rest: what a person would time with a stopwatch."""

from __future__ import annotations

import shutil
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil  # type: ignore[import-untyped]

PROGRAM: Final = "Xvfb"
_SIZE: Final = "1280x800x24"
_POLL_SECONDS: Final = 0.02
_STILL_SECONDS: Final = 3.0
_IDLE_SHARE: Final = 0.1
_HANG_SECONDS: Final = 180.0


@dataclass(frozen=True, slots=True)
class Screen:
    """`display` is its name; the server keeps its pixels in the file `pixels`."""

    display: str
    pixels: Path

    def at_rest(self, process: subprocess.Popen[bytes]) -> float:
        """`time.monotonic()` of the last change, once neither picture nor `process` stirs for a while.

        Raises TimeoutError.
        """
        watched = psutil.Process(process.pid)
        deadline = time.monotonic() + _HANG_SECONDS
        seen, changed = self._sum(), time.monotonic()
        worked, since = _worked(watched), changed
        while time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
            now, here = time.monotonic(), self._sum()
            if here != seen:
                seen, changed = here, now
            if now - since >= _STILL_SECONDS:
                before, worked = worked, _worked(watched)
                idle = worked - before < _IDLE_SHARE * (now - since)
                since = now
                if idle and now - changed >= _STILL_SECONDS:
                    return changed
        raise TimeoutError

    def _sum(self) -> int:
        return zlib.crc32(self.pixels.read_bytes())


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """Runs until the block ends. `folder` keeps its pixels."""
    server = shutil.which(PROGRAM)
    assert server is not None
    folder.mkdir(parents=True, exist_ok=True)
    command = [server, "-displayfd", "1", "-screen", "0", _SIZE, "-fbdir", str(folder), "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            assert process.stdout is not None
            number = process.stdout.readline().decode().strip()
            yield Screen(f":{number}", folder / "Xvfb_screen0")
        finally:
            process.terminate()


def _worked(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
