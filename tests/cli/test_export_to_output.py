"""`export -o -` writes to standard output what it would write to a file."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.paths import Paths
from tests.cli.command import HANG_GUARD_SECONDS, Ran

Run = Callable[..., Ran]


@pytest.fixture
def transcribed(tones: Path, tmp_path: Path, home: Paths, run_here: Run) -> Path:
    lines = tmp_path / "in.json"
    lines.write_text(json.dumps([{"start": 1, "end": 2, "text": "Grüße 🎙"}]))
    assert run_here("import", tones, lines).status == 0
    return tones


@pytest.mark.parametrize("kind", ["srt", "csv", "docx"])
def test_what_would_be_in_the_file_goes_to_standard_output(
    kind: str, transcribed: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "audio_desk", "export", str(transcribed), "--format", kind, "-o"]
    ran = subprocess.run([*command, "-"], capture_output=True, timeout=HANG_GUARD_SECONDS, cwd=tmp_path)
    assert ran.returncode == 0
    assert not (tmp_path / "-").exists()
    if kind == "docx":  # it has the hour in it
        assert ran.stdout.startswith(b"PK")
        return
    subprocess.run([*command, "out"], check=True, timeout=HANG_GUARD_SECONDS, cwd=tmp_path)
    assert ran.stdout == (tmp_path / "out").read_bytes()
    assert "Grüße 🎙" in ran.stdout.decode()


def test_a_terminal_gets_no_docx_in_one_sentence(transcribed: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "audio_desk", "export", str(transcribed), "--format", "docx", "-o", "-"],
            stdout=theirs,
            stderr=subprocess.PIPE,
            timeout=HANG_GUARD_SECONDS,
        )
    finally:
        os.close(theirs)
        os.close(ours)
    assert ran.returncode == 1
    assert b"a terminal cannot show a docx file" in ran.stderr


def test_a_summary_in_json_does_not_go_with_it(transcribed: Path, run_here: Run) -> None:
    ran = run_here("export", transcribed, "--format", "srt", "-o", "-", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "--json writes to standard output itself" in ran.complaint
