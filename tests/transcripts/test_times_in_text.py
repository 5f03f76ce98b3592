"""Times in free text: found as links, and moved from a clip's timeline to the recording's."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.timecode import mmss
from audio_desk.transcripts.links import find_times
from audio_desk.transcripts.shift import TimeShifter


def links(text: str) -> list[tuple[str, float, float | None]]:
    return [(text[link.begin : link.end], link.seconds, link.until) for link in find_times(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He was paid [01:12] in cash.", [("[01:12]", 72, None)]),
        ("At 01:12, he was paid.", [("01:12", 72, None)]),
        ("A siren (0:43 - 0:51).", [("(0:43 - 0:51)", 43, 51)]),
        ("Siren 00:43-00:51, birds 01:40–01:49.", [("00:43-00:51", 43, 51), ("01:40–01:49", 100, 109)]),
        ("[00:43] - [00:51] siren", [("[00:43] - [00:51]", 43, 51)]),
        ("from 00:43 to 00:51", [("00:43 to 00:51", 43, 51)]),
        ("at [00:43] and [00:51]", [("[00:43]", 43, None), ("[00:51]", 51, None)]),
        ("at 1:15:30 and 75:30", [("1:15:30", 4530, None), ("75:30", 4530, None)]),
        ("[00:51-00:43]", [("00:51", 51, None), ("00:43", 43, None)]),
        ("[01:15:30.250]", [("[01:15:30.250]", 4530.25, None)]),
        ("[00:34] We met at 12:30.\n[00:36] Yes.", [("[00:34]", 34, None), ("[00:36]", 36, None)]),
        ("00:34 - 00:36 We met at 12:30.", [("00:34 - 00:36", 34, 36)]),
        ("We left at 4:30 pm.", []),
        ("We left at 4:30 p.m.", []),
        ("[00:75] is no time, 100:5 neither, 1:2:3 neither", []),
        ("2026-01-02T10:11:12:13:14", []),
        ("", []),
    ],
)
def test_times_are_found(text: str, found: list[tuple[str, float, float | None]]) -> None:
    assert links(text) == found


def shifted(text: str, offset: float, step: int = 0, length: float | None = None) -> str:
    shifter = TimeShifter(offset, length)
    pieces = [text[i : i + step] for i in range(0, len(text), step)] if step else [text]
    return "".join(shifter.feed(piece) for piece in pieces) + shifter.flush()


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("He was paid [01:12] in cash.", "He was paid [01:46] in cash."),
        ("[00:00] Did that", "[00:34] Did that"),
        ("[00:02] At 12:30.\n[00:09 - 00:17] Siren", "[00:36] At 12:30.\n[00:43 - 00:51] Siren"),
        ("Siren 00:09-00:17.", "Siren 00:43-00:51."),
        ("[59:40] past the hour", "[60:14] past the hour"),
        ("[0:59:40] past the hour", "[1:00:14] past the hour"),
        ("[00:02.250] exact", "[0:36.650] exact"),
        ("We left at 4:30 pm.", "We left at 4:30 pm."),
        ("[00:75] no time", "[00:75] no time"),
    ],
)
def test_a_clips_times_become_the_recordings_however_the_stream_is_cut(text: str, moved: str) -> None:
    for step in (0, 1, 2, 3, 7):
        assert shifted(text, 34.4, step) == moved


def test_without_an_offset_everything_passes_at_once() -> None:
    shifter = TimeShifter(0.0)
    assert shifter.feed("[00:0") == "[00:0"
    assert shifter.feed("1] x") == "1] x"
    assert shifter.flush() == ""


def test_what_lies_past_the_clip_is_no_time_of_the_clip() -> None:
    assert shifted("At [00:17] and at 12:30.", 34.4, length=17.12) == "At [00:51] and at 12:30."


def test_words_are_given_out_as_they_come() -> None:
    shifter = TimeShifter(30.0)
    assert shifter.feed("He was paid ") == "He was paid "
    assert shifter.feed("at 01") == "at "
    assert shifter.feed(":12 in") == "01:42 in"
    assert shifter.feed(" 1974") == " "
    assert shifter.flush() == "1974"


PIECES = st.sampled_from(
    [
        "[00:34]",
        "00:36",
        "12:30",
        " ",
        "\n",
        "words",
        "-",
        "4:30",
        " pm",
        "p.m.",
        "to",
        "(",
        ")",
        "1",
        ":",
        "0:01:02",
    ]
)


@settings(max_examples=400, deadline=None)
@given(pieces=st.lists(PIECES, max_size=20), cuts=st.lists(st.integers(0, 80), max_size=8))
def test_the_moved_text_is_the_same_however_the_stream_is_cut(pieces: list[str], cuts: list[int]) -> None:
    text = "".join(pieces)
    shifter = TimeShifter(30.0)
    edges = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    out = "".join(shifter.feed(text[a:b]) for a, b in pairwise(edges)) + shifter.flush()
    assert out == shifted(text, 30.0)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=6), st.integers(1, 5000))
def test_a_moved_time_is_found_again_where_it_was_meant(times: list[int], offset: int) -> None:
    text = "x " + " and ".join(f"[{mmss(time)}]" for time in times)
    assert [link.seconds for link in find_times(shifted(text, offset))] == [time + offset for time in times]
