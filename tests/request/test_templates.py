"""Templates: filled in with what is sent, passed on in a file, and never half read."""

from __future__ import annotations

import json

import pytest

from audio_desk.errors import TemplatesUnreadable
from audio_desk.request.templates import (
    BUILT_IN,
    Template,
    TemplateFields,
    fill,
    joined,
    templates_in,
    templates_out,
)

FIELDS = TemplateFields(150.0, 209.0, "harbour [final].wav", ("Maya", "Tom"), ("Åsa", "Vik"))


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("From {start} to {end}.", "From 02:30 to 03:29."),
        ("{file}, {duration}", "harbour [final].wav, 0:59"),
        ("{speakers}: {names}", "Maya, Tom: Åsa, Vik"),
        ("{START} {other} {} {{start}}", "{START} {other} {} {02:30}"),
        ("no field", "no field"),
    ],
)
def test_fields_are_filled_in_and_nothing_else_is_touched(text: str, filled: str) -> None:
    assert fill(text, FIELDS) == filled


def test_what_is_not_known_has_words_too() -> None:
    assert fill("{speakers}; {names}", TemplateFields(0, 4000, "a.ogg")) == "Speaker 1, Speaker 2; none"
    assert fill("{end}, {duration}", TemplateFields(0, 4530, "a.ogg")) == "75:30, 1:15:30"


def test_the_built_in_ones_use_known_fields_alone() -> None:
    for template in BUILT_IN:
        assert "{" not in fill(template.text, FIELDS)


def test_a_file_of_templates_is_read_back_as_it_was() -> None:
    templates = (Template("Åsa’s", 'Say "{names}"\nin two lines'), Template("b", "c"))
    assert templates_in(templates_out(templates)) == templates


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Expecting value"),
        ("[]", 'no "format"'),
        ('{"format": "audio-desk-templates", "version": 2, "templates": []}', "version is 2"),
        ('{"format": "audio-desk-templates", "version": 1}', 'no list "templates"'),
        (
            '{"format": "audio-desk-templates", "version": 1, "templates": [{"name": "a", "text": "b"}, {}]}',
            "template 2",
        ),
        (
            '{"format": "audio-desk-templates", "version": 1, "templates": [{"name": " ", "text": "b"}]}',
            "template 1",
        ),
    ],
)
def test_a_file_that_holds_none_says_why(text: str, reason: str) -> None:
    with pytest.raises(TemplatesUnreadable) as raised:
        templates_in(text)
    assert reason in raised.value.detail


def test_a_file_from_a_later_program_with_more_in_it_is_read_all_the_same() -> None:
    stored = json.loads(templates_out((Template("a", "b"),)))
    stored["made_by"] = "somebody"
    stored["templates"][0]["colour"] = 3
    assert templates_in(json.dumps(stored)) == (Template("a", "b"),)


def test_of_two_of_one_name_the_newer_counts_and_keeps_the_place() -> None:
    known = (Template("a", "1"), Template("b", "2"))
    assert joined(known, (Template("c", "3"), Template("a", "4"))) == (
        Template("a", "4"),
        Template("b", "2"),
        Template("c", "3"),
    )
