"""Find and replace within one transcript."""

from __future__ import annotations

import pytest

from audio_desk.errors import SearchPattern, SearchTooSlow
from audio_desk.transcripts.script.change import apply
from audio_desk.transcripts.script.finding import Match, Query, find, replace
from audio_desk.transcripts.script.kept import kept
from audio_desk.transcripts.script.script import Script
from audio_desk.transcripts.segment import Segment

TALK = Script.arranged(
    kept([Segment(0, 10, "The cat saw a Cat."), Segment(10, 20, "concatenate [1]"), Segment(20, 30, "no")], 1)
)


def count(query: Query) -> int:
    return len(find(TALK, query))


def replaced(query: Query, replacement: str) -> list[str]:
    return [segment.text for segment in apply(TALK, replace(TALK, query, replacement)).segments]


def test_words_are_found_as_the_query_says() -> None:
    assert count(Query("cat")) == 3
    assert count(Query("cat", match_case=True)) == 2
    assert count(Query("cat", whole_words=True)) == 2
    assert count(Query("[1]")) == 1
    assert count(Query(r"c\w", regular=True)) == 4
    assert count(Query("")) == 0
    assert count(Query("x*", regular=True)) == 0


def test_replacing_changes_only_the_lines_with_the_words() -> None:
    change = replace(TALK, Query("cat", whole_words=True), r"dog\1")
    assert change.kind == "replace"
    assert [segment.text for segment in change.added] == [r"The dog\1 saw a dog\1."]
    assert change.added[0].corrected
    assert apply(apply(TALK, change), change.inverse) == TALK


def test_one_place_alone_is_replaced() -> None:
    second = find(TALK, Query("cat"))[1]
    found = apply(TALK, replace(TALK, Query("cat"), "dog", [second]))
    assert found.segments[0].text == "The cat saw a dog."
    gone = Match("gone", 0, 3)
    assert replace(TALK, Query("cat"), "dog", [gone]).is_nothing


def test_groups_of_a_pattern_are_used() -> None:
    assert (
        replaced(Query(r"(\w+) saw a (\w+)", regular=True), r"\2 was seen by \1")[0]
        == "The Cat was seen by cat."
    )


@pytest.mark.parametrize(("words", "replacement"), [("(", ""), ("cat", r"\9"), ("cat", r"\g<x>")])
def test_what_is_no_pattern_is_said(words: str, replacement: str) -> None:
    with pytest.raises(SearchPattern):
        replace(TALK, Query(words, regular=True), replacement)


def test_a_pattern_that_would_look_for_ages_is_ended() -> None:
    ages = Query(r"(a|aa)+$", regular=True)
    lines = Script.arranged(kept([Segment(0, 10, "no"), Segment(10, 20, "a" * 2_000 + "!")], 1))
    with pytest.raises(SearchTooSlow):
        find(lines, ages)
    with pytest.raises(SearchTooSlow):
        replace(lines, ages, "b")
