"""Peaks and cuts of long recordings against the programs that are known for them.

`AUDIO_DESK_BENCHMARK_FILES` names a folder that keeps the long files; with `AUDIO_DESK_BENCHMARK_LONG=1` the
rows of 9 h 30 min are run too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final

from audio_desk.audio.clip import cut_flac
from audio_desk.audio.packet_index import write_index
from audio_desk.audio.peak_cache import PeakCache
from audio_desk.audio.peak_jobs import fill_peaks
from audio_desk.audio.peaks import PeakPyramid
from audio_desk.audio.quick_look import quick_look
from audio_desk.audio.source import open_source
from audio_desk.audio.worker_pool import WorkerPool
from audio_desk.region import Region
from tests.benchmarks.long_files import FORMATS, HOUR, LONG, recording
from tests.benchmarks.rows import Row
from tests.benchmarks.timing import Act, interleaved

_FILES: Final = "AUDIO_DESK_BENCHMARK_FILES"
_WITH_LONG: Final = "AUDIO_DESK_BENCHMARK_LONG"
_FFMPEG: Final = ("ffmpeg", "-v", "error", "-nostdin")
_AUDIOWAVEFORM: Final = {"mp3": 0.25, "flac": 0.60, "ogg": 0.42, "wav": 0.50}
_DECODERS: Final = {
    "mp3": (0.72, ("mpg123", "-q", "-t", "FILE")),
    "flac": (0.65, ("flac", "-s", "-t", "FILE")),
    "ogg": (0.75, (*_FFMPEG, "-i", "FILE", "-f", "null", "-")),
    "m4a": (0.72, (*_FFMPEG, "-i", "FILE", "-f", "null", "-")),
}
_CUTS: Final = {"mp3": 0.13, "wav": 0.25, "flac": 0.50, "ogg": 0.60, "m4a": 0.35}
_CUT_FROM: Final = 4 * HOUR + 2700


def measure() -> Iterator[Row]:
    files = Path(os.environ.get(_FILES) or Path(tempfile.gettempdir()) / "audio-desk-benchmarks")
    pool = WorkerPool()
    try:
        pool.warm()
        yield from _peaks(files, pool, HOUR, "1 h")
        if os.environ.get(_WITH_LONG):
            yield from _peaks(files, pool, LONG, "9.5 h", only=("mp3",))
            yield from _first_pictures(files)
            yield from _cuts(files)
    finally:
        pool.close()


def _peaks(
    files: Path,
    pool: WorkerPool,
    seconds: int,
    name: str,
    only: Sequence[str] = ("mp3", "flac", "ogg", "wav", "m4a"),
) -> Iterator[Row]:
    for kind in only:
        path = recording(files, kind, seconds)
        rivals = {"audiowaveform": (_AUDIOWAVEFORM.get(kind), _drawn_by_audiowaveform(path))}
        if kind in _DECODERS:
            goal, command = _DECODERS[kind]
            rivals[command[0]] = (goal, [str(path) if word == "FILE" else word for word in command])
        yield from _against(f"peaks of {name} {kind.upper()}", rivals, partial(_make_peaks, pool, path))


def _against(what: str, rivals: dict[str, tuple[float | None, list[str]]], ours: Act) -> Iterator[Row]:
    here = {name: command for name, (_, command) in rivals.items() if shutil.which(name)}
    acts = {name: partial(_run, command) for name, command in here.items()}
    took = interleaved({"ours": ours, **acts})
    mine = median(took["ours"])
    for name, (goal, _) in rivals.items():
        if name in here:
            theirs = median(took[name])
            yield Row(f"{what} / {name}", mine / theirs, goal, note=f"{mine:.2f} s against {theirs:.2f} s")
        elif goal is not None:
            yield Row(f"{what} / {name}", None, goal, note=f"{name} is not installed; ours took {mine:.2f} s")


def _first_pictures(files: Path) -> Iterator[Row]:
    for kind in FORMATS:
        path = recording(files, kind, LONG)
        took = interleaved({"look": partial(_first_picture, path)})["look"]
        yield Row(f"first picture of 9.5 h {kind.upper()}", median(took) * 1000, 300, "ms")


def _cuts(files: Path) -> Iterator[Row]:
    for kind, goal in _CUTS.items():
        path = recording(files, kind, LONG)
        with open_source(path) as source:
            rate = source.info.rate
        region = Region(_CUT_FROM * rate, (_CUT_FROM + 60) * rate)
        into = files / "cut.flac"
        cut = [
            *_FFMPEG,
            "-y",
            "-ss",
            str(_CUT_FROM),
            "-t",
            "60",
            "-i",
            str(path),
            "-ac",
            "1",
            "-ar",
            "16000",
            str(into),
        ]
        yield from _against(
            f"1 min cut from 9.5 h {kind.upper()}", {"ffmpeg": (goal, cut)}, partial(cut_flac, path, region)
        )


def _make_peaks(pool: WorkerPool, path: Path) -> None:
    """From the file's name to a whole pyramid in the cache."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        cache = PeakCache(Path(folder), 2**30)
        with open_source(path) as source:
            info, index = source.info, write_index(source, Path(folder) / "packets")
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


def _drawn_by_audiowaveform(path: Path) -> list[str]:
    return ["audiowaveform", "-q", "-i", str(path), "-o", str(path.parent / "peaks.dat"), "-z", "256"]


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
