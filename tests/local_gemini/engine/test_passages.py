"""Which passages bear on a question, on a talk of its own."""

from __future__ import annotations

import pytest

from audio_desk.local_gemini.engine.passages import central_lines, find_passages
from audio_desk.local_gemini.engine.questions import Asks, is_question, kind_of
from audio_desk.local_gemini.engine.spoken import Utterance
from audio_desk.local_gemini.engine.terms import stem, terms_of

_TALK = (
    "Welcome back to the workshop.",
    "How did you learn to build violins?",
    "My uncle Peter taught me when I was nine.",
    "What wages did an apprentice get?",
    "Three crowns a month and a warm coat.",
    "I slept above the shop in Vienna.",
    "The varnish was the hardest part.",
    "It took eleven days to dry.",
    "In 1962 a fire burned the whole street.",
    "We lost every tool we owned.",
    "Do you still play?",
    "Every morning before breakfast.",
)
LINES = tuple(Utterance(5.0 * at, 5.0 * at + 4, text) for at, text in enumerate(_TALK))


def _quoted(question: str) -> list[str]:
    found = find_passages(question, LINES)
    return [line.text for passage in found.passages[:1] for line in passage.lines]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How much did an apprentice earn?", "Three crowns a month and a warm coat."),
        ("Who taught him to build violins?", "My uncle Peter taught me when I was nine."),
        ("When did the street burn?", "In 1962 a fire burned the whole street."),
        ("Where did he sleep?", "I slept above the shop in Vienna."),
        ("How long did the varnish take to dry?", "It took eleven days to dry."),
        ("What tools were lost?", "We lost every tool we owned."),
        ("When does he play?", "Every morning before breakfast."),
    ],
)
def test_the_passage_that_answers_is_quoted_first(question: str, answer: str) -> None:
    assert answer in _quoted(question)


def test_a_question_that_is_quoted_brings_the_turn_after_it() -> None:
    assert _quoted("What were the wages?")[:2] == [_TALK[3], _TALK[4]]


def test_an_answer_that_is_quoted_brings_its_question() -> None:
    assert _quoted("Did he get a warm coat?")[:2] == [_TALK[3], _TALK[4]]


def test_nothing_is_quoted_where_nothing_bears() -> None:
    assert find_passages("Which planet has rings?", LINES).passages == ()


def test_an_amount_is_offered_where_only_the_kind_of_answer_fits() -> None:
    found = find_passages("How much was the rent?", LINES)
    assert not found.by_words
    assert any("crowns" in line.text for passage in found.passages for line in passage.lines)


def test_no_line_is_quoted_twice() -> None:
    found = find_passages("What wages in crowns did an apprentice get in a month with a coat?", LINES)
    lines = [line for passage in found.passages for line in passage.lines]
    assert len(lines) == len(set(lines))


def test_an_empty_talk_has_no_passages() -> None:
    assert find_passages("How much was he paid?", ()).passages == ()
    assert central_lines((), 4) == []


def test_central_lines_come_in_order_of_time() -> None:
    chosen = central_lines(LINES, 4)
    assert len(chosen) == 4
    assert chosen == sorted(chosen, key=lambda line: line.start)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How much was he paid?", Asks.AMOUNT),
        ("What did one crate cost?", Asks.AMOUNT),
        ("How many boats were there?", Asks.NUMBER),
        ("In what year did it end?", Asks.TIME),
        ("When did it end?", Asks.TIME),
        ("Who came home?", Asks.PERSON),
        ("Where did it happen?", Asks.PLACE),
        ("Why did it stop?", Asks.OTHER),
    ],
)
def test_the_kind_of_answer_is_known(question: str, kind: Asks) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Did that ever happen to you", True),
        ("And when did the work end?", True),
        ("Thank you. What do you remember", True),
        ("What a night that was? No.", False),
        ("I was ill.", False),
    ],
)
def test_a_question_is_known_with_or_without_its_mark(line: str, asked: bool) -> None:
    assert is_question(line) is asked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("paid", "pay"),
        ("bought", "buying"),
        ("stopped", "stops"),
        ("boats", "boat"),
        ("cities", "city"),
        ("working", "worked"),
        ("lived", "living"),
    ],
)
def test_inflections_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_without_meaning_are_left_out() -> None:
    assert terms_of("How much was he paid for the work?") == ["pay", "work"]
