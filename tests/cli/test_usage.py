"""Wrong usage is one line on standard error and exit status 2; nothing is asked, nothing is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio_desk import __version__
from audio_desk.paths import Paths
from tests.cli.command import run

HELP = ("transcribe", "ask", "uploads", "info", "peaks", "cut", "serve", "demo")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("transcribe",), "'FILE'"),
        (("transcribe", "{sample}", "--from", "1:75"), "“1:75” is not a time"),
        (("transcribe", "{sample}", "--to", "soon"), "“soon” is not a time"),
        (("transcribe", "{sample}", "--from", "-5"), "“-5” is not a time"),
        (("transcribe", "{sample}", "--from", "0:52", "--to", "0:34"), "its end must come after its start"),
        (("transcribe", "{sample}", "--from", "0:34", "--to", "0:34"), "its end must come after its start"),
        (("transcribe", "{sample}", "--from", "0", "--to", "0.00001"), "from 0:00 to 0:00 is empty"),
        (("transcribe", "{sample}", "--from", "1:00", "--to", "2:30"), "which is 2:05.79 long"),
        (("transcribe", "{sample}", "--from", "3:00"), "begins at 3:00, after the end"),
        (("transcribe", "{sample}", "--mode", "both"), "'--mode': 'both' is not one of"),
        (("transcribe", "{sample}", "--account", "nobody"), "'--account'"),
        (("transcribe", "{sample}", "--model", "a/../b c"), "“a/../b c” is not a valid model name"),
        (("ask", "{sample}", "Why?", "--model", "x?alt=sse"), "is not a valid model name"),
        (("transcribe", "{sample}", "--fast"), "--fast"),
        (("transcribe", "{sample}", "more"), "more"),
        (("--json", "transcribe", "{sample}"), "--json"),
        (("ask", "{sample}"), "There is no question yet"),
        (("ask", "{sample}", "  "), "no question yet"),
        (("ask", "{sample}", "How", "much?"), "much?"),
        (("uploads",), "command"),
        (("uploads", "rename"), "rename"),
        (("uploads", "show"), "'NAME'"),
        (("uploads", "delete"), "'NAME...'"),
        (("info",), "'FILE'"),
        (("serve", "--port", "many"), "'--port'"),
        (("serve", "--port", "70000"), "'--port'"),
        (("transcirbe", "{sample}"), "interview.ogg"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    arguments: tuple[str, ...], said: str, home: Paths, sample: Path
) -> None:
    ran = run(*(argument.format(sample=sample) for argument in arguments))
    assert ran.status == 2
    assert said in ran.complaint
    assert ran.out == ""


def test_the_help_names_every_subcommand(home: Paths) -> None:
    ran = run("--help", env={"COLUMNS": "80"})
    assert (ran.status, ran.err) == (0, "")
    assert all(name in ran.out for name in HELP)


def test_the_version_is_one_line(home: Paths) -> None:
    assert run("--version").out == f"audio-desk {__version__}\n"


@pytest.mark.parametrize("arguments", [(), ("{sample}",)])
def test_without_a_display_the_window_says_what_works_without_one(
    arguments: tuple[str, ...], home: Paths, sample: Path
) -> None:
    nowhere = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    ran = run(*(argument.format(sample=sample) for argument in arguments), env=nowhere)
    assert ran.status == 1
    assert "no display" in ran.complaint
    assert all(name in ran.complaint for name in HELP)


@pytest.mark.parametrize("arguments", [("no such [file].wav",), ("--", "-odd name.wav")])
def test_a_first_word_that_is_no_subcommand_is_a_file(arguments: tuple[str, ...], home: Paths) -> None:
    ran = run(*arguments)
    assert ran.status == 1
    assert f"“{arguments[-1]}” is not there" in ran.complaint
