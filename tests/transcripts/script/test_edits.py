"""Editing a transcript: every edit is a change that can be undone, and what it does."""

from __future__ import annotations

from time import thread_time

import pytest

from audio_desk.region import Region
from audio_desk.transcripts.script.change import Change, apply, turning
from audio_desk.transcripts.script.edits import (
    delete,
    insert,
    merge,
    recolour,
    rename_speaker,
    retime,
    set_speaker,
    set_text,
    split,
)
from audio_desk.transcripts.script.kept import KeptSegment, Speaker, kept
from audio_desk.transcripts.script.merging import in_the_way, take_answer
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Flag, Segment

FRAMES = 1_000
RATE = 10


def script(*segments: Segment) -> Script:
    return Script.arranged(kept(segments, 1))


@pytest.fixture
def talk() -> Script:
    return script(
        Segment(0, 100, "one two", "Anna"), Segment(100, 200, "three four", "Ben"), Segment(200, 300, "five")
    )


def rows(found: Script) -> list[tuple[int, int, str, str | None]]:
    return [(it.start_frame, it.end_frame, it.text, it.speaker) for it in found.segments]


def test_new_words_mark_the_line_as_corrected_and_the_same_words_do_nothing(talk: Script) -> None:
    first = talk.segments[0]
    assert set_text(talk, first.id, "one two").is_nothing
    changed = apply(talk, set_text(talk, first.id, "uno due"))
    assert changed.segments[0].text == "uno due"
    assert changed.segments[0].corrected
    assert changed.segments[0].answer_id == 1
    assert not changed.segments[1].corrected


def test_a_line_is_split_where_the_playhead_is_or_like_its_words(talk: Script) -> None:
    first = talk.segments[0]
    assert rows(apply(talk, split(talk, first.id, 3, 30)))[:2] == [
        (0, 30, "one", "Anna"),
        (30, 100, "two", "Anna"),
    ]
    assert rows(apply(talk, split(talk, first.id, 3, 500)))[0] == (0, 43, "one", "Anna")
    assert apply(talk, split(talk, first.id, 3, 30)).segments[0].id == first.id


@pytest.mark.parametrize("length", [0, 1, 2])
def test_the_halves_of_a_line_without_length_stay_in_order(length: int) -> None:
    for _ in range(20):
        short = script(Segment(5, 5 + length, "one two"))
        found = rows(apply(short, split(short, short.segments[0].id, 3, 5)))
        assert [row[2] for row in found] == ["one", "two"]


def test_neighbours_are_merged_and_others_are_not(talk: Script) -> None:
    one, two, three = (segment.id for segment in talk.segments)
    merged = apply(talk, merge(talk, [two, one]))
    assert rows(merged)[0] == (0, 200, "one two three four", "Anna")
    assert merged.segments[0].id == one
    assert merge(talk, [one, three]).is_nothing
    assert merge(talk, [one]).is_nothing
    assert merge(talk, [one, "gone"]).is_nothing


def test_a_line_typed_by_hand_comes_from_nowhere(talk: Script) -> None:
    added = apply(talk, insert(talk, 150, 120, "in between", " Carla "))
    line = added.segments[2]
    assert (line.start_frame, line.end_frame, line.text, line.speaker) == (120, 150, "in between", "Carla")
    assert line.answer_id is None
    assert line.corrected
    assert added.speakers[-1] == Speaker("Carla", 2)


def test_times_stay_inside_the_recording_and_a_line_is_never_empty() -> None:
    strange = script(Segment(2_000, 2_100, "late", flags=frozenset({Flag.PAST_END})))
    name = strange.segments[0].id
    moved = apply(strange, retime(strange, name, 1_500, -20, FRAMES)).segments[0]
    assert (moved.start_frame, moved.end_frame) == (0, FRAMES)
    assert not moved.flags
    edge = apply(strange, retime(strange, name, 5_000, 5_000, FRAMES)).segments[0]
    assert (edge.start_frame, edge.end_frame) == (FRAMES - 1, FRAMES)


def test_a_speaker_is_named_once_and_everywhere(talk: Script) -> None:
    assert talk.speakers == (Speaker("Anna", 0), Speaker("Ben", 1))
    named = apply(talk, rename_speaker(talk, "Anna", "Anna Meier"))
    assert named.segments[0].speaker == "Anna Meier"
    assert named.speakers == (Speaker("Anna Meier", 0), Speaker("Ben", 1))
    change = rename_speaker(named, "Ben", "Anna Meier")
    assert change.kind == "merge-speakers"
    both = apply(named, change)
    assert {segment.speaker for segment in both.segments} == {"Anna Meier", None}
    assert both.speakers == (Speaker("Anna Meier", 0),)
    assert apply(both, change.inverse) == named


def test_a_new_speaker_gets_a_colour_of_their_own(talk: Script) -> None:
    ids = [segment.id for segment in talk.segments]
    recoloured = apply(talk, recolour(talk, "Ben", 7))
    third = apply(recoloured, set_speaker(recoloured, ids[2:], "Carla"))
    assert third.speakers == (Speaker("Anna", 0), Speaker("Ben", 7), Speaker("Carla", 1))
    assert apply(third, set_speaker(third, ids, None)).segments[0].speaker is None
    assert set_speaker(third, ids[2:], "Carla").is_nothing


