"""A transcript is read as people and models write it, and however the stream is cut."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.region import Region
from audio_desk.timecode import clock, mmss
from audio_desk.transcripts.parse import TranscriptParser
from audio_desk.transcripts.segment import Flag, Segment

RATE = 16_000
HOURS = 10 * 3600 * RATE


def parse(
    text: str,
    *,
    offset: float = 0,
    region: tuple[float, float] | None = None,
    frames: int = HOURS,
    step: int = 0,
) -> tuple[Segment, ...]:
    parser = TranscriptParser(
        RATE,
        offset_frames=round(offset * RATE),
        region=Region.of_seconds(*region, RATE) if region else None,
        frames=frames,
    )
    pieces = [text[i : i + step] for i in range(0, len(text), step)] if step else [text]
    found = [segment for piece in pieces for segment in parser.feed(piece)]
    return (*found, *parser.flush())


def brief(segments: tuple[Segment, ...]) -> list[tuple[float, float, str | None, str]]:
    return [(s.start_frame / RATE, s.end_frame / RATE, s.speaker, s.text) for s in segments]


@pytest.mark.parametrize(
    ("line", "start", "end", "speaker", "text"),
    [
        ("[02:30] Good morning.", 150, 160, None, "Good morning."),
        ("02:30 Good morning.", 150, 160, None, "Good morning."),
        ("(02:30) Good morning.", 150, 160, None, "Good morning."),
        ("[2:30] Good morning.", 150, 160, None, "Good morning."),
        ("**[02:30]** Good morning.", 150, 160, None, "Good morning."),
        ("- [02:30] Good morning.", 150, 160, None, "Good morning."),
        ("* **02:30** Good morning.", 150, 160, None, "Good morning."),
        ("3. [02:30] Good morning.", 150, 160, None, "Good morning."),
        ("[02:30]: Good morning.", 150, 160, None, "Good morning."),
        ("[02:30] - Good morning.", 150, 160, None, "Good morning."),
        ("**02:30:** Good morning.", 150, 160, None, "Good morning."),
        ("[02:30 - 02:35] Good morning.", 150, 155, None, "Good morning."),
        ("[02:30-02:35] Good morning.", 150, 155, None, "Good morning."),
        ("[02:30–02:35] Good morning.", 150, 155, None, "Good morning."),
        ("[02:30] - [02:35] Good morning.", 150, 155, None, "Good morning."),
        ("[02:30 to 02:35] Good morning.", 150, 155, None, "Good morning."),
        ("02:30 --> 02:35 Good morning.", 150, 155, None, "Good morning."),
        ("[02:30.250] Good morning.", 150.25, 160, None, "Good morning."),
        ("[02:30,5] Good morning.", 150.5, 160, None, "Good morning."),
        ("[02:30:250] Good morning.", 150.25, 160, None, "Good morning."),
        ("[0:02:30] Good morning.", 150, 160, None, "Good morning."),
        ("[00:02:30.250 --> 00:02:31.750] Good morning.", 150.25, 151.75, None, "Good morning."),
        ("[150.5s - 152s] Good morning.", 150.5, 152, None, "Good morning."),
        ("[02:30] Maya: Good morning.", 150, 160, "Maya", "Good morning."),
        ("[02:30] Speaker 1: Good morning.", 150, 160, "Speaker 1", "Good morning."),
        ("[02:30] **Maya:** Good morning.", 150, 160, "Maya", "Good morning."),
        ("[02:30] **Maya**: Good morning.", 150, 160, "Maya", "Good morning."),
        ("[02:30] [Maya] Good morning.", 150, 160, "Maya", "Good morning."),
        ("**Maya:** [02:30] Good morning.", 150, 160, "Maya", "Good morning."),
        ("**Speaker A** [02:30]: Good morning.", 150, 160, "Speaker A", "Good morning."),
        ("Speaker A (02:30): Good morning.", 150, 160, "Speaker A", "Good morning."),
        ("**Speaker A (02:30):** Good morning.", 150, 160, "Speaker A", "Good morning."),
        ("[02:30] **Good** morning.", 150, 160, None, "Good morning."),
        ("[02:30] he said: Good morning.", 150, 160, None, "he said: Good morning."),
        ("[02:30] We met at 12:30, he said.", 150, 160, None, "We met at 12:30, he said."),
        ("[02:30] Good [final] morning.", 150, 160, None, "Good [final] morning."),
        ("[02:30] 42 pounds.", 150, 160, None, "42 pounds."),
    ],
)
def test_a_line_is_read_in_every_form_that_models_use(
    line: str, start: float, end: float, speaker: str | None, text: str
) -> None:
    assert brief(parse(f"{line}\n", region=(150, 160))) == [(start, end, speaker, text)]


@pytest.mark.parametrize(
    ("line", "start"),
    [
        ("[75:30] words", 4530),
        ("[1:15:30] words", 4530),
        ("[01:15:30.250] words", 4530.25),
        ("[570:00] words", 34200),
    ],
)
def test_times_past_the_hour_are_read(line: str, start: float) -> None:
    assert brief(parse(line))[0][0] == start


def test_a_line_lasts_until_the_next_and_the_last_until_the_regions_end() -> None:
    found = parse("[00:34] One.\n[00:37] Two.\n\n[00:43] Three.", region=(34.0, 52.0))
    assert brief(found) == [(34, 37, None, "One."), (37, 43, None, "Two."), (43, 52, None, "Three.")]


def test_without_a_region_the_last_line_lasts_until_the_recordings_end() -> None:
    assert brief(parse("[00:34] One.", frames=60 * RATE)) == [(34, 60, None, "One.")]


def test_lines_of_the_same_second_both_last_until_a_later_line() -> None:
    found = parse("[00:34] One.\n[00:34] Two.\n[00:36] Three.", region=(30, 40))
    assert [(start, end) for start, end, _, _ in brief(found)] == [(34, 36), (34, 36), (36, 40)]


def test_words_on_the_lines_after_a_time_belong_to_it() -> None:
    text = "1\n00:00:34,400 --> 00:00:36,000\nDid that ever\nhappen?\n\n"
    text += "2\n00:00:37,000 --> 00:00:38,000\nOnce.\n"
    assert brief(parse(text)) == [(34.4, 36, None, "Did that ever happen?"), (37, 38, None, "Once.")]


def test_several_times_in_one_line_are_several_segments() -> None:
    found = parse("[00:34] One. [00:36] Two. [00:38] Three.\n", region=(30, 40))
    assert brief(found) == [(34, 36, None, "One."), (36, 38, None, "Two."), (38, 40, None, "Three.")]


def test_an_introduction_and_a_fence_are_no_segments() -> None:
    text = "Here is the transcript:\n\n```\n[00:34] One.\n```\n"
    assert brief(parse(text, region=(30, 40))) == [(34, 40, None, "One.")]


def test_text_without_times_has_no_segments() -> None:
    assert parse("There is no speech in this recording.\n") == ()


def test_a_time_of_the_day_begins_no_segment() -> None:
    assert brief(parse("[00:34] We left at\n4:30 pm, I think.", region=(30, 40))) == [
        (34, 40, None, "We left at 4:30 pm, I think.")
    ]


def test_sixty_seconds_are_no_time_and_stay_visible_in_the_words() -> None:
    assert brief(parse("[00:34] One.\n[00:75] Two.", region=(30, 40))) == [
        (34, 40, None, "One. [00:75] Two.")
    ]


OBJECTS = [
    {"start": 34.4, "end": 36.2, "speaker": "Maya", "text": 'Did "that" {ever} happen?'},
    {"start": "00:36.8", "end": "00:42", "text": "Only\nonce."},
    {"start": "43", "text": "Bell."},
]
READ = [
    (34.4, 36.2, "Maya", 'Did "that" {ever} happen?'),
    (36.8, 42, None, "Only once."),
    (43, 52, None, "Bell."),
]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(OBJECTS),
        json.dumps(OBJECTS, indent=2),
        json.dumps({"language": "en", "segments": OBJECTS}),
        f"```json\n{json.dumps(OBJECTS, indent=1)}\n```",
        f"Here it is:\n\n```json\n{json.dumps(OBJECTS)}\n```\n",
        "\ufeff  " + json.dumps(OBJECTS),
    ],
)
def test_json_is_read_wherever_the_segments_are_in_it(text: str) -> None:
    assert brief(parse(text, region=(34, 52))) == READ
    assert parse(text, region=(34, 52), step=1) == parse(text, region=(34, 52))


def test_json_that_was_cut_off_gives_the_segments_that_are_whole() -> None:
    text = json.dumps(OBJECTS)
    cut = text[: text.index("Bell")]
    assert brief(parse(cut, region=(34, 52))) == [*READ[:1], (36.8, 42, None, "Only once.")]


@pytest.mark.parametrize("step", [0, 1])
def test_lines_whose_time_is_missing_stand_beside_the_line_before(step: int) -> None:
    lines = [
        {"start": "", "speaker": "Ann", "text": "Early."},
        {"start": "00:36", "speaker": "Ann", "text": "One,"},
        {"start": "soon", "speaker": "Ann", "text": "two."},
        {"start": None, "speaker": "Ben", "text": "Three."},
        {"start": "00:40", "text": "Four."},
    ]
    assert brief(parse(json.dumps(lines), region=(34, 52), step=step)) == [
        (36, 40, "Ann", "Early."),
        (36, 40, "Ann", "One, two."),
        (36, 40, "Ben", "Three."),
        (40, 52, None, "Four."),
    ]


def test_a_clips_times_are_the_recordings() -> None:
    found = parse("[00:00] One.\n[00:02] Two.", offset=34.4, region=(34.4, 51.52))
    assert brief(found) == [(34.4, 36.4, None, "One."), (36.4, 51.52, None, "Two.")]
    assert not any(segment.flags for segment in found)


def test_a_time_rounded_out_of_the_region_is_its_edge() -> None:
    found = parse("[00:34] One.\n[00:36] Two.\n[00:52] Three.", region=(34.4, 51.52))
    assert [(start, end) for start, end, _, _ in brief(found)] == [(34.4, 36), (36, 51.52), (51.52, 51.52)]
    assert not any(segment.flags for segment in found)


def test_the_last_second_of_the_recording_may_be_rounded_up() -> None:
    found = parse("[02:05 - 02:06] Goodbye.", frames=round(125.79 * RATE))
    assert found[0].end_frame == round(125.79 * RATE)
    assert not found[0].flags


def test_times_that_cannot_be_true_are_flagged_and_kept() -> None:
    found = parse("[00:10] a\n[00:35] b\n[00:33] c\n[05:00] d", region=(30, 60), frames=120 * RATE)
    assert [(s.start_frame / RATE, set(s.flags)) for s in found] == [
        (10, {Flag.OUTSIDE}),
        (35, set()),
        (33, {Flag.BACKWARD}),
        (300, {Flag.OUTSIDE, Flag.PAST_END}),
    ]


def test_a_range_that_ends_before_it_begins_is_backward() -> None:
    (found,) = parse("[00:40 - 00:35] a", region=(30, 60))
    assert (found.start_frame, found.end_frame, set(found.flags)) == (40 * RATE, 40 * RATE, {Flag.BACKWARD})


def test_a_time_outside_a_clip_is_moved_to_its_edge_and_flagged() -> None:
    found = parse("[00:00] a\n[05:00] b", offset=30, region=(30, 60))
    assert brief(found)[1][:2] == (60, 60)
    assert set(found[1].flags) == {Flag.OUTSIDE}


def test_what_is_not_finished_is_pending() -> None:
    parser = TranscriptParser(RATE, offset_frames=0, region=None, frames=HOURS)
    assert parser.feed("[00:34] One.\n[00:36] T") == ()
    assert parser.pending == "[00:36] T"
    assert brief(parser.feed("wo.\n[00:38]")) == [(34, 36, None, "One.")]


TIMES = ["[00:34]", "00:36", "12:30", "[01:02:03]", "[00:34 - 00:40]", "05:00", "4:30 pm", "[99:99]", "34.4s"]
MARKS = ["-", " ", "\n", "\n\n", "\r\n", "[", "]", "{", "}", '"', "\\", "```json\n", "```", ":", "1"]
WORDS = ["Maya:", "**Tom:**", "words", "[final]", "😀"]
JSON = ['[{"start": 1, "text": "x"}', ', {"start": "00:05", "text": "y", "speaker": 2}]']


@settings(max_examples=400, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(TIMES + MARKS + WORDS + JSON), max_size=25),
    cuts=st.lists(st.integers(0, 200), max_size=12),
)
def test_the_segments_are_the_same_however_the_stream_is_cut(pieces: list[str], cuts: list[int]) -> None:
    text = "".join(pieces)
    parser = TranscriptParser(RATE, offset_frames=0, region=Region(RATE, 90 * RATE), frames=100 * RATE)
    edges = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    found = [s for a, b in pairwise(edges) for s in parser.feed(text[a:b])]
    whole = parse(text, region=(1, 90), frames=100 * RATE)
    assert (*found, *parser.flush()) == whole
    assert parse(text, region=(1, 90), frames=100 * RATE, step=1) == whole


@settings(max_examples=300, deadline=None)
@given(
    seconds=st.integers(0, 10 * 3600 - 1),
    milliseconds=st.integers(0, 999),
    rate=st.sampled_from([8_000, 22_050, 44_100, 96_000]),
)
def test_every_time_the_program_writes_is_read_back(seconds: int, milliseconds: int, rate: int) -> None:
    exact = seconds + milliseconds / 1000
    for written, meant in (
        (mmss(seconds), seconds),
        (clock(seconds), seconds),
        (clock(exact, 3), exact),
    ):
        parser = TranscriptParser(rate, offset_frames=0, region=None, frames=10 * 3600 * rate)
        parser.feed(f"[{written}] words\n")
        (found,) = parser.flush()
        assert found.start_frame == round(meant * rate)
        assert found.text == "words"
