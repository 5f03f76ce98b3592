"""Every expected error has words: one plain sentence that says what to do, and never a key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from audio_desk import errors, limits
from audio_desk.error_text import Action, problem_words, words_for
from audio_desk.transcripts import check

KEY = "AIzaSyTotallySecret-0123456789abcdef"


def all_errors(
    root: type[errors.AudioDeskError] = errors.AudioDeskError,
) -> Iterator[type[errors.AudioDeskError]]:
    """Those of errors.py; a room's own kinds of them are said in the same words."""
    yield root
    for child in root.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from all_errors(child)


def example(kind: type[errors.AudioDeskError]) -> errors.AudioDeskError:
    special = {
        errors.RegionOutside: (120.0, 190.0, 125.79),
        errors.LimitExceeded: ("FILE_BYTES", 3 * 2**30, limits.FILE_BYTES),
        errors.AlreadyRunning: ("http://127.0.0.1:4711", KEY),
        errors.TimeInvalid: ("9:99",),
        errors.ChannelMissing: (2, 2),
        errors.ModelInvalid: ("a/../b c",),
        errors.NothingToExport: ("transcript",),
        errors.RecordingUnknown: (Path("/home/someone/Müller [final].wav"),),
        errors.OtherRecording: (Path("/home/someone/Müller [final].wav"),),
        errors.RegionsOnly: (Path("/home/someone/Müller [final].wav"),),
        errors.NoRegions: (Path("/home/someone/Müller [final].wav"),),
        errors.FormatHoldsOne: ("srt",),
        errors.TranscriptUnreadable: ("it is no text",),
        errors.ProjectUnreadable: ("it is damaged",),
        errors.ProjectSoundMissing: (Path("Müller [final].wav"),),
        errors.TemplatesUnreadable: ("it is no text",),
        errors.SearchPattern: ("unterminated character set",),
        errors.SettingInvalid: ("--temperature takes 0 to 2",),
    }
    if kind in special:
        return kind(*special[kind])
    if issubclass(kind, errors.AudioError | errors.StoreError):
        return kind(Path("/home/someone/Müller [final].wav"), "No space left on device")
    return kind("a reason") if issubclass(kind, errors.GeminiError | errors.LocalGeminiError) else kind()


@pytest.mark.parametrize("kind", list(all_errors()), ids=lambda kind: kind.__name__)
def test_every_error_has_words_of_its_own(kind: type[errors.AudioDeskError]) -> None:
    words = words_for(example(kind))
    others = [words_for(example(other)) for other in all_errors() if other is not kind]
    assert words not in others
    assert words.title
    assert not words.title.endswith(".")
    assert words.sentence.endswith(".")
    assert words.sentence[0].isupper() or words.sentence[0] == "“"
    assert words.sentence.count(". ") == 0
    assert "!" not in words.sentence
    assert "{" not in words.sentence
    assert "\n" not in words.sentence
    assert "/home" not in words.sentence
    assert KEY not in words.sentence
    assert words.action in get_args(Action)


LATE_REGION = (
    "The region from 2:00 to 3:10 passes the end of the recording, which is 2:05.79 long:"
    " choose an earlier end."
)
MISSED_REGION = (
    "The region begins at 3:00, after the end of the recording, which is 2:05.79 long:"
    " choose an earlier start."
)
PROBLEMS = [
    "blocked",
    "empty",
    "max-tokens",
    "safety",
    "recitation",
    "stopped",
    "lost",
    "killed",
    "loops",
    "short",
    "failed",
    "other",
]


@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_reason_for_an_incomplete_answer_has_words_of_its_own(problem: str) -> None:
    words = problem_words(problem, "SOME_WORD")
    assert words.sentence not in [
        problem_words(other, "SOME_WORD").sentence for other in PROBLEMS if other != problem
    ]
    assert words.sentence.endswith(".")
    assert words.action == "retry"


def test_every_problem_that_the_check_names_has_words() -> None:
    named = {*check._PROBLEMS.values(), "blocked", "empty", "lost", "other"}
    assert named <= set(PROBLEMS)


def test_an_unknown_finish_is_named() -> None:
    assert "(NEW_WORD)" in problem_words("other", "NEW_WORD").sentence
    assert "(" not in problem_words("lost", "INTERRUPTED").sentence


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            errors.AudioMissing(Path("/a/b/talk.wav")),
            "“talk.wav” is not there: check its name and its folder, and open it again.",
        ),
        (
            errors.RegionOutside(120, 190, 125.79),
            LATE_REGION,
        ),
        (errors.RegionOutside(180, 180, 125.79), MISSED_REGION),
        (
            errors.RegionOutside(20, 10, 125.79),
            "The region from 0:20 to 0:10 is empty: its end must come after its start.",
        ),
        (
            errors.QuotaExceeded(retry_after=34.4),
            "The account's limit is reached for now: try again in 35 s.",
        ),
        (
            errors.QuotaExceeded(),
            "The account's limit is reached for now: wait a moment, then try again.",
        ),
        (
            errors.LimitExceeded("PROMPT_SECONDS", 10 * 3600, limits.PROMPT_SECONDS),
            "That is 10 h of sound and one request may hold 9.5 h: send only a shorter region.",
        ),
        (
            errors.LimitExceeded("SECONDS_TOGETHER", limits.PROMPT_SECONDS + 0.5, limits.PROMPT_SECONDS),
            (
                "Together that is 9:30:01 of sound and one request may hold 9:30:00: leave one out, or send"
                " only regions."
            ),
        ),
        (
            errors.LimitExceeded("FILE_BYTES", limits.FILE_BYTES + 1, limits.FILE_BYTES),
            (
                "The file has 2,147,483,649 bytes and an upload may have 2,147,483,648 bytes: send only a"
                " region of it."
            ),
        ),
        (
            errors.LimitExceeded("FILE_BYTES", 3.5 * 2**30, limits.FILE_BYTES),
            "The file has 3.5 GB and an upload may have 2 GB: send only a region of it.",
        ),
        (
            errors.LimitExceeded("REQUEST_BYTES", 25 * 2**20, limits.REQUEST_BYTES),
            "The request has 25 MB and may have 20 MB: choose a shorter region, or the whole recording.",
        ),
        (
            errors.TimeInvalid("9:99"),
            "“9:99” is not a time: write 1:30, 75:30, 1:15:30, 90 or 1m30s.",
        ),
    ],
)
def test_numbers_are_written_as_people_say_them(error: errors.AudioDeskError, sentence: str) -> None:
    assert words_for(error).sentence == sentence


def test_a_servers_long_message_is_one_short_line() -> None:
    sentence = words_for(errors.RequestRejected("first line\nsecond line. " + "more " * 200)).sentence
    assert "first line second line." in sentence
    assert len(sentence) < 350


def test_a_key_that_a_server_repeats_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEMINI_API_KEY", "odd secret")
    sentence = words_for(errors.RequestRejected(f"key {KEY} and odd secret")).sentence
    assert "[key] and [key]" in sentence


def test_what_nobody_expected_has_words_too() -> None:
    assert "(ZeroDivisionError)" in words_for(ZeroDivisionError()).sentence
    error = PermissionError(13, "Permission denied", "/a/b/settings.json")
    assert (
        words_for(error).sentence
        == "“settings.json” could not be used (Permission denied); nothing was changed."
    )