def test_what_is_gone_cannot_be_edited(talk: Script) -> None:
    changes = [
        set_text(talk, "gone", "x"),
        split(talk, "gone", 1, 1),
        delete(talk, ["gone"]),
        retime(talk, "gone", 1, 2, FRAMES),
        set_speaker(talk, ["gone"], "Anna"),
        rename_speaker(talk, "Nobody", "Anna"),
        recolour(talk, "Nobody", 3),
    ]
    assert all(change.is_nothing for change in changes)
    assert all(apply(talk, change) == talk for change in changes)


def test_an_answer_replaces_what_it_speaks_for_and_nothing_else(talk: Script) -> None:
    change = take_answer(talk, [Segment(105, 195, "THREE FOUR", "Carla")], 2, Region(100, 200), RATE)
    taken = apply(talk, change)
    assert [segment.text for segment in taken.segments] == ["one two", "THREE FOUR", "five"]
    assert [segment.answer_id for segment in taken.segments] == [1, 2, 1]
    assert taken.speaker("Carla") is not None
    assert apply(taken, change.inverse) == talk


def test_an_answer_that_is_taken_again_stands_there_once(talk: Script) -> None:
    strange = Segment(900, 950, "late", flags=frozenset({Flag.OUTSIDE}))
    lines = [Segment(100, 200, "THREE"), strange]
    once = apply(talk, take_answer(talk, lines, 2, Region(100, 200), RATE))
    again = apply(once, take_answer(once, lines, 2, Region(100, 200), RATE))
    assert rows(again) == rows(once)


def test_a_line_at_an_impossible_time_goes_with_the_rest_of_its_answer() -> None:
    strange = Segment(900, 950, "late", flags=frozenset({Flag.PAST_END}))
    old = script(Segment(0, 100, "one"), Segment(100, 200, "two"), strange)
    half = apply(old, take_answer(old, [Segment(0, 100, "ONE")], 2, Region(0, 100), RATE))
    assert [segment.text for segment in half.segments] == ["ONE", "two", "late"]
    whole = apply(half, take_answer(half, [Segment(0, 200, "ALL")], 3, Region(0, 200), RATE))
    assert [segment.text for segment in whole.segments] == ["ALL"]


def test_lines_of_one_moment_keep_the_order_in_which_they_were_said() -> None:
    words = [f"line {number}" for number in range(40)]
    same = script(*(Segment(5, 5, text) for text in words))
    assert [segment.text for segment in same.segments] == words


def test_what_a_person_worked_on_is_found_before_it_is_replaced(talk: Script) -> None:
    edited = apply(talk, set_text(talk, talk.segments[1].id, "by hand"))
    assert [segment.text for segment in in_the_way(edited, Region(0, 300))] == ["by hand"]
    assert not in_the_way(edited, Region(200, 300))


def test_a_stretch_inside_a_line_stands_beside_it_instead_of_saying_its_words_twice(talk: Script) -> None:
    first, last = talk.segments[0], talk.segments[-1]
    assert in_the_way(talk, Region(first.start_frame, first.start_frame + 30)) == (first,)
    assert in_the_way(talk, Region(first.start_frame + 30, first.end_frame - 20)) == (first,)
    assert not in_the_way(talk, Region(first.start_frame, first.end_frame))
    inside_the_last = Region(last.start_frame, last.start_frame + 30)
    assert not in_the_way(talk, inside_the_last)  # where it ends may not be known
    edited = apply(talk, set_text(talk, last.id, "by hand"))
    assert [line.text for line in in_the_way(edited, inside_the_last)] == ["by hand"]


def test_the_line_of_a_moment_is_the_last_that_began_and_still_runs() -> None:
    found = script(Segment(0, 500, "long"), Segment(10, 20, "short"), Segment(30, 40, "later"))
    texts = [line.text if (line := found.at(frame)) else None for frame in (0, 15, 25, 35, 40, 499, 500)]
    assert texts == ["long", "short", "long", "later", "long", "long", None]
    assert Script().at(0) is None


def test_going_back_to_another_state_is_a_change_like_any_other(talk: Script) -> None:
    later = apply(talk, delete(talk, [talk.segments[1].id]))
    later = apply(later, set_text(later, later.segments[0].id, "other"))
    back = turning(later, talk, "restore")
    assert apply(later, back) == talk
    assert apply(talk, back.inverse) == later


def test_one_edit_among_ten_thousand_lines_takes_less_than_a_frame() -> None:
    many = Script.arranged(
        KeptSegment(f"{number:032x}", number * 100, number * 100 + 90, "some words")
        for number in range(10_000)
    )
    began = thread_time()
    for number in range(0, 1_000, 20):
        many = apply(many, set_text(many, many.segments[number].id, "other words"))
    assert (thread_time() - began) / 50 < 0.01
    assert len(many.segments) == 10_000
    everything = Change(many.segments, (), (), (), "delete")
    assert apply(many, everything) == Script()
