"""Streams that were closed before the command began end it as a broken pipe does, or change nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from audio_desk.paths import Paths
from tests.cli.command import messages_of
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

GUARD_SECONDS = 120


def run_with(closed: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command behind a shell that closes `1` or `2`."""
    command = [sys.executable, "-m", "audio_desk", *map(str, arguments)]
    shell = ["sh", "-c", f'exec "$@" {closed}>&-', "sh", *command]
    return subprocess.run(shell, capture_output=True, encoding="utf-8", timeout=GUARD_SECONDS, check=False)


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_an_answer_that_nobody_reads_ends_like_a_broken_pipe(
    server: ServerProcess, home: Paths, tones: Path, more: tuple[str, ...]
) -> None:
    script_answer(server, said("[00:34] One.\n", "STOP"))
    ran = run_with("1", "transcribe", tones, *more)
    assert (ran.returncode, messages_of(ran.stderr)) == (141, "")


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("peaks", "--help"), ("uploads", "list")])
def test_whatever_is_printed_ends_so(home: Paths, server: ServerProcess, words: tuple[str, ...]) -> None:
    ran = run_with("1", *words)
    assert ran.returncode in (1, 141)  # the help is printed by a library, with a status of its own
    assert ran.stderr == ""


def test_what_is_no_answer_is_told_all_the_same(home: Paths) -> None:
    ran = run_with("1", "info", "/nowhere/at.wav")
    assert ran.returncode == 1
    assert "is not there" in ran.stderr


def test_a_closed_error_stream_changes_nothing(server: ServerProcess, home: Paths, tones: Path) -> None:
    script_answer(server, said("[00:34] One.\n", "STOP"))
    ran = run_with("2", "transcribe", tones)
    assert (ran.returncode, ran.stdout) == (0, "[00:34] One.\n")
    script_answer(server, said("[00:34] One.\n"))
    assert run_with("2", "transcribe", tones).returncode == 3
