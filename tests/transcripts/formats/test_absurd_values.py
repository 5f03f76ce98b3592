"""Files whose numbers no recording and no database can have: taken as far as there is sense in them."""

from __future__ import annotations

import json

import pytest

from audio_desk.errors import TranscriptUnreadable
from audio_desk.transcripts.formats.document import LATEST
from audio_desk.transcripts.formats.reading import read
from audio_desk.transcripts.formats.writing import Format

GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n0 9 <exists> '
LATE = {
    "srt": "1\n99999999999999999:00:01,000 --> 99999999999999999:00:02,000\nx\n",
    "labels": f"{10**30}.0\t{10**30}.0\tx\n",
    "grid": GRID + '1 "IntervalTier" "x" 0 9 1 1e300 1e301 "x"',
    "json": '{"segments": [{"start": 1e300, "end": 1e308, "text": "x"}]}',
}


@pytest.mark.parametrize("text", LATE.values(), ids=LATE)
def test_the_last_of_all_times_still_has_a_frame(text: str) -> None:
    (line,) = read(text.encode(), 10.0).lines
    assert (line.start, line.end, line.text) == (LATEST, LATEST, "x")


@pytest.mark.parametrize("number", ["1e999", "1" * 30, "-5", '"red"'])
def test_a_colour_that_is_none_is_the_first_one(number: str) -> None:
    region = f'{{"start": 0, "end": 1, "name": "x", "colour": {number}}}'
    whole = f'{{"schema": "audio-desk-transcript", "segments": [], "regions": [{region}]}}'
    (mark,) = read(whole.encode(), 10.0).marks
    assert mark.colour == 0


@pytest.mark.parametrize(
    "text",
    [
        f'{{"segments": [{{"start": {"9" * 400}, "end": 1, "text": "x"}}]}}',
        json.dumps(
            {
                "schema": "audio-desk-transcript",
                "segments": [],
                "regions": [{"start": 0, "end": 1, "name": "x", "created": "0001-01-01T00:00:00+14:00"}],
            }
        ),
        GRID + '1 "IntervalTier" "x" 0 9 1e999 0 1 "x"',
    ],
)
def test_what_no_number_can_hold_is_refused(text: str) -> None:
    with pytest.raises(TranscriptUnreadable):
        read(text.encode(), 10.0)


def test_an_empty_list_is_no_line_that_says_so() -> None:
    found = read(b"[]", 10.0)
    assert (found.kind, found.lines) == (Format.JSON, ())


def test_the_words_may_stand_in_the_second_tier_of_a_grid() -> None:
    tiers = '2 "IntervalTier" "remarks" 0 9 1 0 9 "" "IntervalTier" "words" 0 9 1 0 9 "Hello"'
    assert [line.text for line in read((GRID + tiers).encode(), 10.0).lines] == ["Hello"]


def test_tiers_of_others_are_named_where_only_one_is_taken() -> None:
    tiers = (
        '4 "IntervalTier" "Ann" 0 9 1 0 4 "Hello" "IntervalTier" "Bob" 0 9 1 4 9 "Hi"'
        ' "IntervalTier" "empty" 0 9 1 0 9 "" "IntervalTier" "speakers" 0 9 1 0 4 "A"'
    )
    found = read((GRID + tiers).encode(), 10.0)
    assert [line.text for line in found.lines] == ["Hello"]
    assert found.tiers == ("Bob",)
