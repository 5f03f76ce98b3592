"""`peaks` writes audiowaveform's files, quickly, whole or not at all, and over nothing unasked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import soundfile

from audio_desk.cli.peak_files import PeakWish
from audio_desk.cli.quick import read_wish
from audio_desk.paths import Paths
from tests.audio.making import patched
from tests.cli.command import Ran, run

DATA = Path(__file__).resolve().parent.parent / "data" / "peaks"
PIECE = DATA / "piece.wav"
Run = Callable[..., Ran]


def test_the_command_writes_audiowaveforms_own_file(home: Paths, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    ran = run("peaks", PIECE, "-o", out, "--samples-per-pixel", "64", "--bits", "8")
    assert ran == Ran(0, "", "")
    assert out.read_bytes() == (DATA / "mono_64_8.json").read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("--split-channels", "-o", "{out}", "--", "{in}"),
        ("{in}", "--output={out}", "--split-channels", "--bits=16", "--samples-per-pixel=256"),
        ("{in}", "--split-channels", "--output", "{out}"),
    ],
)
def test_options_come_in_any_order(
    words: tuple[str, ...], home: Paths, tmp_path: Path, run_here: Run
) -> None:
    out = tmp_path / "out.dat"
    ran = run_here("peaks", *(word.format(**{"in": PIECE, "out": out}) for word in words))
    assert ran == Ran(0, "", "")
    assert out.read_bytes() == (DATA / "split_256_16.dat").read_bytes()


def test_a_file_that_is_there_stays_unless_told_otherwise(home: Paths, tmp_path: Path, run_here: Run) -> None:
    out = tmp_path / "out.dat"
    out.write_text("mine")
    ran = run_here("peaks", PIECE, "-o", out)
    assert (ran.status, out.read_text()) == (1, "mine")
    assert "“out.dat” exists already" in ran.complaint
    assert run_here("peaks", PIECE, "-o", out, "--force").status == 0
    assert out.read_bytes()[:4] == b"\x02\0\0\0"
    assert {path.name for path in tmp_path.iterdir()} == {"out.dat", "home"}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("{in}",), 2, "'--output'"),
        (("-o", "{out}.dat"), 2, "'FILE'"),
        (("{in}", "-o", "{out}.txt"), 1, "neither .dat nor .json"),
        (("{in}", "-o", "{out}.dat", "--bits", "9"), 2, "'--bits'"),
        (("{in}", "-o", "{out}.dat", "--samples-per-pixel", "0"), 2, "'--samples-per-pixel'"),
        (("{in}", "-o", "{out}.dat", "--samples-per-pixel", "many"), 2, "'--samples-per-pixel'"),
        (("{in}", "{in}", "-o", "{out}.dat"), 2, "piece.wav"),
        (("{in}", "-o", "{out}/deep/x.dat"), 1, "could not be written"),
        (("{out}.wav", "-o", "{out}.dat"), 1, "is not there"),
    ],
)
def test_mistakes_are_one_line(
    words: tuple[str, ...], status: int, said: str, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    out = tmp_path / "out"
    ran = run_here("peaks", *(word.format(**{"in": PIECE, "out": out}) for word in words))
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.complaint
    assert not out.with_suffix(".dat").exists()


def test_a_rate_that_no_header_of_peaks_holds_is_refused(home: Paths, tmp_path: Path, run_here: Run) -> None:
    path, out = tmp_path / "fast.wav", tmp_path / "out.dat"
    path.write_bytes(patched(PIECE.read_bytes(), (24, (3 * 10**9).to_bytes(4, "little"))))
    ran = run_here("peaks", path, "-o", out)
    assert (ran.status, out.exists()) == (1, False)
    assert ran.complaint.startswith("“fast.wav” is not sound")


def test_the_recording_itself_is_never_replaced(home: Paths, tmp_path: Path, run_here: Run) -> None:
    path = tmp_path / "sound.dat"
    path.write_bytes(PIECE.read_bytes())
    ran = run_here("peaks", path, "-o", path, "--force")
    assert ran.status == 1
    assert "the recording itself" in ran.complaint
    assert path.read_bytes() == PIECE.read_bytes()


def test_plain_words_are_read_without_the_library() -> None:
    wish = read_wish(["a b.wav", "-o", "c.dat", "--bits", "8", "--samples-per-pixel=7", "--force"])
    assert wish == PeakWish(Path("a b.wav"), Path("c.dat"), 7, 8, force=True)
    for words in (["--help"], ["a"], ["a", "-o"], ["a", "-o", "b", "--fast"], ["a", "-o", "b", "--bits=٨"]):
        assert read_wish(words) is None


def test_peaks_load_little_but_numpy_and_the_decoder(home: Paths, tmp_path: Path) -> None:
    assert _loaded_for(PIECE, tmp_path) == []
    soundfile.write(tmp_path / "x.flac", *soundfile.read(PIECE))
    assert _loaded_for(tmp_path / "x.flac", tmp_path) == ["soundfile"]


def _loaded_for(path: Path, folder: Path) -> list[str]:
    script = (
        "import json, sys; from audio_desk.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "heavy = ('typer', 'rich', 'av', 'soundfile', 'concurrent', 'google', 'PySide6', 'asyncio')\n"
        "print(json.dumps([status, *(name for name in heavy if name in sys.modules)]))"
    )
    words = ["peaks", str(path), "--force", "-o", str(folder / "out.dat")]
    ran = subprocess.run([sys.executable, "-c", script, *words], capture_output=True, text=True)
    status, *loaded = json.loads(ran.stdout)
    assert status == 0
    return [str(name) for name in loaded]
