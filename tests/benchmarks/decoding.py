"""Peaks of long recordings beside the programs that are known for them or only decode; the first picture.

`AUDIO_DESK_BENCHMARK_FILES` names a folder that keeps the long files; with `AUDIO_DESK_BENCHMARK_LONG=1` the
rows of 9 h 30 min are run too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from audio_desk.audio.decoding.packet_index import write_index
from audio_desk.audio.peaks.cache import PeakCache
from audio_desk.audio.peaks.jobs import fill_peaks
from audio_desk.audio.peaks.pyramid import PeakPyramid
from audio_desk.audio.peaks.quick_look import quick_look
from audio_desk.audio.source import open_source
from audio_desk.audio.workers.pool import WorkerPool
from tests.benchmarks.long_files import FORMATS, HOUR, LONG, WITH_LONG, folder, recording
from tests.benchmarks.rivals import FFMPEG, Rival, against, run
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import interleaved

_AUDIOWAVEFORM: Final = {"mp3": 0.25, "flac": 0.60, "ogg": 0.42, "wav": 0.50}
_DECODERS: Final = {
    "mp3": (0.72, ("mpg123", "-q", "-t", "FILE")),
    "flac": (0.65, ("flac", "-s", "-t", "FILE")),
    "ogg": (0.75, (*FFMPEG, "-i", "FILE", "-f", "null", "-")),
    "m4a": (0.72, (*FFMPEG, "-i", "FILE", "-f", "null", "-")),
}


def measure() -> Iterator[Row]:
    files = folder()
    pool = WorkerPool()
    try:
        pool.warm()
        yield from _peaks(files, pool, HOUR, "1 h")
        if os.environ.get(WITH_LONG):
            yield from _peaks(files, pool, LONG, "9.5 h", only=("mp3",))
            yield from _first_pictures(files)
    finally:
        pool.close()
    yield from _commands(files)


def _peaks(
    files: Path,
    pool: WorkerPool,
    seconds: int,
    name: str,
    only: Sequence[str] = ("mp3", "flac", "ogg", "wav", "m4a"),
) -> Iterator[Row]:
    """As the window makes them: of each channel, with notes on the sound, by workers that are there."""
    for kind in only:
        path = recording(files, kind, seconds)
        ours = partial(_make_peaks, pool, path)
        yield from against(
            f"peaks of {name} {kind.upper()}",
            _rivals(path, kind),
            ours,
            workers=lambda: [worker.pid for worker in pool._idle],
        )


def _commands(files: Path) -> Iterator[Row]:
    """As outsiders time them: a whole process."""
    for kind in ("mp3", "flac", "ogg", "wav", "m4a"):
        path = recording(files, kind, HOUR)
        command = [sys.executable, "-m", "audio_desk", "peaks", str(path), "--force", "-o"]
        ours = partial(run, [*command, str(files / "ours.dat")])
        yield from against(f"`audio-desk peaks` of 1 h {kind.upper()}", _rivals(path, kind), ours)


def _rivals(path: Path, kind: str) -> Iterator[Rival]:
    if kind in _AUDIOWAVEFORM:
        target = str(path.parent / "theirs.dat")
        command = ["audiowaveform", "-q", "-i", str(path), "-o", target, "-z", "256"]
        yield Rival(command, _AUDIOWAVEFORM[kind])
    if kind in _DECODERS:
        goal, words = _DECODERS[kind]
        yield Rival([str(path) if word == "FILE" else word for word in words], goal)


def _first_pictures(files: Path) -> Iterator[Row]:
    for kind in FORMATS:
        path = recording(files, kind, LONG)
        took = interleaved({"look": partial(_first_picture, path)})["look"]
        yield Row(f"first picture of 9.5 h {kind.upper()}", median(took) * 1000, 300, "ms")


def _make_peaks(pool: WorkerPool, path: Path) -> None:
    """From the file's name to a whole pyramid in the cache."""
    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        cache = PeakCache(Path(place), 2**30)
        with open_source(path) as source:
            info, index = source.info, write_index(source, Path(place) / "packets")
        peaks = cache.begin(info.rate, PeakPyramid.drawn_channels(info.channels), info.frames)
        report = fill_peaks(
            pool, info, peaks, index=index, stop=threading.Event(), on_progress=lambda _: None
        )
        cache.keep("it", peaks, report)


def _first_picture(path: Path) -> None:
    look = quick_look(path)
    assert look is not None
    pyramid = PeakPyramid(look.rate, PeakPyramid.drawn_channels(look.channels), look.frames)
    look.sketch_into(pyramid)
    pyramid.query(0, look.frames, 1920)
