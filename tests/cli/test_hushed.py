"""What decoders print by themselves does not reach the terminal; what is told does."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from audio_desk.cli.hushed import hushed
from audio_desk.paths import Paths
from tests.audio.making import FORMATS, melody
from tests.cli.command import Ran, run

ENDINGS = {"peaks": "dat", "cut": "flac"}


@pytest.fixture
def rotten(tmp_path: Path) -> Path:
    """An MP3 with wrong bytes, of which mpg123 has something to say."""
    path = FORMATS["mp3 vbr"](tmp_path, melody(6.0))
    data = bytearray(path.read_bytes())
    for at in np.random.default_rng(3).integers(5000, len(data), 60):
        data[at] ^= 0x1F
    path.write_bytes(data)
    return path


def test_within_nothing_is_written_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    with hushed():
        os.write(2, b"noise")
    os.write(2, b"told")
    assert capfd.readouterr().err == "told"


@pytest.mark.parametrize("command", ["info", "peaks", "cut"])
def test_a_rotten_mp3_is_read_without_its_decoders_remarks(
    command: str, rotten: Path, home: Paths, tmp_path: Path
) -> None:
    options = ["--notes"] if command == "info" else ["-o", str(tmp_path / f"x.{ENDINGS[command]}")]
    ran = run(command, rotten, *options)
    assert ran.status == 0
    assert ran.err == "" or ran.complaint.startswith("“vbr.mp3” is damaged")


def test_what_is_wrong_is_told_all_the_same(rotten: Path, home: Paths, tmp_path: Path) -> None:
    ran = run("cut", rotten, "--from", "9", "-o", tmp_path / "x.flac")
    assert ran == Ran(2, "", ran.err)
    assert "after the end" in ran.complaint
