"""`export` and `import` from the command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.paths import Paths
from tests.cli.command import Ran, run
from tests.transcripts.formats import outside

Run = Callable[..., Ran]
TRANSCRIPT = {
    "segments": [
        {"start": 1.5, "end": 2.25, "text": "=1+1", "speaker": "Ann"},
        {"start": 3, "end": 4, "text": "Yes & no", "speaker": None},
    ]
}
FORMATS = ["srt", "vtt", "txt", "md", "docx", "csv", "json", "textgrid", "audacity", "eaf"]


@pytest.fixture
def transcribed(tones: Path, tmp_path: Path, home: Paths, run_here: Run) -> Path:
    """A recording with a transcript that was imported."""
    file = tmp_path / "in.json"
    file.write_text(json.dumps(TRANSCRIPT))
    assert run_here("import", tones, file) == Ran(0, "", "Taken over: 2 segments.\n")
    file.unlink()
    return tones


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_is_written(kind: str, transcribed: Path, tmp_path: Path, run_here: Run) -> None:
    out = tmp_path / "out"
    assert run_here("export", transcribed, "--format", kind, "-o", out) == Ran(0, "", "")
    content = outside.read_docx(out) if kind == "docx" else out.read_text(encoding="utf-8")
    assert "no" in content
    assert "=1+1" in content


def test_export_says_in_json_what_it_wrote(transcribed: Path, tmp_path: Path, run_here: Run) -> None:
    out = tmp_path / "out.csv"
    ran = run_here("export", transcribed, "--format", "csv", "-o", out, "--json")
    assert ran.object == {"output": str(out), "format": "csv", "segments": 2, "regions": 0, "answers": 1}
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:4] == ["start", "end", "speaker", "text"]
    assert rows[1][:4] == ["1.500", "2.250", "Ann", "'=1+1"]


def test_text_comes_with_times_and_speakers_or_without(
    transcribed: Path, tmp_path: Path, run_here: Run
) -> None:
    out = tmp_path / "out.txt"
    run_here("export", transcribed, "--format", "txt", "-o", out)
    assert out.read_text(encoding="utf-8").endswith("\n[0:01.500] Ann: =1+1\n[0:03.000] Yes & no\n")
    run_here(
        "export", transcribed, "--format", "txt", "-o", out, "--no-times", "--no-speakers", "--overwrite"
    )
    assert out.read_text(encoding="utf-8").endswith("\n=1+1\nYes & no\n")
    run_here("export", transcribed, "--format", "srt", "-o", out, "--speakers", "--overwrite")
    assert outside.read_srt(out)[0] == (1.5, 2.25, "Ann: =1+1")


def test_a_file_that_is_there_stays_unless_told_otherwise(transcribed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.srt"
    out.write_text("mine")
    ran = run("export", transcribed, "--format", "srt", "-o", out)
    assert (ran.status, out.read_text()) == (1, "mine")
    assert ran.complaint.startswith("“out.srt” exists already")
    assert run("export", transcribed, "--format", "srt", "-o", out, "--overwrite") == Ran(0, "", "")
    assert len(outside.read_srt(out)) == 2


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--format", "srt", "-o", "{out}", "--what", "regions"), 2, "no regions yet"),
        (("--format", "srt", "-o", "{out}", "--what", "all"), 2, "holds one list"),
        (("--format", "mp3", "-o", "{out}"), 2, "mp3"),
        (("--format", "srt"), 2, "'--output'"),
        (("--format", "srt", "-o", "{out}/deep/x"), 1, "could not be written"),
    ],
)
def test_mistakes_are_one_line_and_leave_nothing(
    words: tuple[str, ...], status: int, said: str, transcribed: Path, tmp_path: Path, run_here: Run
) -> None:
    ran = run_here("export", transcribed, *(word.format(out=tmp_path / "out") for word in words))
    assert (ran.status, ran.out) == (status, "")
    assert said in ran.complaint
    assert {path.name for path in tmp_path.iterdir()} == {transcribed.name, "home"}


def test_what_is_no_transcript_is_refused(tones: Path, home: Paths, tmp_path: Path, run_here: Run) -> None:
    assert run_here("import", tones, tmp_path / "none.srt").complaint.startswith("“none.srt” is not there")
    assert "could not be read as a transcript" in run_here("import", tones, tones).complaint


def test_what_has_no_valid_times_is_counted_with_its_place(
    tones: Path, home: Paths, tmp_path: Path, run_here: Run
) -> None:
    vtt = tmp_path / "some.vtt"
    vtt.write_text("WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n0:0 --> x\ntwo\n\nlater --> soon\nthree\n")
    assert run_here("import", tones, vtt).err == (
        "Taken over: 1 segment.\n2 entries have no valid times and were left out, the first in row 6.\n"
    )
    ran = run_here("import", tones, vtt, "--json")
    assert ran.object["skipped"] == 2
    vtt.write_bytes(b"")
    assert "it is empty" in run_here("import", tones, vtt).complaint


def test_labels_become_regions(tones: Path, home: Paths, tmp_path: Path, run_here: Run) -> None:
    labels, out = tmp_path / "labels.txt", tmp_path / "out.txt"
    labels.write_text("1.000000\t2.000000\tbird\n3.500000\t3.500000\there\n")
    assert run_here("import", tones, labels, "--regions", "--json").object["regions"] == 2
    run_here("export", tones, "--format", "audacity", "--what", "regions", "-o", out)
    assert out.read_text() == labels.read_text()
