"""Hours at the window: restless zooming, panning, selecting and playing over 9.5 h leave no trace.

The long form takes half an hour and is run by hand: `pytest -m soak tests/journeys/test_wandering.py -s`.
"""

from __future__ import annotations

import faulthandler
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final

import pytest

from audio_desk import crash
from audio_desk.paths import Paths
from tests.beacons import write_sparse_wav
from tests.benchmarks import long_files
from tests.benchmarks.long_files import LONG, recording
from tests.journeys.loop_watch import GAP_MS
from tests.server_process import ServerProcess
from tests.ui.playback.pulse import missing_programs, pulse_server

SHORT_SECONDS: Final = 25
LONG_SECONDS: Final = 1800
GROWTH_BYTES: Final = 10 * 2**20
_HANG_SECONDS: Final = 600
_SAID_OF_OTHERS: Final = (
    "Executing <",  # asyncio, of the steps of starting and opening, by the clock
    "pipewire",
    "Using Qt multimedia",
    "pa_context_connect() failed",  # Qt, once, on a computer without a sound server
)


@pytest.mark.timeout(900)
def test_half_a_minute_of_wandering_leaves_no_warning_no_growth_and_no_long_gap(
    server: ServerProcess, home: Paths, tmp_path: Path
) -> None:
    """Gaps are those that our own thread worked through: what other programs take away is not counted.
    As everywhere the limits are five times what is wanted: a busy computer makes everything longer.
    """
    path = tmp_path / "beacons.wav"
    write_sparse_wav(path, 600, LONG)
    told = wander(path, SHORT_SECONDS, os.environ)
    check(told, home, 5 * GROWTH_BYTES)
    assert told["longest_ms"]["busy"] < 5 * GAP_MS, told["gaps"]


@pytest.mark.soak
@pytest.mark.timeout(4 * LONG_SECONDS)
def test_half_an_hour_of_wandering_leaves_no_warning_no_growth_and_no_gap(
    server: ServerProcess, home: Paths, tmp_path: Path
) -> None:
    """With real speech, and a sound server where one is installed. Prints its figures."""
    faulthandler.cancel_dump_traceback_later()  # pytest's own, which would end it all after 1000 s
    path = recording(long_files.folder(), os.environ.get("AUDIO_DESK_SOAK_FORMAT", "mp3"), LONG)
    seconds = float(os.environ.get("AUDIO_DESK_SOAK_SECONDS", LONG_SECONDS))
    with sound(tmp_path) as environment:
        told = wander(path, seconds, environment)
    print(json.dumps({name: value for name, value in told.items() if name != "memory"}, indent=1))
    print("growth, all / own, MiB:", *(f"{growth(told, kind) / 2**20:.1f}" for kind in ("resident", "own")))
    print("resident, MiB:", *(f"{memory['resident'] / 2**20:.0f}" for memory in told["memory"][::60]))
    check(told, home)
    assert told["over_50_ms"]["busy"] == 0
    assert told["played"] > seconds / 10


@contextmanager
def sound(folder: Path) -> Iterator[Mapping[str, str]]:
    """The environment of a program that plays on a silent sound server, where one can be had."""
    if missing_programs():
        yield os.environ
        return
    own = folder / "pulse"
    own.mkdir()
    with pulse_server(own) as server:
        yield {**os.environ, "PULSE_SERVER": server.environment["PULSE_SERVER"]}


def wander(path: Path, seconds: float, environment: Mapping[str, str]) -> dict[str, Any]:
    """What the program told of itself, and what it `said` besides."""
    command = [
        sys.executable,
        "-X",
        "dev",
        "-m",
        "tests.journeys.wandering_child",
        str(path),
        str(seconds),
        "3",
    ]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=seconds + _HANG_SECONDS
    )
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if not any(word in line for word in _SAID_OF_OTHERS)]
    told: dict[str, Any] = json.loads(done.stdout)
    return told | {"said": said}


def check(told: dict[str, Any], home: Paths, growth_bytes: int = GROWTH_BYTES) -> None:
    assert told["said"] == []
    assert told["silent"] == ""
    assert told["turns"]
    assert told["done"]
    assert growth(told, "own") < growth_bytes, told["memory"]
    log = home.log / crash.LOG_NAME
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    harmless = (" INFO ", " DEBUG ", *_SAID_OF_OTHERS)
    assert [line for line in lines if not any(word in line for word in harmless)] == []


def growth(told: dict[str, Any], kind: str) -> float:
    """Bytes between the second tenth of the time and the last."""
    weights = [memory[kind] for memory in told["memory"]]
    tenth = max(1, len(weights) // 10)
    return float(median(weights[-tenth:]) - median(weights[tenth : 2 * tenth]))
