"""How a line of an answer is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from audio_desk.ui.transcripts.answers.line_runs import Run, runs_of


def shape(line: str) -> list[tuple[str, str]]:
    """Each run's text with what it is."""
    return [(run.text, "link" if run.link else "bold" if run.bold else "plain") for run in runs_of(line)]


def test_plain_words_are_one_run() -> None:
    assert runs_of("He was paid well.") == (Run("He was paid well."),)


def test_an_empty_line_has_no_runs() -> None:
    assert runs_of("") == ()


def test_a_time_is_a_link_between_plain_words() -> None:
    assert shape("at [01:14] he says") == [("at ", "plain"), ("[01:14]", "link"), (" he says", "plain")]
    link = runs_of("at [01:14] he says")[1].link
    assert link is not None
    assert link.seconds == 74


def test_a_range_is_one_link_with_an_end() -> None:
    (link,) = [run.link for run in runs_of("From 00:43-00:51 a siren") if run.link]
    assert (link.seconds, link.until) == (43, 51)


def test_stars_make_bold_words_and_vanish() -> None:
    assert shape("paid **forty two** pounds") == [
        ("paid ", "plain"),
        ("forty two", "bold"),
        (" pounds", "plain"),
    ]


def test_a_time_in_bold_words_is_a_link_and_bold() -> None:
    runs = runs_of("**at 01:14 sharp**")
    assert [(run.text, run.bold, run.link is not None) for run in runs] == [
        ("at ", True, False),
        ("01:14", True, True),
        (" sharp", True, False),
    ]


def test_headings_are_bold_and_bullets_are_dots() -> None:
    assert shape("## In short") == [("In short", "bold")]
    assert shape("* first") == [("•  first", "plain")]
    assert shape("  - second") == [("  •  second", "plain")]


def test_marks_that_are_not_closed_stay() -> None:
    assert shape("2 ** 3 and **open") == [("2 ** 3 and **open", "plain")]


@given(st.text(alphabet="ab *#-[]0123456789:. \t<>&", max_size=60))
def test_no_word_of_a_line_is_lost(line: str) -> None:
    shown = "".join(run.text for run in runs_of(line))
    kept = [sign for sign in shown if sign.isalnum()]
    assert kept == [sign for sign in line if sign.isalnum()]
