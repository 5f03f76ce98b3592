"""`ask --also`: one question about several recordings, each time with its recording's letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from audio_desk.cli.also import also_of
from audio_desk.paths import Paths
from tests.cli.command import Ran, run
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

RunHere = Callable[..., Ran]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "a@b.flac"
    soundfile.write(path, np.random.default_rng().uniform(-0.3, 0.3, 80_000), 8_000)
    return path


def test_the_answer_is_printed_and_beside_it_whose_letter_is_which(
    server: ServerProcess, home: Paths, tones: Path, other: Path
) -> None:
    script_answer(server, said("Anna [A 00:36], Ben [B 00:01].", "STOP"))
    ran = run("ask", tones, "Who?", "--from", "0:34", "--to", "0:52", "--also", f"{other}@0:01-0:04")
    assert (ran.status, ran.out) == (0, "Anna [A 00:36], Ben [B 00:01].\n")
    assert ran.err == "A: Töne [final].wav, 0:34 to 0:52\nB: a@b.flac, 0:01 to 0:04\n"


def test_the_object_names_each_recording_and_whose_each_time_is(
    server: ServerProcess, home: Paths, tones: Path, other: Path, run_here: RunHere
) -> None:
    script_answer(server, said("Anna [A 00:36]. Ben [B 00:01-00:02], [B 00:30], [C 00:01].", "STOP"))
    also = ("--also", other, "--also", f"{tones}@1:00-")
    found = run_here("ask", tones, "Who?", *also, "--mode", "region", "--json").object
    assert [(each["letter"], each["name"], each["region"], each["mode"]) for each in found["recordings"]] == [
        ("A", "Töne [final].wav", None, "whole"),
        ("B", "a@b.flac", None, "whole"),
        ("C", "Töne [final].wav", {"start": 60.0, "end": 120.0}, "region"),
    ]
    assert [(each["recording"], each["start"], each["end"], each["flags"]) for each in found["times"]] == [
        ("A", 36.0, None, []),
        ("B", 1.0, 2.0, []),
        ("B", 30.0, None, ["past-end"]),
        ("C", 61.0, None, []),
    ]
    assert found["text"].endswith("[C 01:01].")


def test_what_is_given_twice_is_sent_once_and_said_to_be(
    server: ServerProcess, home: Paths, tones: Path, other: Path, run_here: RunHere
) -> None:
    script_answer(server, said("Anna.", "STOP"))
    again = ("--also", tones, "--also", f"{other}@0:01-0:04", "--also", f"{other}@1-4", "--also", other)
    found = run_here("ask", tones, "Who?", *again, "--json")
    assert [(each["name"], each["region"]) for each in found.object["recordings"]] == [
        (tones.name, None),
        (other.name, {"start": 1.0, "end": 4.0}),
        (other.name, None),
    ]
    assert found.err == (
        f"“{tones.name}” is given twice, and sent once.\n"
        f"0:01 to 0:04 of “{other.name}” is given twice, and sent once.\n"
    )


def test_before_all_leaves_it_is_said_what(
    server: ServerProcess, home: Paths, tones: Path, other: Path, run_here: RunHere, gemini: dict[str, str]
) -> None:
    script_answer(server, said("Ben at 05:00.", "STOP"))
    ran = run_here("ask", tones, "Who?", "--also", other, "--account", "gemini", env=gemini)
    assert f"Sending the whole of “{tones.name}” and the whole of “a@b.flac” to Gemini" in ran.err
    assert "1 time of the answer cannot be right" in ran.err


def test_what_cannot_be_asked_about_is_told_before_anything_is_sent(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    before = len(server.seen())
    assert run_here("ask", tones, "Who?", "--also", f"{tones}@9:00-9:10").status == 2
    assert run_here("ask", tones, "Who?", "--also", f"{tones}@0:5x-1:00").status == 2
    assert "gone.wav" in run_here("ask", tones, "Who?", "--also", tones.with_name("gone.wav")).complaint
    assert len(server.seen()) == before


def test_a_file_that_is_called_like_a_region_is_a_file(tmp_path: Path) -> None:
    strange = tmp_path / "talk@0:10-0:20"
    assert also_of(str(strange)).file == tmp_path / "talk"
    strange.touch()
    assert also_of(str(strange)).file == strange
    assert also_of("a@b.flac").file == Path("a@b.flac")
