"""`info` tells what a file really holds, by its content, in any language's letters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from audio_desk.paths import Paths
from tests.audio.making import melody, patched, write
from tests.cli.command import run


def test_info_as_json_names_format_rate_channels_length_and_claim(home: Paths, sample: Path) -> None:
    ran = run("info", sample, "--json")
    assert (ran.status, ran.err) == (0, "")
    found = ran.object
    assert (found["format"], found["codec"], found["mime_type"]) == ("OGG", "Vorbis", "audio/ogg")
    assert (found["rate"], found["channels"]) == (24_000, 2)
    assert found["duration"] == pytest.approx(125.79, abs=0.001)
    assert found["size_bytes"] == sample.stat().st_size
    assert found["damaged_at"] == []


def test_info_tells_what_a_header_claims_beside_what_is_there(home: Paths, tones: Path) -> None:
    whole = tones.read_bytes()
    tones.write_bytes(whole[: len(whole) // 2])
    found = run("info", tones, "--json").object
    assert found["duration"] == pytest.approx(60, abs=0.01)
    assert found["claimed_duration"] == pytest.approx(120)
    assert found["damaged_at"] == [found["duration"]]
    words = run("info", tones).out
    assert "2:00.000" in words
    assert "cut off at 1:00.0" in words or "cut off at 0:59.9" in words


def test_info_in_words_names_them_too(home: Paths, sample: Path) -> None:
    ran = run("info", sample)
    assert ran.status == 0
    for part in ("interview.ogg", "OGG, Vorbis", "24,000 Hz", "2:05.790"):
        assert part in ran.out


def test_any_name_and_any_locale_give_whole_lines_of_utf_8(home: Paths, tones: Path) -> None:
    odd = tones.rename(tones.with_name("Größe [final] 😀 " + "long " * 30 + ".wav"))
    plain = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "COLUMNS": "40"}
    ran = run("info", odd, "--json", env=plain)
    assert ran.object["name"] == odd.name
    assert odd.name in run("info", odd, env=plain).out
    missing = run("info", odd.with_name("[bold]Größe[red] " + "long " * 30), env=plain)
    assert missing.complaint.startswith("“[bold]Größe[red] long long")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.wav", None, "is not there"),
        ("empty.wav", b"", "the file is empty"),
        ("notes.wav", b"These are my notes, and no sound.\n" * 50, "is not sound that Audio Desk can read"),
    ],
)
@pytest.mark.parametrize("command", ["info", "transcribe"])
def test_bad_input_is_one_clear_sentence(
    home: Paths, tmp_path: Path, command: str, name: str, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = run(command, tmp_path / name)
    assert (ran.status, ran.out) == (1, "")
    assert f"“{name}” " in ran.complaint
    assert said in ran.complaint


def test_a_folder_is_no_recording(home: Paths, tmp_path: Path) -> None:
    ran = run("info", tmp_path)
    assert ran.status == 1
    assert ran.complaint


def test_a_quick_command_loads_neither_qt_nor_the_sdk_nor_the_recogniser(home: Paths, sample: Path) -> None:
    script = (
        "import json, sys; from audio_desk.cli import main\n"
        "main(sys.argv[1:]); heavy = ('google.genai', 'PySide6', 'faster_whisper', 'uvicorn', 'httpx2')\n"
        "print(json.dumps([name for name in heavy if name in sys.modules]), file=sys.stderr)"
    )
    for arguments in (["--help"], ["info", str(sample)]):
        ran = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True)
        assert json.loads(ran.stderr) == []


@pytest.fixture
def harmed(tmp_path: Path) -> Path:
    """Ten seconds of FLAC that cannot be read in the middle, with nothing on the right."""
    sound = melody(10.0)
    sound[:, 1] = 0
    path = write(tmp_path / "harmed.flac", sound)
    data = path.read_bytes()
    path.write_bytes(patched(data, (len(data) // 2, bytes(9000))))
    return path


def test_notes_are_made_when_they_are_asked_for(home: Paths, harmed: Path) -> None:
    assert run("info", harmed, "--json").object["notes"] is None
    notes = run("info", harmed, "--json", "--notes").object["notes"]
    damage, dead, *_ = notes
    assert (damage["kind"], dead["kind"]) == ("damaged", "dead-channel")
    ((start, end),) = damage["places"]
    assert 3 < start < end < 7
    words = run("info", harmed, "--notes").out
    assert "The right channel is silent all the time." in words
    assert "Damaged:" in words


def test_a_sound_recording_has_nothing_to_remark(home: Paths, tones: Path) -> None:
    ran = run("info", tones, "--notes")
    assert ran.status == 0
    assert "Damaged" not in ran.out
