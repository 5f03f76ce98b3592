"""A program that is killed in the middle of an answer loses at most a second of it."""

from __future__ import annotations

import string
import sys
import time
from pathlib import Path

from audio_desk.library.records import AnswerStatus
from audio_desk.library.store import Store
from audio_desk.paths import Paths
from tests.child_process import line_of, started
from tests.operations.conftest import said, script_answer
from tests.server_process import ServerProcess

WORDS = 400


def test_a_killed_program_loses_at_most_a_second_of_text(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    # Without digits: what might become a time is held back until it is settled.
    letters = string.ascii_lowercase
    words = [f"w{letters[number // 26]}{letters[number % 26]} " for number in range(WORDS)]
    script_answer(server, *[said(word) for word in words], interval=0.05)
    command = [sys.executable, "-m", "tests.operations.asking.asking_child", str(tones)]
    with started(command) as child:
        heard: list[tuple[float, str]] = []
        while len(heard) < 60:
            moment, word = line_of(child).split()
            heard.append((float(moment), word))
        killed = time.monotonic()
        child.kill()
    store = Store.open(home.database)
    try:
        (recording,) = store.recordings()
        (answer,) = store.answers(recording.id)
    finally:
        store.close()
    assert (answer.status, answer.finish) == (AnswerStatus.INTERRUPTED, "INTERRUPTED")
    due = [word for moment, word in heard if moment < killed - 1.0]
    assert len(due) > 20
    assert answer.text.split()[: len(due)] == due
