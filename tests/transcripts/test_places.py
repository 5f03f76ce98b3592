"""Times in an answer about several recordings: each is of the recording that its text names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_desk.timecode import mmss
from audio_desk.transcripts.mentions import Names
from audio_desk.transcripts.place_shift import PlaceShifter, Sent
from audio_desk.transcripts.places import find_places

NAMES = Names(["interview.wav", "field talk.mp3", "at 10:30.ogg"], ["A", "B", "C"])
Found = list[tuple[str, str, float, float | None]]


def places(text: str) -> Found:
    """Recording, shown words, seconds, end of a range."""
    return [
        (
            "?" if place.recording is None else "ABC"[place.recording],
            text[place.link.begin : place.link.end],
            place.link.seconds,
            place.link.until,
        )
        for place in find_places(text, NAMES)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # --- as it was asked for
        ("[A 02:30] words at 12:30", [("A", "[A 02:30]", 150, None)]),
        ("[A 02:30 - 02:45] x", [("A", "[A 02:30 - 02:45]", 150, 165)]),
        ("[A 02:30 - A 02:45] x", [("A", "[A 02:30 - A 02:45]", 150, 165)]),
        ("[B 75:30] x", [("B", "[B 75:30]", 4530, None)]),
        (
            "He says so [A 02:30] and so [B 00:10].",
            [("A", "[A 02:30]", 150, None), ("B", "[B 00:10]", 10, None)],
        ),
        # --- nearly as it was asked for
        ("[A, 02:30]", [("A", "[A, 02:30]", 150, None)]),
        ("[A: 02:30]", [("A", "[A: 02:30]", 150, None)]),
        ("[A@02:30]", [("A", "[A@02:30]", 150, None)]),
        ("(B 00:12) and (C 00:13)", [("B", "(B 00:12)", 12, None), ("C", "(C 00:13)", 13, None)]),
        ("A 02:30 x", [("A", "A 02:30", 150, None)]),
        ("A: 02:30 x", [("A", "A: 02:30", 150, None)]),
        ("A [02:30]", [("A", "A [02:30]", 150, None)]),
        ("A (02:30), B (01:00)", [("A", "A (02:30)", 150, None), ("B", "B (01:00)", 60, None)]),
        ("[02:30, A] x", [("A", "[02:30, A]", 150, None)]),
        ("[02:30 A]", [("A", "[02:30 A]", 150, None)]),
        ("[00:43–00:51] (B): bell", [("B", "[00:43–00:51]", 43, 51)]),
        ("[A 02:30; B 00:12] x", [("A", "A 02:30", 150, None), ("B", "B 00:12", 12, None)]),
        ("B 00:43-00:51 other sound", [("B", "B 00:43-00:51", 43, 51)]),
        ("from A 02:30 to A 02:45", [("A", "A 02:30 to A 02:45", 150, 165)]),
        # --- by more words
        ("[Recording A 02:30]", [("A", "[Recording A 02:30]", 150, None)]),
        ("[Recording A, 02:30-02:45]", [("A", "[Recording A, 02:30-02:45]", 150, 165)]),
        (
            "Recording B at 02:30 and 03:10",
            [("B", "Recording B at 02:30", 150, None), ("B", "03:10", 190, None)],
        ),
        ("Recording B (02:30)", [("B", "Recording B (02:30)", 150, None)]),
        ("In audio B he says so at 02:30.", [("B", "02:30", 150, None)]),
        ("Recording 2, 01:00", [("B", "Recording 2, 01:00", 60, None)]),
        ("the first recording has it at [00:10]", [("A", "[00:10]", 10, None)]),
        ("At 02:30 in the second recording", [("B", "02:30", 150, None)]),
        ("02:30 in Recording B", [("B", "02:30", 150, None)]),
        ("He is paid at 02:30 in B", [("B", "02:30", 150, None)]),
        ("At 02:30, Recording B says", [("B", "02:30", 150, None)]),
        ("A's is at [01:00], Recording B's 02:00", [("A", "[01:00]", 60, None), ("B", "02:00", 120, None)]),
        # --- by the file's name
        ("interview.wav at 01:00", [("A", "interview.wav at 01:00", 60, None)]),
        ("[Field Talk.mp3 01:00]", [("B", "[Field Talk.mp3 01:00]", 60, None)]),
        ("In field talk it is [01:00].", [("B", "[01:00]", 60, None)]),
        ("[at 10:30.ogg 01:00]", [("C", "[at 10:30.ogg 01:00]", 60, None)]),
        # --- by a heading, or by what was named before
        (
            "Recording A:\n[00:10] hello\n[00:20] you\n\n**Recording B (field talk.mp3):**\n[00:01] yo",
            [("A", "[00:10]", 10, None), ("A", "[00:20]", 20, None), ("B", "[00:01]", 1, None)],
        ),
        (
            "## Recording C\n- 00:10 as in Recording A\n- 00:12 x",
            [("C", "00:10", 10, None), ("C", "00:12", 12, None)],
        ),
        (
            "**B:** it begins [00:01]\nand ends [00:09]",
            [("B", "[00:01]", 1, None), ("B", "[00:09]", 9, None)],
        ),
        ("Recording B is short.\nIt ends at [00:09].", [("B", "[00:09]", 9, None)]),
        # --- nobody, or somebody else
        ("[D 01:00] and then", [("?", "[D 01:00]", 60, None)]),
        ("Recording 7 at 01:00", [("?", "Recording 7 at 01:00", 60, None)]),
        ("It is at 01:00.", [("?", "01:00", 60, None)]),
        ("A man says so at 02:30.", [("?", "02:30", 150, None)]),
        ("We met at 4:30 pm in Recording A.", []),
        ("", []),
    ],
)
def test_a_time_is_of_the_recording_that_is_named(text: str, found: Found) -> None:
    assert places(text) == found


def test_a_name_that_two_recordings_share_names_neither() -> None:
    twins = Names(["a talk.wav", "a talk.wav"], ["A", "B"])
    (place,) = find_places("[a talk.wav 01:00]", twins)
    assert place.recording is None


SENT = (Sent(34.0, 18.0), Sent(), Sent(3570.5, 60.0))
"""A clip from 0:34, all of B, a clip from 59:30.5."""


def shifted(text: str, step: int = 0) -> str:
    shifter = PlaceShifter(NAMES, SENT)
    pieces = [text[at : at + step] for at in range(0, len(text), step)] if step else [text]
    return "".join(map(shifter.feed, pieces)) + shifter.flush()


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("[A 00:02] Only once. [B 00:02] Never.", "[A 00:36] Only once. [B 00:02] Never."),
        ("[A 00:02 - A 00:04]", "[A 00:36 - A 00:38]"),
        ("[C 00:31] x", "[C 60:02] x"),
        ("[C 0:00:31] x", "[C 1:00:02] x"),
        (
            "Recording A:\n[00:02] at 12:30\nRecording B:\n[00:02]",
            "Recording A:\n[00:36] at 12:30\nRecording B:\n[00:02]",
        ),
        ("at 00:02 in Recording A.", "at 00:36 in Recording A."),
        # No time of the clip, which is 18 s long: the model counted as the recording does.
        ("[A 00:40] x", "[A 00:40] x"),
        ("[00:02] of nobody", "[00:02] of nobody"),
        ("[at 10:30.ogg 00:01]", "[at 10:30.ogg 59:32]"),
    ],
)
def test_times_are_moved_recording_by_recording(text: str, moved: str) -> None:
    assert shifted(text) == moved


WORDS = st.sampled_from(
    [
        "[A 00:02]",
        "[B 00:03]",
        "Recording C",
        "Recording A:\n",
        "00:04",
        " in B ",
        "\n",
        ". ",
        ", ",
        "(A)",
        "we met",
        " ",
    ]
)


@given(st.lists(WORDS, max_size=12).map("".join), st.integers(1, 7))
def test_a_moved_answer_is_the_same_however_it_is_cut(text: str, step: int) -> None:
    assert shifted(text, step) == shifted(text)


@given(st.integers(0, 2), st.integers(0, 5999))
def test_the_form_that_is_asked_for_is_read_back(recording: int, seconds: int) -> None:
    text = f"So it is [{'ABC'[recording]} {mmss(seconds)}]."
    ((found, _, at, _),) = places(text)
    assert (found, at) == ("ABC"[recording], seconds)


def test_what_needs_no_moving_passes_through_at_once() -> None:
    shifter = PlaceShifter(NAMES, (Sent(), Sent(), Sent()))
    assert shifter.feed("[A 00:0") == "[A 00:0"


def test_a_sentence_is_given_out_once_it_has_ended() -> None:
    shifter = PlaceShifter(NAMES, SENT)
    assert shifter.feed("He says so [A 00:02]. And she") == "He says so [A 00:36]. "
    assert shifter.flush() == "And she"
