"""`transcribe --long` from the command line; the real recogniser is in operations/long/test_long_soak.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.paths import Paths
from tests.cli.command import Ran
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

Run = Callable[..., Ran]
LINES = said("[00:02] Hello there.\n[00:20] Ann: Once more.\n", "STOP")
LONG = ("transcribe", "--long", "--chunk", "40")


def test_the_parts_are_told_of_and_all_of_it_is_printed(
    server: ServerProcess, home: Paths, tones: Path, run_here: Run
) -> None:
    script_answer(server, LINES, times=0)
    ran = run_here(*LONG, tones)
    assert ran.status == 0
    assert ran.out.splitlines()[:2] == ["[00:02] Hello there.", "[00:20] Ann: Once more."]
    assert ran.err.splitlines()[0] == "0 of 3 parts done, 3 waiting."
    assert ran.err.splitlines()[-1] == "3 of 3 parts done; 321 tokens."


def test_json_is_one_object_with_what_became_of_each_part(
    server: ServerProcess, home: Paths, tones: Path, run_here: Run
) -> None:
    script_answer(server, LINES, times=0)
    found = run_here(*LONG, tones, "--json", "--from", "0:10", "--to", "1:50").object
    assert found["complete"]
    assert [part["state"] for part in found["chunks"]] == ["done"] * 3
    assert (found["chunks"][0]["start"], found["chunks"][-1]["end"]) == (10.0, 110.0)
    assert (found["tokens"], found["money"], found["failed"], found["left_out"]) == (321, None, [], [])
    assert found["segments"][0]["text"] == "Hello there."
    assert found["region"] == {"start": 10.0, "end": 110.0}


def test_a_part_that_fails_is_named_and_asked_again_by_the_same_command(
    server: ServerProcess, home: Paths, tones: Path, run_here: Run
) -> None:
    rule = {"path": "streamGenerateContent", "action": "events"}
    cut = {**rule, "events": [said("[00:01] Cut", "MAX_TOKENS")], "times": 1}
    server.script_faults([cut, {**rule, "events": [LINES], "times": 0}])
    ran = run_here(*LONG, tones)
    assert ran.status == 3
    assert "[00:01] Cut" in ran.out
    assert ran.err.splitlines()[-1].startswith("Not whole: 00:00 - 00:40 could not be transcribed")
    again = run_here(*LONG, tones)
    assert again.status == 0
    assert "Cut" not in again.out
    assert again.err.splitlines()[0] == "2 of 3 parts done, 1 waiting; 321 tokens."


def test_with_a_key_it_says_what_leaves_and_what_it_cost(
    server: ServerProcess, gemini: dict[str, str], home: Paths, tones: Path, run_here: Run
) -> None:
    script_answer(server, LINES, times=0)
    ran = run_here(*LONG, tones, "--account", "gemini", "--json", env=gemini)
    assert ran.err.startswith("Sending 0:00 to 2:00 of")
    assert ran.object["money"] == pytest.approx(3 * (100 * 0.75 + 7 * 3.75) / 1e6, abs=1e-6)


@pytest.mark.parametrize("chunk", ["5", "soon", "0:10"])
def test_parts_that_are_too_short_are_wrong_usage(
    chunk: str, home: Paths, tones: Path, run_here: Run
) -> None:
    ran = run_here("transcribe", "--long", "--chunk", chunk, tones)
    assert (ran.status, ran.out) == (2, "")
    assert "is not a time" in ran.complaint
