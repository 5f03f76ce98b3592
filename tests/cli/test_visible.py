"""Nothing that others wrote takes the terminal over: neither an answer nor the name of a file."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.cli.terminal import tell, write, write_json, write_table
from audio_desk.paths import Paths
from tests.cli.command import Ran
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

RunHere = Callable[..., Ran]

EVIL = "red \x1b[31m\x9b31m title \x1b]0;owned\x07 back\x08\x7f\r\u2028 tab\t"


def controls_in(text: str) -> set[str]:
    return {character for character in text if unicodedata.category(character) == "Cc"}


@pytest.mark.parametrize("task", [("transcribe",), ("ask", "Why?")])
def test_an_answer_changes_nothing_in_the_terminal(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere, task: tuple[str, ...]
) -> None:
    script_answer(server, said(f"[00:34] {EVIL}end\n", "STOP"))
    ran = run_here(task[0], tones, *task[1:])
    assert ran.status == 0
    assert controls_in(ran.out) == {"\t", "\n"}
    assert "red ␛[31m" in ran.out


def test_the_object_of_an_answer_holds_it_whole_and_escaped(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    script_answer(server, said(f"[00:34] {EVIL}end\n", "STOP"))
    ran = run_here("transcribe", tones, "--json")
    assert controls_in(ran.out) == {"\n"}
    assert EVIL in ran.object["text"]


def test_a_files_name_does_not_turn_what_is_said_around(home: Paths, run_here: RunHere) -> None:
    ran = run_here("info", "/nowhere/שלום \u202egpj.wav")
    assert "“שלום �gpj.wav”" in ran.complaint


def test_a_files_name_changes_nothing_in_the_terminal(home: Paths, run_here: RunHere) -> None:
    ran = run_here("info", f"/nowhere/{EVIL}.wav")
    assert ran.status == 1
    assert controls_in(ran.complaint) == set()
    assert "␛]0;owned␇" in ran.complaint


def test_every_control_character_is_shown_or_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    every = "".join(map(chr, range(0x100)))
    write(every)
    tell(every)
    shown = capsys.readouterr()
    assert controls_in(shown.out) == {"\t", "\n"}
    assert controls_in(shown.err) == {"\n"}
    write_json({every: every})
    line = capsys.readouterr().out
    assert controls_in(line) == {"\n"}
    assert json.loads(line) == {every: every}


def test_a_row_of_a_table_is_a_line_whatever_a_file_is_called(capsys: pytest.CaptureFixture[str]) -> None:
    write_table([("a\nb\tc.wav", "WAV"), ("d.wav", "WAV")])
    assert capsys.readouterr().out == "a␊b␉c.wav  WAV\nd.wav      WAV\n"
