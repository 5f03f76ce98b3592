"""Long transcription with the real recogniser, killed twice on the way: every announcement once, in order."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from audio_desk.library.records import AnswerStatus
from audio_desk.library.store import Store
from audio_desk.paths import Paths
from tests.announcements import RATE, complaints, share_understood, write_announcements
from tests.child_process import line_with, started
from tests.operations.long.test_long_transcription import asked
from tests.server_process import ServerProcess

GUARD_SECONDS = 280.0
"""For a part, on a machine that has much else to do."""


def transcribed(path: Path, chunk: str, kills: tuple[int, ...]) -> dict[str, Any]:
    """What the command says at the end, after it was killed when so many parts were done."""
    command = [sys.executable, "-m", "audio_desk", "transcribe", "--long", str(path), "--chunk", chunk]
    for parts in kills:
        with started(command) as child:
            # How far it is stands on the standard error.
            child.stdout, child.stderr = child.stderr, child.stdout
            line_with(child, f"{parts} of ", GUARD_SECONDS * parts)
            child.kill()
    done = subprocess.run([*command, "--json"], stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def check(home: Paths, path: Path, seconds: float, chunk: str, kills: tuple[int, ...]) -> int:
    """How many parts there were."""
    made = write_announcements(path, seconds)
    found = transcribed(path, chunk, kills)
    assert found["complete"]
    store = Store.open(home.database)
    try:
        (answer,) = store.answers(1)
    finally:
        store.close()
    assert answer.status == AnswerStatus.COMPLETE
    assert complaints(made, answer.segments, RATE) == []
    assert share_understood(made, answer.segments) >= 0.9
    return len(found["chunks"])


@pytest.mark.timeout(1200)
def test_four_minutes_killed_twice_end_complete(server: ServerProcess, home: Paths, tmp_path: Path) -> None:
    before = asked(server)
    kills = (1, 3)
    parts = check(home, tmp_path / "four minutes.flac", 240, "50", kills)
    assert asked(server) - before <= parts + len(kills)


@pytest.mark.soak
@pytest.mark.timeout(4 * 3600)
def test_two_hours_killed_twice_end_complete(server: ServerProcess, home: Paths, tmp_path: Path) -> None:
    """Run it with `-o faulthandler_timeout=0`; it takes some ten minutes of one processor."""
    check(home, tmp_path / "two hours.flac", 7200, "5:00", (4, 12))
