"""Stitching: whatever two neighbours heard of their overlap, every word comes once and in order."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.region import Region
from audio_desk.transcripts.segment import Segment
from audio_desk.transcripts.stitch import Part, stitch

RATE = 100


def line(start: float, end: float, text: str, speaker: str | None = None) -> Segment:
    return Segment(round(start * RATE), round(end * RATE), text, speaker)


def part(core: tuple[float, float], heard: tuple[float, float], *segments: Segment) -> Part:
    return Part(Region.of_seconds(*core, RATE), Region.of_seconds(*heard, RATE), segments)


def texts(*parts: Part) -> list[str]:
    return [segment.text for segment in stitch(parts, RATE)]


def test_a_line_that_both_heard_comes_once() -> None:
    one = part((0, 60), (0, 64), line(50, 58, "first"), line(58, 64, "Announcement twenty-three."))
    other = part((60, 120), (56, 120), line(58, 70, "announcement twenty three"), line(70, 120, "last"))
    found = stitch((one, other), RATE)
    assert [segment.text for segment in found] == ["first", "announcement twenty three", "last"]
    assert found[1].start_frame == 5_800


def test_a_line_that_each_heard_in_half_is_whole() -> None:
    one = part((0, 60), (0, 64), line(54, 64, "we went down to the harbour and saw the"))
    other = part((60, 120), (56, 120), line(57, 70, "harbour and saw the boats come in"))
    assert " ".join(texts(one, other)) == "we went down to the harbour and saw the boats come in"


def test_what_was_said_too_slowly_to_compare_is_rather_double_than_lost() -> None:
    one = part((0, 60), (0, 64), line(40, 64, "we went down to the harbour and saw the"))
    other = part((60, 120), (56, 120), line(57, 70, "harbour and saw the boats come in"))
    assert texts(one, other)[-1].endswith("boats come in")


def test_half_a_word_at_the_edge_of_the_sound_is_not_kept() -> None:
    one = part((0, 60), (0, 64), line(50, 60, "before the bell"), line(60, 64, "it rang twi"))
    other = part((60, 120), (56, 120), line(56, 60, "fore the bell"), line(60, 70, "it rang twice today"))
    assert texts(one, other) == ["before the bell", "it rang twice today"]


def test_without_common_words_the_cut_decides() -> None:
    one = part((0, 60), (0, 64), line(50, 57, "alpha"), line(62, 64, "noise"))
    other = part((60, 120), (56, 120), line(56, 58, "hiss"), line(66, 70, "omega"))
    assert texts(one, other) == ["alpha", "omega"]


def test_what_only_one_side_heard_stays() -> None:
    one = part((0, 60), (0, 64), line(50, 57, "alpha"), line(62, 64, "beta"))
    silent = part((60, 120), (56, 120))
    last = part((120, 180), (116, 180), line(121, 130, "gamma"))
    assert texts(one, silent, last) == ["alpha", "beta", "gamma"]


def test_the_same_words_at_another_time_are_said_again() -> None:
    one = part((0, 60), (0, 64), line(40, 42, "yes"), line(59, 60, "yes"))
    other = part((60, 120), (56, 120), line(59, 60, "yes"), line(80, 81, "yes"))
    assert [segment.start_frame for segment in stitch((one, other), RATE)] == [4_000, 5_900, 8_000]


def test_lines_end_where_the_next_one_begins() -> None:
    one = part((0, 60), (0, 64), line(50, 64, "alpha beta"))
    other = part((60, 120), (56, 120), line(62, 70, "gamma delta"))
    found = stitch((one, other), RATE)
    assert [(s.start_frame, s.end_frame) for s in found] == [(5_000, 6_200), (6_200, 7_000)]


NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_numbered_announcements_come_once_and_in_order_whatever_the_seams(data: st.DataObject) -> None:
    """Sentences of 2 to 5 s with pauses of 1 to 6 s; times rounded; edges cut through sentences."""
    tail = data.draw(st.sampled_from(["", ", please stand back"]))
    said: list[tuple[float, float, str]] = []
    at = 0.0
    for number in range(40):
        at += data.draw(st.floats(1, 6))
        end = at + data.draw(st.floats(2, 5))
        text = f"Announcement {NUMBERS[number // 10]} {NUMBERS[number % 10]}{tail}."
        said.append((at, end, text))
        at = end
    cuts = [0.0]
    while cuts[-1] < at:
        cuts.append(cuts[-1] + data.draw(st.floats(40, 90)))
    parts = []
    for start, end in pairwise(cuts):
        heard = (max(0.0, start - 5), end + 5)
        parts.append(part((start, end), heard, *(_heard(said, heard))))
    found = stitch(parts, RATE)
    words = " ".join(segment.text for segment in found).replace(",", "").replace(".", "").lower()
    wanted = " ".join(text for *_, text in said).replace(",", "").replace(".", "").lower()
    assert words == wanted
    starts = [segment.start_frame for segment in found]
    assert starts == sorted(starts)
    for start, _, text in said:
        near = [s for s in found if " ".join(text.split()[:3]).lower() in s.text.lower()]
        assert len(near) <= 1
        assert all(abs(s.start_frame / RATE - start) <= 1.01 for s in near)


def _heard(said: list[tuple[float, float, str]], heard: tuple[float, float]) -> list[Segment]:
    """As a model tells it: times in whole seconds of the clip, words at the edges cut away."""
    found = []
    for start, end, text in said:
        words = text.split()
        each = (end - start) / len(words)
        inside = [
            w
            for n, w in enumerate(words)
            if heard[0] <= start + n * each and start + (n + 1) * each <= heard[1]
        ]
        if inside:
            first = max(start, heard[0])
            rounded = heard[0] + round(first - heard[0])
            found.append(line(rounded, max(rounded, end), " ".join(inside)))
    # A line without an end of its own lasts until the next one, the last until the sound's end.
    starts = [segment.start_frame for segment in found[1:]] + [round(heard[1] * RATE)]
    return [replace(s, end_frame=max(s.start_frame, end)) for s, end in zip(found, starts, strict=True)]
