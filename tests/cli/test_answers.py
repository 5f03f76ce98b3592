"""`transcribe` and `ask`: what is printed, what is said beside it, and how the exit status tells of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audio_desk.paths import Paths
from tests.cli.command import Ran, run
from tests.cli.conftest import asked, said, script_answer, script_refusal
from tests.server_process import ServerProcess

RunHere = Callable[..., Ran]
REGION = ("--from", "0:34", "--to", "0:52")


def test_a_transcript_comes_out_line_by_line_and_nothing_else(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    script_answer(server, said("[00:34] Did that ever "), said("happen?\n[00:37] Only once.", "STOP"))
    ran = run("transcribe", tones, *REGION)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "[00:34] Did that ever happen?\n[00:37] Only once.\n"


def test_the_object_of_a_transcript_holds_all_that_is_known_of_it(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    script_answer(server, said("[00:34] Maya: Did it?\n[00:37] Only once.", "STOP"))
    ran = run("transcribe", tones, *REGION, "--json")
    assert (ran.status, ran.err) == (0, "")
    found = ran.object
    assert found["text"] == "[00:34] Maya: Did it?\n[00:37] Only once."
    assert [(s["start"], s["end"], s["text"], s["speaker"]) for s in found["segments"]] == [
        (34.0, 37.0, "Did it?", "Maya"),
        (37.0, 52.0, "Only once.", None),
    ]
    assert found["prompt"].startswith("Provide a transcript of the speech from 00:34 to 00:52.")
    assert (found["mode"], found["finish"], found["complete"]) == ("whole", "STOP", True)
    assert (found["usage"]["prompt_tokens"], found["usage"]["total_tokens"]) == (100, 107)
    assert (found["model_version"], found["account"]) == ("scripted", "on-device")
    assert found["region"] == {"start": 34.0, "end": 52.0}


def test_of_a_region_alone_only_that_is_sent_and_its_times_are_the_recordings(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    script_answer(server, said("[00:00] One.\n[00:03] Two.", "STOP"))
    found = run_here(
        "transcribe", tones, "--from", "0:34.5", "--to", "0:52", "--mode", "region", "--json"
    ).object
    assert [(s["start"], s["end"]) for s in found["segments"]] == [(34.5, 37.5), (37.5, 52.0)]
    assert "from" not in found["prompt"].split(".")[0]
    (sound, prompt) = asked(server)[-1]["body"]["contents"][0]["parts"]
    assert prompt == {"text": found["prompt"]}
    assert "inlineData" in sound


@pytest.mark.parametrize("mode", ["whole", "region"])
def test_times_past_the_hour_are_shown_as_people_read_them(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere, mode: str
) -> None:
    script_answer(server, said("[01:30] One.\n[75:30] Two at [75:31].\n75:32 - 75:33 Three.", "STOP"))
    assert run_here("transcribe", tones).out.split("\n") == [
        "[01:30] One.",
        "[1:15:30] Two at [75:31].",
        "75:32 - 75:33 Three.",
        "",
    ]


def test_times_that_cannot_be_right_are_told_of(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    script_answer(server, said("[00:34] One.\n[09:00] Two.", "STOP"))
    ran = run_here("transcribe", tones, *REGION)
    assert ran.status == 0
    assert ran.complaint.startswith("1 line has a time that cannot be right")


def test_an_answer_is_printed_as_it_is(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere
) -> None:
    script_answer(server, said("He was paid [bold]42[/bold] pounds "), said("[01:12].\n", "STOP"))
    ran = run_here("ask", tones, "How much was he paid?")
    assert (ran.status, ran.out, ran.err) == (0, "He was paid [bold]42[/bold] pounds [01:12].\n", "")
    script_answer(server, said("He was paid 42 pounds.", "STOP"))
    found = run_here("ask", tones, "How much was he paid?", *REGION, "--json").object
    assert found["prompt"].startswith("Consider only the part from 00:34 to 00:52. How much was he paid?")
    assert (found["segments"], found["question"]) == ([], "How much was he paid?")


def test_the_end_may_be_named_as_it_is_shown(
    server: ServerProcess, home: Paths, sample: Path, run_here: RunHere
) -> None:
    script_answer(server, said("[02:00] Bye.", "STOP"))
    found = run_here("transcribe", sample, "--from", "2:00", "--to", "2:06", "--json").object
    assert found["region"]["end"] == pytest.approx(125.79)
    assert "from 02:00 to 02:06" in found["prompt"]


def test_the_account_and_the_mode_are_those_of_the_settings_until_others_are_named(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere, gemini: dict[str, str]
) -> None:
    script_answer(server, said("[00:34] x", "STOP"))
    found = run_here("transcribe", tones, "--json", env=gemini).object
    assert (found["account"], found["model"]) == ("on-device", "whisper-tiny.en")
    home.settings_file.write_text('{"account": "gemini", "mode": "region", "gemini_model": "gemini-mine"}')
    script_answer(server, said("[00:00] x", "STOP"))
    found = run_here("transcribe", tones, *REGION, "--json", env=gemini).object
    assert (found["account"], found["model"], found["mode"]) == ("gemini", "gemini-mine", "region")
    script_answer(server, said("[00:34] x", "STOP"))
    again = run_here(
        "transcribe", tones, "--json", "--account", "on-device", "--model", "gemini-x", "--mode", "whole"
    )
    assert (again.object["account"], again.object["model"], again.object["mode"]) == (
        "on-device",
        "gemini-x",
        "whole",
    )


def test_what_goes_to_gemini_is_said_in_one_line_before_it_goes(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere, gemini: dict[str, str]
) -> None:
    script_answer(server, said("[00:34] x", "STOP"))
    ran = run_here("transcribe", tones, "--account", "gemini", env=gemini)
    assert (ran.status, ran.out) == (0, "[00:34] x\n")
    assert f"the whole of “{tones.name}” to Gemini (gemini-3.8-flash)" in ran.err.splitlines()[0]
    assert "48 hours" in ran.err.splitlines()[0]
    script_answer(server, said("[00:00] x", "STOP"))
    ran = run_here("transcribe", tones, *REGION, "--mode", "region", "--account", "gemini", env=gemini)
    assert f"0:34 to 0:52 of “{tones.name}” to Gemini" in ran.err.splitlines()[0]


def test_nothing_is_said_to_be_sent_before_it_can_be(
    server: ServerProcess, home: Paths, tones: Path, run_here: RunHere, gemini: dict[str, str]
) -> None:
    to_gemini = ("transcribe", tones, "--account", "gemini")
    assert "model name" in run_here(*to_gemini, "--model", "a b", env=gemini).complaint
    wrong_key = {**gemini, "GEMINI_API_KEY": "wrong"}
    assert "does not accept the key" in run_here(*to_gemini, "--mode", "whole", env=wrong_key).complaint


INCOMPLETE: list[tuple[str, list[dict[str, Any]], str, str, dict[str, Any]]] = [
    (
        "a blocked prompt",
        [{"promptFeedback": {"blockReason": "PROHIBITED_CONTENT"}, "usageMetadata": {"promptTokenCount": 9}}],
        "PROHIBITED_CONTENT",
        "",
        {},
    ),
    ("an empty stop", [said("", "STOP")], "STOP", "", {}),
    ("too many tokens", [said("[00:34] One."), said("", "MAX_TOKENS")], "MAX_TOKENS", "[00:34] One.", {}),
    ("too many tokens without text", [said("", "MAX_TOKENS")], "MAX_TOKENS", "", {}),
    ("safety", [said("[00:34] One."), said("", "SAFETY")], "SAFETY", "[00:34] One.", {}),
    ("recitation", [{"candidates": [{"finishReason": "RECITATION", "index": 0}]}], "RECITATION", "", {}),
    ("an unknown word", [said("[00:34] One.", "SOMETHING_NEW")], "SOMETHING_NEW", "[00:34] One.", {}),
    (
        "an error in mid-stream",
        [said("[00:34] One."), {"error": {"code": 503, "message": "overloaded", "status": "UNAVAILABLE"}}],
        "INTERRUPTED",
        "[00:34] One.",
        {},
    ),
    ("a lost line", [said("[00:34] One.")], "INTERRUPTED", "[00:34] One.", {"end": "cut"}),
    ("a line lost before a word", [], "INTERRUPTED", "", {"end": "cut"}),
    ("a stream without a word", [], "INTERRUPTED", "", {}),
    (
        "an error as the only word",
        [{"error": {"code": 503, "message": "overloaded", "status": "UNAVAILABLE"}}],
        "INTERRUPTED",
        "",
        {},
    ),
    ("a stream that just ends", [said("[00:34] One.")], "INTERRUPTED", "[00:34] One.", {}),
]


@pytest.mark.parametrize(
    ("events", "finish", "text", "rule"), [row[1:] for row in INCOMPLETE], ids=[row[0] for row in INCOMPLETE]
)
def test_an_answer_that_began_and_is_not_whole_is_status_3(
    server: ServerProcess,
    home: Paths,
    tones: Path,
    run_here: RunHere,
    gemini: dict[str, str],
    events: list[dict[str, Any]],
    finish: str,
    text: str,
    rule: dict[str, Any],
) -> None:
    script_answer(server, *events, **rule)
    ran = run_here("transcribe", tones, *REGION, "--json", "--account", "gemini", env=gemini)
    assert ran.status == 3
    found = ran.object
    assert (found["complete"], found["finish"], found["text"]) == (False, finish, text)
    assert len(found["segments"]) == (1 if text else 0)
    assert_two_lines(ran)


def assert_two_lines(ran: Ran) -> None:
    """What is sent, and why the answer is not whole."""
    sending, trouble, end = ran.err.split("\n")
    assert sending.startswith("Sending ")
    assert trouble.endswith(".") or " with: audio-desk transcribe " in trouble
    assert end == ""


def test_an_answer_that_is_not_whole_is_printed_as_far_as_it_came(
    server: ServerProcess, home: Paths, tones: Path
) -> None:
    script_answer(server, said("[00:34] One.\n[00:36] Tw"), end="cut")
    ran = run("transcribe", tones)
    assert (ran.status, ran.out) == (3, "[00:34] One.\n[00:36] Tw\n")
    told = "The connection was lost before the answer's end: what came is kept; ask again for all."
    assert ran.complaint.startswith(told)


@pytest.mark.parametrize(
    ("status", "word", "message", "detail", "sentence"),
    [
        (
            400,
            "INVALID_ARGUMENT",
            "API key not valid. Please pass a valid API key.",
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "API_KEY_INVALID"},
            "does not accept the key",
        ),
        (
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota.",
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "3600s"},
            "try again in 60 min",
        ),
        (404, "NOT_FOUND", "models/x is not found for API version v1beta", {}, "does not have this model"),
        (503, "UNAVAILABLE", "The model is overloaded.", {}, "overloaded or down"),
        (400, "INVALID_ARGUMENT", "Unsupported MIME type: audio/x", {}, "cannot use what was sent as sound"),
        (400, "INVALID_ARGUMENT", "Something else is wrong.", {}, "Something else is wrong"),
    ],
)
def test_an_error_instead_of_an_answer_is_status_1_and_one_sentence(
    server: ServerProcess,
    home: Paths,
    tones: Path,
    run_here: RunHere,
    status: int,
    word: str,
    message: str,
    detail: dict[str, Any],
    sentence: str,
) -> None:
    script_refusal(server, status, word, message, **detail)
    ran = run_here("transcribe", tones, *REGION, "--json")
    assert (ran.status, ran.out) == (1, "")
    *pauses, complaint = ran.err.splitlines()
    assert sentence in complaint
    assert all("asking again in" in pause for pause in pauses)


def test_gemini_without_a_key_says_how_to_go_on(home: Paths, tones: Path, run_here: RunHere) -> None:
    ran = run_here("ask", tones, "Why?", "--account", "gemini")
    assert (ran.status, ran.out) == (1, "")
    assert "set GEMINI_API_KEY" in ran.complaint


def test_gemini_out_of_reach_is_one_sentence(home: Paths, tones: Path, run_here: RunHere) -> None:
    nobody = {"GOOGLE_GEMINI_BASE_URL": "http://127.0.0.1:9", "GEMINI_API_KEY": "secret-key-of-mine"}
    ran = run_here("uploads", "list", "--account", "gemini", env=nobody)
    assert (ran.status, ran.out) == (1, "")
    assert "no connection" in ran.complaint
    assert "secret" not in ran.complaint


def test_a_database_that_cannot_be_written_is_one_sentence(
    home: Paths, tones: Path, run_here: RunHere
) -> None:
    home.database.write_text("no database at all, but somebody's notes\n" * 100)
    ran = run_here("transcribe", tones)
    assert (ran.status, ran.out) == (1, "")
    assert f"“{home.database.name}” could not be used" in ran.complaint


def test_a_name_that_is_no_text_can_be_asked_about(server: ServerProcess, home: Paths, tones: Path) -> None:
    odd = tones.rename(tones.with_name("caf\udce9.wav"))
    script_answer(server, said("[00:34] One.", "STOP"))
    ran = run("transcribe", odd)
    assert (ran.status, ran.err) == (0, "")
