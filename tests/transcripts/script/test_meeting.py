"""Two edits of one transcript: both stand where they are apart, else one is told to be replaced."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio_desk.transcripts.script import edits
from audio_desk.transcripts.script.change import apply
from audio_desk.transcripts.script.kept import kept
from audio_desk.transcripts.script.meeting import meet
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment

KNOWN = Script.arranged(
    kept([Segment(at * 100, at * 100 + 90, f"line {at} goes on", "AB"[at % 2]) for at in range(6)], 1)
)


def texts(script: Script) -> list[str]:
    return [line.text for line in script.segments]


def line_id(row: int) -> str:
    return KNOWN.segments[row].id


def test_edits_of_different_lines_both_stand() -> None:
    theirs = apply(KNOWN, edits.set_text(KNOWN, line_id(0), "theirs"))
    theirs = apply(theirs, edits.set_speaker(theirs, [line_id(1)], "New"))
    met = meet(KNOWN, theirs, edits.set_text(KNOWN, line_id(4), "mine"))
    assert (met.replaces, texts(met.script)[0], texts(met.script)[4]) == (False, "theirs", "mine")
    assert met.script.segments[1].speaker == "New"
    assert met.script.speaker("New") is not None


def test_an_edit_of_the_same_line_takes_the_place_of_theirs() -> None:
    theirs = apply(KNOWN, edits.set_text(KNOWN, line_id(2), "theirs"))
    met = meet(KNOWN, theirs, edits.set_text(KNOWN, line_id(2), "mine"))
    assert met.replaces
    assert texts(met.script)[2] == "mine"
    assert len(met.script.segments) == len(KNOWN.segments)


def test_other_lines_over_the_same_stretch_do_not_stand_twice() -> None:
    new = Script.arranged(kept([Segment(200, 290, "new words", "A")], 2))
    mine = edits.set_text(KNOWN, line_id(2), "mine")
    met = meet(KNOWN, new, mine)
    assert met.replaces
    assert met.script == apply(KNOWN, mine)


def test_a_line_of_a_speaker_whom_they_renamed_keeps_its_name() -> None:
    theirs = apply(KNOWN, edits.rename_speaker(KNOWN, "A", "Anna"))
    mine = edits.insert(KNOWN, 600, 700, "more", "A")
    met = meet(KNOWN, theirs, mine)
    assert met.replaces
    assert met.script == apply(KNOWN, mine)


def test_what_was_only_read_again_is_no_meeting() -> None:
    mine = edits.delete(KNOWN, [line_id(3)])
    met = meet(KNOWN, KNOWN, mine)
    assert (met.script, met.replaces) == (apply(KNOWN, mine), False)


@pytest.mark.parametrize("mine_first", [True, False])
@given(theirs_row=st.integers(0, 5), mine_row=st.integers(0, 5), act=st.sampled_from(["delete", "split"]))
def test_no_line_is_there_twice_and_mine_is_there(
    mine_first: bool, theirs_row: int, mine_row: int, act: str
) -> None:
    changed = {
        "delete": lambda: edits.delete(KNOWN, [line_id(theirs_row)]),
        "split": lambda: edits.split(KNOWN, line_id(theirs_row), 4, theirs_row * 100 + 20),
    }[act]()
    mine = edits.set_text(KNOWN, line_id(mine_row), "mine")
    if mine_first:
        changed, mine = mine, changed
    met = meet(KNOWN, apply(KNOWN, changed), mine)
    assert met.replaces == (theirs_row == mine_row)
    for line in mine.added:
        assert met.script.get(line.id) == line
    found = met.script.segments
    assert all(one.end_frame <= next_.start_frame for one, next_ in pairwise(found))
