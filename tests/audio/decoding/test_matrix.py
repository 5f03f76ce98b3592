"""Formats, oddities and names: each file opens with its true length, or is refused in one plain sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from audio_desk.audio.peaks.pixel_peaks import pixel_peaks
from tests.audio.decoding.matrix import PLAIN, SECONDS, Case, cases, decoded_seconds
from tests.audio.making import melody, write

ROOT = Path(__file__).resolve().parents[3]
MOST_SECONDS = 2.0
"""To open a file: five times what a busy machine takes."""
MOST_BYTES = 1_000_000_000
CASES = list(cases())


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder, sound = tmp_path_factory.mktemp("plain"), melody(SECONDS)
    return {kind: make(folder, sound).read_bytes() for kind, make in PLAIN.items()}


@pytest.fixture(scope="module")
def folder(plain: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matrix") / "files"
    folder.mkdir()
    work = folder.parent / "work"
    for case in CASES:
        (folder / case.name).write_bytes(case.make(plain, work))
    write(folder.parent / "warm-up.wav", melody(0.1))
    return folder


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Any]:
    """All of them opened in one process, whose memory is measured."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.audio.decoding.open_all", folder],
        cwd=ROOT,
        capture_output=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_the_matrix_has_at_least_ninety_files() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
    assert len(CASES) >= 90


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case.name))
def test_each_opens_with_its_true_length_or_is_refused_in_one_plain_sentence(
    case: Case, found: dict[str, Any], folder: Path
) -> None:
    result = found["files"][case.name]
    assert result["took"] < MOST_SECONDS
    if case.seconds is None:
        sentence = result["refused"]
        assert sentence.startswith("“")
        assert sentence.endswith(".")
        assert sentence.count(". ") == 0
        assert "\n" not in sentence
        return
    true = decoded_seconds(folder / case.name) if case.seconds < 0 else case.seconds
    assert result["seconds"] == pytest.approx(true, abs=0.1)
    assert result["read"] == result["frames"] > 0
    assert result["finite"]
    assert result["loudest"] > 0.01


def test_all_of_them_together_take_less_than_a_gigabyte(found: dict[str, Any]) -> None:
    assert found["peak_bytes"] < MOST_BYTES


@pytest.mark.parametrize("kind", ["wav 16-bit", "flac", "mp3 cbr", "ogg", "opus"])
def test_what_was_cut_off_is_said_to_be(kind: str, found: dict[str, Any]) -> None:
    result = found["files"][f"truncated {kind}"]
    assert result["damage"] == [result["seconds"]]


def test_six_formats_of_one_sound_have_the_same_peaks(plain: dict[str, bytes], tmp_path: Path) -> None:
    drawn = {}
    for kind in ("wav 16-bit", "mp3 vbr", "aiff", "aac", "ogg", "flac"):
        path = tmp_path / "sound"
        path.write_bytes(plain[kind])
        drawn[kind] = pixel_peaks(path, 256).values[: int(SECONDS * 44_100 / 256), 0]
    for kind, values in drawn.items():
        for edge in (0, 1):
            likeness = np.corrcoef(values[:, edge], drawn["wav 16-bit"][:, edge])[0, 1]
            assert likeness > 0.98, kind
