"""A minute cut from the middle of a long recording, beside `ffmpeg -ss -t`: as the window does it, and cold.

The window has the recording open: where its packets lie is known. Cold, as `audio-desk cut` does it, the file
is opened first. Of 9 h 30 min with `AUDIO_DESK_BENCHMARK_LONG=1`, else of one hour.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from audio_desk.audio.cutting.clip import cut_flac
from audio_desk.audio.decoding.packet_index import open_indexed, write_index
from audio_desk.audio.source import open_source
from audio_desk.region import Region
from tests.benchmarks.long_files import HOUR, LONG, WITH_LONG, folder, recording
from tests.benchmarks.rivals import FFMPEG, Rival, against
from tests.benchmarks.rows import Row

_GOALS: Final = {"mp3": 0.13, "wav": 0.25, "flac": 0.50, "ogg": 0.60, "m4a": 0.35}


def measure() -> Iterator[Row]:
    seconds, name = (LONG, "9.5 h") if os.environ.get(WITH_LONG) else (HOUR, "1 h")
    with tempfile.TemporaryDirectory() as place:
        for kind, goal in _GOALS.items():
            path = recording(folder(), kind, seconds)
            yield from _cut(path, f"1 min cut from {name} {kind.upper()}", seconds // 2, goal, Path(place))


def _cut(path: Path, what: str, begin: int, goal: float, place: Path) -> Iterator[Row]:
    with open_source(path) as source:
        info, index = source.info, write_index(source, place / "packets")
    region = Region(begin * info.rate, (begin + 60) * info.rate)
    shape = ["-ac", "1", "-ar", "16000", str(place / "cut.flac")]
    theirs = [*FFMPEG, "-y", "-ss", str(begin), "-t", "60", "-i", str(path), *shape]
    known = partial(cut_flac, path, region, opener=lambda _: open_indexed(info, index))
    yield from against(what, [Rival(theirs, goal)], known)
    yield from against(f"{what}, cold", [Rival(theirs)], partial(cut_flac, path, region))
