"""Converts one recording, with worker processes, and prints the memory of all of them in MB.

`python -m tests.benchmarks.conversion_child FILE OUT.flac`
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from audio_desk.audio.clip import write_flac
from audio_desk.audio.worker_pool import WorkerPool


def main() -> None:
    source, target = map(Path, sys.argv[1:])
    pool = WorkerPool()
    try:
        write_flac(source, target, stop=threading.Event(), on_progress=lambda _: None, pool=pool)
        pids = ["self", *(str(worker.pid) for worker in pool._idle)]
        print(sum(map(_own_megabytes, pids)))
    finally:
        pool.close()


def _own_megabytes(pid: str) -> float:
    """The most that was its own; the pages of libraries and files, which processes share, count nowhere."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    sizes = {line.split(":")[0]: line.split()[1] for line in status.splitlines() if line.endswith("kB")}
    return (int(sizes["VmHWM"]) - int(sizes["RssFile"])) / 1024


if __name__ == "__main__":
    main()
