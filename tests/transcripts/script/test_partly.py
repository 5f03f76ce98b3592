"""An answer for a stretch that cuts through lines: no word stands there twice, and none is lost."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.region import Region
from audio_desk.transcripts.script.change import apply
from audio_desk.transcripts.script.kept import kept
from audio_desk.transcripts.script.merging import take_answer
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Flag, Segment

RATE = 100
TALE = "we went down to the old harbour and saw the boats come in at night"


def line(start: float, end: float, text: str, flags: frozenset[Flag] = frozenset()) -> Segment:
    return Segment(round(start * RATE), round(end * RATE), text, flags=flags)


def script(*lines: Segment, corrected: bool = False) -> Script:
    return Script.arranged(replace(it, corrected=corrected) for it in kept(lines, 1))


def retaken(old: Script, start: float, end: float, *lines: Segment) -> list[str]:
    change = take_answer(old, lines, 2, Region.of_seconds(start, end, RATE), RATE)
    new = apply(old, change)
    assert apply(new, change.inverse) == old
    assert list(new.segments) == sorted(new.segments, key=lambda it: (it.start_frame, it.end_frame, it.id))
    return [segment.text for segment in new.segments]


@pytest.mark.parametrize("end", [16.0, 75.0])
def test_a_part_of_the_last_line_is_replaced_wherever_that_line_ends(end: float) -> None:
    """Its end is often only that of what was asked about."""
    last = script(line(0, 6, "before"), line(6, end, TALE))
    old_harbour = line(9, 12, "the OLD harbour and")
    assert retaken(last, 9, 12, old_harbour) == [
        "before",
        "we went down to",
        "the OLD harbour and",
        "saw the boats come in at night",
    ]
    # A word that is misheard at the edge is as long in both.
    assert retaken(last, 9, 12, line(9, 12, "a cold harbour and"))[1:] == [
        "we went down to",
        "a cold harbour and",
        "saw the boats come in at night",
    ]
    assert retaken(last, 5.5, 9.5, line(6, 9.5, "we WENT down to the"))[1:] == [
        "we WENT down to the",
        "old harbour and saw the boats come in at night",
    ]


def test_where_nothing_is_the_same_the_times_decide() -> None:
    old = script(line(0, 5, "a b c d e f g h i j"), line(5, 10, "k l m n o p q r s t"))
    assert retaken(old, 2, 8, line(2, 8, "something else")) == ["a b c d", "something else", "q r s t"]
    # Edges are rounded: what reaches over one by less than a second belongs to where its middle lies.
    assert retaken(old, 0.7, 5.6, line(0.7, 5, "else")) == ["else", "k l m n o p q r s t"]
    assert retaken(old, 4.4, 9.5, line(4.4, 9, "else")) == ["a b c d e f g h i j", "else"]


def test_one_common_word_is_no_proof() -> None:
    old = script(line(30, 35, "I think I will go to the old harbour"), line(35, 40, "yes"))
    assert retaken(old, 34.5, 40, line(34.5, 40, "I said no")) == [
        "I think I will go to the old harbour",
        "I said no",
    ]


def test_a_person_s_words_stay_whole_and_the_answer_gives_way() -> None:
    old = script(line(0, 10, "We went down to the Old Harbour"), corrected=True)
    heard = line(8, 14, "old harbor. Old harbour and saw the boats")
    assert retaken(old, 8, 14, replace(heard, text="old harbour and saw the boats")) == [
        "We went down to the Old Harbour",
        "and saw the boats",
    ]
    # Inside of it, where somebody says that the answer is to be used, it is cut as any other.
    assert retaken(old, 2, 4, line(2, 4, "DOWN to")) == ["We went", "DOWN to", "the Old Harbour"]


def test_lines_without_words_and_those_whose_place_nobody_trusts_go_by_their_middle() -> None:
    strange = line(4, 12, "strange", frozenset({Flag.OUTSIDE}))
    old = script(line(0, 10, ""), strange, line(12, 20, "after"))
    assert retaken(old, 3, 9, line(3, 9, "new")) == ["new", "after"]
    assert retaken(old, 7.5, 8.5, line(7.5, 8.5, "new")) == ["", "new", "after"]


WORDS = st.integers(3, 40)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.data())
def test_any_stretch_heard_again_leaves_every_word_once_and_in_order(count: int, data: st.DataObject) -> None:
    """Each word takes half a second, and the last line goes on for longer."""
    words = [f"w{number}" for number in range(count)]
    cuts = sorted(data.draw(st.sets(st.integers(1, count - 1), max_size=4)))
    edges = [0, *cuts, count]
    lines = [line(begin * 0.5, end * 0.5, " ".join(words[begin:end])) for begin, end in pairwise(edges)]
    lines[-1] = replace(lines[-1], end_frame=lines[-1].end_frame + data.draw(st.integers(0, 3_000)))
    first = data.draw(st.integers(0, count - 1))
    last = data.draw(st.integers(first + 1, count))
    again = line(first * 0.5, last * 0.5, " ".join(words[first:last]))
    found = retaken(script(*lines), first * 0.5, last * 0.5, again)
    assert " ".join(found).split() == words
