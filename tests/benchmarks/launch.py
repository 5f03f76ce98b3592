"""From the command to the whole waveform of one hour, against Audacity on the same unseen screen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

from tests.benchmarks import long_files
from tests.benchmarks.long_files import recording
from tests.benchmarks.rows import Row
from tests.benchmarks.still_screen import PROGRAM, Screen, screen

GOALS: Final = {"mp3": 0.12, "m4a": 0.10, "flac": 0.35, "wav": 0.22}
_AUDACITY: Final = "audacity"
_ROUNDS: Final = 5
_QUIET: Final = """PrefsVersion=1.1.1r1
[GUI]
ShowStartupWelcome=0
ShowSplashScreen=0
[Update]
DefaultUpdatesChecking=0
UpdateNoticeShown=1
[Directories]
TempDir={folder}
"""


def window(*words: str, environment: dict[str, str]) -> dict[str, Any]:
    """What window_child.py tells; its moments are seconds since the command."""
    command = [sys.executable, "-m", "tests.benchmarks.window_child", *words]
    begun = time.monotonic()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told | {name: told[name] - begun for name in ("painted", "whole", "drawn") if name in told}


def fresh(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a program that was installed, bytecode and all, but never started before."""
    home = tempfile.mkdtemp(dir=folder)
    bytecode = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
    return {**os.environ, **bytecode, "AUDIO_DESK_HOME": home, **more}


def measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if shutil.which(PROGRAM) is None:
            yield Row("launch to the waveform of 1 h / Audacity", None, note="Xvfb is not installed")
            return
        with screen(folder / "screen") as here:
            for kind, goal in GOALS.items():
                yield _row(kind, goal, recording(long_files.folder(), kind), here, folder)


def _row(kind: str, goal: float, path: Path, here: Screen, folder: Path) -> Row:
    acts = {"ours": partial(_ours, path, here, folder)}
    if shutil.which(_AUDACITY):
        acts[_AUDACITY] = partial(_theirs, path, here, folder)
    took: dict[str, list[float]] = {name: [] for name in acts}
    for number in range(_ROUNDS + 1):
        for name, act in acts.items():
            seconds = act()
            if number:
                took[name].append(seconds)
    mine, what = median(took["ours"]), f"launch to the whole waveform of 1 h {kind.upper()} / Audacity"
    if _AUDACITY not in took:
        return Row(what, None, goal, note=f"Audacity is not installed; ours took {mine:.2f} s")
    other = median(took[_AUDACITY])
    return Row(what, mine / other, goal, note=f"{mine:.2f} s against {other:.2f} s")


def _ours(path: Path, here: Screen, folder: Path) -> float:
    environment = fresh(folder, DISPLAY=here.display, QT_QPA_PLATFORM="xcb")
    told = window("open", str(path), environment=environment)
    shutil.rmtree(environment["AUDIO_DESK_HOME"], ignore_errors=True)
    return float(told["drawn"])


def _theirs(path: Path, here: Screen, folder: Path) -> float:
    """What it learns of its plug-ins at its first start it keeps; what it imported it forgets."""
    home, session = folder / "audacity", folder / "session"
    (home / ".audacity-data").mkdir(parents=True, exist_ok=True)
    shutil.rmtree(session, ignore_errors=True)
    (home / ".audacity-data" / "audacity.cfg").write_text(_QUIET.format(folder=session), "utf-8")
    environment = {**os.environ, "HOME": str(home), "DISPLAY": here.display}
    begun = time.monotonic()
    with subprocess.Popen(
        [_AUDACITY, str(path)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            return here.at_rest(process) - begun
        finally:
            process.kill()
