"""Several programs on one database, living and killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from audio_desk.library.records import AnswerStatus, RecordingRecord
from audio_desk.library.store import Store
from tests.library.conftest import begin

OTHER_PROGRAM = """
import sys
from pathlib import Path
from audio_desk.library.store import Store
from tests.library.conftest import begin
store = Store.open(Path(sys.argv[1]))
answer = begin(store, store.recordings(1)[0])
store.append_answer(answer.id, "kept until the kill")
print(answer.id, flush=True)
sys.stdin.read()
store.append_answer(answer.id, ", and after")
store.close()
"""

OPEN_AND_CLOSE = """
import sys
from pathlib import Path
from audio_desk.library.store import Store
sys.stdin.read()
Store.open(Path(sys.argv[1])).close()
print("fine")
"""


def start_other(database: Path) -> tuple[subprocess.Popen[str], int]:
    other = subprocess.Popen(
        [sys.executable, "-c", OTHER_PROGRAM, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert other.stdout is not None
    return other, int(other.stdout.readline())


def end(other: subprocess.Popen[str]) -> None:
    other.communicate(timeout=60)


def test_the_answer_of_a_killed_program_is_interrupted_and_keeps_its_text(
    store: Store, recording: RecordingRecord, database: Path
) -> None:
    other, answer_id = start_other(database)
    os.kill(other.pid, signal.SIGKILL)
    end(other)
    assert store.answer(answer_id).status == AnswerStatus.STREAMING
    again = Store.open(database)
    found = again.answer(answer_id)
    again.close()
    assert (found.status, found.finish, found.problem) == (AnswerStatus.INTERRUPTED, "INTERRUPTED", "killed")
    assert found.text == "kept until the kill"
    assert found.finished is not None


def test_the_answer_of_a_living_program_is_left_alone(
    store: Store, recording: RecordingRecord, database: Path
) -> None:
    other, answer_id = start_other(database)
    mine = begin(store, recording)
    third = Store.open(database)
    assert {third.answer(answer_id).status, third.answer(mine.id).status} == {AnswerStatus.STREAMING}
    third.close()
    end(other)
    found = store.answer(answer_id)
    assert (found.status, found.text) == (AnswerStatus.INTERRUPTED, "kept until the kill, and after")
    assert store.answer(mine.id).status == AnswerStatus.STREAMING


def test_two_programs_that_make_the_database_at_the_same_moment_both_get_it(database: Path) -> None:
    command = [sys.executable, "-c", OPEN_AND_CLOSE, str(database)]
    programs = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    for program in programs:
        assert program.stdin is not None
        program.stdin.close()
        program.stdin = None
    assert [program.communicate(timeout=120)[0].strip() for program in programs] == ["fine"] * 4


def test_the_marks_of_programs_that_are_gone_are_cleared_away(store: Store, database: Path) -> None:
    marks = database.parent / "programs"
    (marks / "feedfacefeedface.lock").touch()
    again = Store.open(database)
    assert len(list(marks.iterdir())) == 2
    again.close()
    assert len(list(marks.iterdir())) == 1
