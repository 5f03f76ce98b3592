"""What a text itself tells of its wholeness: it goes round, it ends early, its times count from the clip."""

from __future__ import annotations

import pytest

from audio_desk.region import Region
from audio_desk.transcripts.coverage import ends_early, missed, reached
from audio_desk.transcripts.loops import goes_round
from audio_desk.transcripts.relative import are_relative
from audio_desk.transcripts.segment import Flag, Segment

RATE = 100
MINUTE = Region(0, 60 * RATE)


def lines(*words: str) -> str:
    return "\n".join(f"[00:{second:02d}] {text}" for second, text in enumerate(words))


@pytest.mark.parametrize(
    "text",
    [
        "no " * 40,
        lines("So it was.", *["I don't know what to say."] * 6),
        lines(*["And then he went down to the harbour.", "Nobody was there any more."] * 8),
        "the lamp " + "x y " * 30,
        "You know. " * 12,
    ],
)
def test_a_text_that_goes_round_is_found(text: str) -> None:
    assert goes_round(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No, no, no, no, no, no, no, no.",
        lines("Yes.", "Yes.", "Yes.", "Yes.", "Yes.", "Yes."),
        lines(*["We all live here in this yellow house."] * 4),
        " ".join(map(str, range(500))),
        lines(*[f"Line number {n} of the poem." for n in range(50)]),
    ],
)
def test_what_people_say_does_not_go_round(text: str) -> None:
    assert not goes_round(text)


def test_a_transcript_reaches_as_far_as_its_last_words_take_to_say() -> None:
    first = Segment(0, 5 * RATE, "Good morning.")
    last = Segment(5 * RATE, MINUTE.end, "It is good to be here with you.")
    assert 7 * RATE < reached([first, last], MINUTE, RATE) < 20 * RATE
    assert reached([first, Segment(5 * RATE, 7 * RATE, "one " * 50)], MINUTE, RATE) == 7 * RATE
    assert reached([], MINUTE, RATE) == 0


def test_a_line_whose_time_cannot_be_true_reaches_nowhere() -> None:
    flagged = Segment(55 * RATE, MINUTE.end, "Bye.", flags=frozenset({Flag.OUTSIDE}))
    assert reached([Segment(0, 100, "Hi."), flagged], MINUTE, RATE) == 100


def test_sound_between_pauses_is_what_was_missed() -> None:
    left = Region(1000, 6000)
    pauses = [Region(900, 1100), Region(2000, 2100), Region(3000, 3400), Region(5900, 7000)]
    assert missed(pauses, left) == 5000 - 100 - 100 - 400 - 100


def test_sound_without_a_pause_is_music_or_a_machine() -> None:
    assert missed([], Region(1000, 6000)) == 0
    assert missed([Region(0, 1200), Region(5900, 6000)], Region(1000, 6000)) == 0


@pytest.mark.parametrize(
    ("seconds", "of", "early"),
    [(11, 60, False), (13, 60, True), (50, 1200, False), (61, 1200, True), (61, 36000, True)],
)
def test_how_much_may_be_missing_grows_with_the_stretch(seconds: int, of: int, early: bool) -> None:
    assert ends_early(seconds * RATE, Region(0, of * RATE), RATE) == early


@pytest.mark.parametrize(
    ("times", "start", "end", "relative"),
    [
        ([0, 12, 58], 150, 210, True),
        ([0, 12, 60], 150, 210, True),
        ([0, 12, 30, 40], 20, 70, True),
        ([150, 170, 200], 150, 210, False),
        ([149, 170, 200], 150, 210, False),
        ([0, 150, 160, 170, 180, 190], 150, 210, False),
        ([0, 12, 100], 150, 210, False),
        ([0, 12], 0, 60, False),
        ([], 150, 210, False),
    ],
)
def test_times_that_count_from_the_stretch_are_told_from_wrong_ones(
    times: list[float], start: float, end: float, relative: bool
) -> None:
    assert are_relative(times, start, end) == relative
