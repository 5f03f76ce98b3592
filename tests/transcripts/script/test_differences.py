"""Two states of a transcript side by side."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.transcripts.script.change import apply
from audio_desk.transcripts.script.differences import Run, compare
from audio_desk.transcripts.script.edits import delete, set_text, split
from audio_desk.transcripts.script.kept import kept
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment


def script(*lines: tuple[int, int, str]) -> Script:
    return Script.arranged(kept([Segment(*line) for line in lines], 1))


TALK = script((0, 100, "one two three"), (100, 200, "four five"), (200, 300, "six"))


def test_lines_that_are_the_same_are_a_row_each() -> None:
    rows = compare(TALK, TALK)
    assert [(row.old, row.new) for row in rows] == [(line, line) for line in TALK.segments]
    assert all(row.is_same for row in rows)


def test_the_words_that_differ_are_marked() -> None:
    new = apply(TALK, set_text(TALK, TALK.segments[0].id, "one 2 three"))
    row = compare(TALK, new)[0]
    assert not row.is_same
    assert row.old_words == (Run("one", "same"), Run(" two", "removed"), Run(" three", "same"))
    assert row.new_words == (Run("one", "same"), Run(" 2", "added"), Run(" three", "same"))


def test_a_line_that_one_side_lacks_stands_alone() -> None:
    new = apply(TALK, delete(TALK, [TALK.segments[1].id]))
    row = compare(TALK, new)[1]
    assert (row.old, row.new) == (TALK.segments[1], None)
    assert row.old_words == (Run("four five", "removed"),)
    assert compare(new, TALK)[1].new_words == (Run("four five", "added"),)


def test_words_that_moved_to_the_next_line_are_the_same_words() -> None:
    new = apply(TALK, split(TALK, TALK.segments[0].id, 3, 40))
    rows = compare(TALK, new)
    assert len(rows) == 4
    assert all(run.kind == "same" for row in rows for run in (*row.old_words, *row.new_words))
    assert not all(row.is_same for row in rows)


def test_ten_thousand_lines_that_differ_everywhere_are_compared() -> None:
    old = script(*((n * 100, n * 100 + 130, f"word number {n} said") for n in range(10_000)))
    new = script(*((n * 100 + 40, n * 100 + 170, f"words number {n} say") for n in range(10_000)))
    rows = compare(old, new)
    assert len(rows) == 10_000
    assert not any(row.is_same for row in rows)


LINES = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 60), st.text(st.sampled_from("ab \n\u3000é"), max_size=12)),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(LINES, LINES)
def test_every_line_and_every_character_of_both_is_there_once_and_in_order(
    olds: list[tuple[int, int, str]], news: list[tuple[int, int, str]]
) -> None:
    old, new = (script(*((at, at + length, text) for at, length, text in it)) for it in (olds, news))
    rows = compare(old, new)
    assert tuple(row.old for row in rows if row.old) == old.segments
    assert tuple(row.new for row in rows if row.new) == new.segments
    for row in rows:
        assert "".join(run.text for run in row.old_words) == (row.old.text if row.old else "")
        assert "".join(run.text for run in row.new_words) == (row.new.text if row.new else "")
