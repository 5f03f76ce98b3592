"""Converts one recording, with worker processes, and prints the memory of all of them in MB.

`python -m tests.benchmarks.conversion_child FILE OUT.flac`
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import Final

from audio_desk.audio.cutting.clip import write_flac
from audio_desk.audio.workers.pool import WorkerPool

_LOOK_SECONDS: Final = 0.1


def main() -> None:
    source, target = map(Path, sys.argv[1:])
    pool = WorkerPool()
    pool.warm()
    pids = ["self", *(str(worker.pid) for worker in pool._idle)]
    most, done = [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(_LOOK_SECONDS):
            most.append(sum(map(_own_megabytes, pids)))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        write_flac(source, target, stop=threading.Event(), on_progress=lambda _: None, pool=pool)
    finally:
        done.set()
        watcher.join()
        pool.close()
    print(max(most))


def _own_megabytes(pid: str) -> float:
    """What is its own; pages of libraries and of the recording are the system's, which shares them."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
