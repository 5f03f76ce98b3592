"""Transcripts as documents from the command line: speakers, replacing, versions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.paths import Paths
from tests.cli.command import Ran
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

LINES = [
    {"start": 1, "end": 2, "text": "Down by the harbour", "speaker": "S1"},
    {"start": 2, "end": 4, "text": "The harbor?", "speaker": "S2"},
]


@pytest.fixture
def talk(tones: Path, home: Paths, tmp_path: Path, run_here: Callable[..., Ran]) -> Path:
    file = tmp_path / "in.json"
    file.write_text(json.dumps({"segments": LINES}))
    run_here("import", tones, file)
    return tones


def test_speakers_are_listed_and_named(talk: Path, run_here: Callable[..., Ran]) -> None:
    assert run_here("speakers", talk).out == "S1  1 line\nS2  1 line\n"
    assert run_here("speakers", talk, "--rename", "S1", "Anna").out == "Anna  1 line\nS2    1 line\n"
    both = run_here("speakers", talk, "--rename", "S2", "Anna", "--json").object
    assert both == {"speakers": [{"name": "Anna", "lines": 2}]}
    unknown = run_here("speakers", talk, "--rename", "S2", "Ben")
    assert (unknown.status, unknown.out) == (2, "")
    assert "nobody in the transcript is called “S2”" in unknown.complaint
    assert run_here("speakers", talk, "--rename", "Anna", " ").status == 2


def test_words_are_replaced_and_the_version_before_comes_back(
    talk: Path, run_here: Callable[..., Ran]
) -> None:
    assert run_here("versions", talk) == Ran(0, "", "No version of this transcript was kept yet.\n")
    ran = run_here("replace", "harbor", "harbour", talk, "--whole-words")
    assert (ran.status, ran.err) == (0, f"Replaced in “{talk.name}”: 1.\n")
    hits = run_here("search", "harbour", "--json").object["hits"]
    assert {hit["text"] for hit in hits} == {"Down by the harbour", "The harbour?"}
    assert run_here("replace", "(har)bour", r"\1-bour", "--all", "--regex", "--json").object["replaced"] == 2
    assert run_here("replace", "nowhere", "x", "--all").err == "Nothing was found.\n"
    newest, oldest = run_here("versions", talk, "--json").object["versions"]
    assert [it["reason"] for it in (newest, oldest)] == ["replace", "replace"]
    assert "before words were replaced" in run_here("versions", talk).out
    back = run_here("versions", talk, "--restore", str(oldest["id"]))
    assert (back.status, back.out) == (0, "")
    (hit,) = run_here("search", '"the harbor?"', "--json").object["hits"]
    assert hit["kind"] == "transcript"
    assert len(run_here("versions", talk, "--json").object["versions"]) == 3


def test_a_transcript_never_replaces_what_was_corrected(
    server: ServerProcess, talk: Path, run_here: Callable[..., Ran]
) -> None:
    script_answer(server, said("[00:02] Another harbour.", "STOP"))
    wish = ("transcribe", talk, "--from", "0:02", "--to", "0:04")
    assert run_here(*wish).err == ""
    (hit,) = run_here("search", "another", "--json").object["hits"]
    assert (hit["kind"], hit["start"]) == ("transcript", 2)
    run_here("replace", "Another", "This", talk)
    script_answer(server, said("[00:02] Another harbour.", "STOP"))
    ran = run_here(*wish)
    assert (ran.status, ran.out) == (0, "[00:02] Another harbour.\n")
    assert "stay as they are" in ran.err
    kinds = [hit["kind"] for hit in run_here("search", '"this harbour"', "--json").object["hits"]]
    assert kinds == ["transcript"]
    script_answer(server, said("[00:02] A third harbour.", "STOP"))
    assert run_here(*wish, "--replace").err == ""
    assert run_here("search", '"this harbour"').out == ""
    assert len(run_here("versions", talk, "--json").object["versions"]) >= 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("replace", "a", "b"), "name a FILE, or say --all"),
        (("replace", "a", "b", "{talk}", "--all"), "name a FILE, or say --all"),
        (("replace", "(", "b", "--all", "--regex"), "is no regular expression"),
        (("versions", "{talk}", "--restore", "99"), "this recording has no version 99"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    arguments: tuple[str, ...], words: str, talk: Path, run_here: Callable[..., Ran]
) -> None:
    ran = run_here(*(argument.format(talk=talk) for argument in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.complaint
