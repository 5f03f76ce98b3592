"""What other programs wrote is read, and what we wrote comes back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.errors import TranscriptUnreadable
from audio_desk.transcripts.formats.document import Layout, Line, one_line, showing
from audio_desk.transcripts.formats.reading import decoded, kind_of, read
from audio_desk.transcripts.formats.skipped import Skipped
from audio_desk.transcripts.formats.writing import Format, written
from tests.transcripts.formats import documents
from tests.transcripts.formats.documents import MARKS, TEXTS, document, said

Row = tuple[float, float, str]
READABLE = [Format.SRT, Format.VTT, Format.TXT, Format.JSON, Format.TEXTGRID, Format.AUDACITY]


def lines_of(
    data: bytes, kind: Format | None = None, duration: float = 3600.0
) -> list[tuple[float, float, str]]:
    return [(line.start, line.end, line.text) for line in read(data, duration, kind).lines]


@pytest.mark.parametrize("kind", READABLE)
def test_a_file_of_ours_is_known_by_its_content(kind: Format) -> None:
    wanted = document(said("Good morning.", 1.25, 2.5), said("And you?", 3, 4.125))
    found = read(written(wanted, kind, Layout()), 5.0)
    assert found.kind == kind
    assert [line.text for line in found.lines] == ["Good morning.", "And you?"]
    assert [line.start for line in found.lines] == [1.25, 3.0]
    if kind != Format.TXT:  # it has no ends: a line lasts until the next
        assert [line.end for line in found.lines] == [2.5, 4.125]


SPEECH = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], include_characters=" \n"), max_size=40
).map(lambda text: "\n".join(row.strip() for row in text.split("\n") if row.strip()))


@settings(max_examples=150, deadline=None)
@given(st.lists(SPEECH.filter(bool), min_size=1, max_size=6), st.sampled_from(READABLE))
def test_what_is_written_is_read_back(texts: list[str], kind: Format) -> None:
    if kind == Format.TXT:
        texts = [f"{''.join(filter(str.isalpha, text))} words".strip() for text in texts]
    wanted = [said(text, n * 10.0, n * 10.0 + 4.5) for n, text in enumerate(texts)]
    found = lines_of(written(document(*wanted), kind, Layout()), kind)
    one_row = kind in (Format.TEXTGRID, Format.AUDACITY)
    assert [text for *_, text in found] == [one_line(text) if one_row else text for text in texts]
    assert [start for start, *_ in found] == [line.start for line in wanted]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("kind", [Format.JSON, Format.VTT, Format.TEXTGRID, Format.AUDACITY, Format.SRT])
def test_odd_texts_come_back(kind: Format, text: str) -> None:
    ((_, _, found),) = lines_of(written(document(said(text)), kind, Layout()), kind)
    assert found.split() == text.split()


def test_json_holds_all_and_gives_all_back() -> None:
    line = Line(1.000023, 2.5, "A\tb\n", "Ann", ("outside",), 7, edited=True)
    wanted = document(line, answers=(replace(documents.ANSWER, lines=(line,)), documents.REPLY))
    found = read(written(wanted, Format.JSON, Layout()), 3600.0)
    assert (found.lines, found.marks, found.answers) == (wanted.lines, wanted.marks, wanted.answers)


def test_the_json_has_the_promised_shape() -> None:
    found = json.loads(written(document(said("Hi", 1.5, 2)), Format.JSON, Layout()))
    (segment,) = found["segments"]
    assert {name: segment[name] for name in ("start", "end", "text", "speaker")} == {
        "start": 1.5,
        "end": 2.0,
        "text": "Hi",
        "speaker": None,
    }


def test_speakers_come_back_where_a_format_names_them() -> None:
    wanted = document(said("Hello", 1, 2, "Ann & Bob"), said("Hi", 3, 4))
    for kind, layout in ((Format.VTT, Layout()), (Format.TEXTGRID, Layout(speakers=True))):
        found = read(written(wanted, kind, layout), 10.0).lines
        assert [line.speaker for line in found] == ["Ann & Bob", None]
    found = read(written(wanted, Format.TXT, Layout()), 10.0).lines
    assert [(line.speaker, line.text) for line in found][1] == (None, "Hi")


def test_text_without_times_is_one_line_for_all_of_the_recording() -> None:
    wanted = document(said("Hello there", 1, 2, "Ann"), said("Hi", 3, 4))
    data = written(wanted, Format.TXT, Layout(times=False, speakers=False))
    assert lines_of(data, duration=60.0) == [(0.0, 60.0, "Hello there\nHi")]


def test_regions_come_back_from_labels_and_from_tiers() -> None:
    labels = written(showing(document(), "regions"), Format.AUDACITY, Layout())
    assert [row[:2] for row in lines_of(labels)] == [(mark.start, mark.end) for mark in MARKS]
    grid = written(showing(document(said("x")), "all"), Format.TEXTGRID, Layout())
    found = read(grid, 10.0).marks
    assert [(m.start, m.end, m.name) for m in found] == [(m.start, m.end, m.name) for m in MARKS]


SHORT_GRID = '''File type = "ooTextFile"
"TextGrid"

0
2.3
<exists>
2
"TextTier"
"clicks"
0 2.3 1
1.5 "click"
"IntervalTier" "words" 0 2.3
3
0 1 ""
1 2 "he said ""no"""
2 2.3 "! not a comment"
'''
WINDOWS_SRT = (
    "\ufeff1\r\n00:00:01,5 --> 00:00:02,000 X1:0\r\nfirst\r\nsecond\r\n\r\n2\r\n"
    "0:00:03.000 --> 0:00:04.000\r\nend"
)
STYLED_VTT = """WEBVTT - title

STYLE
::cue{}

00:01.000 --> 00:02.000 align:start
<c.x>a</c> &amp; <i>b</i>

NOTE
nothing

name
01:00:03.000 --> 01:00:04.000
- c
"""
OTHERS = {
    "praat's short form": (SHORT_GRID, [(1, 2, 'he said "no"'), (2, 2.3, "! not a comment")]),
    "srt of windows": (
        WINDOWS_SRT,
        [(1.5, 2, "first\nsecond"), (3, 4, "end")],
    ),
    "vtt with styles": (
        STYLED_VTT,
        [(1, 2, "a & b"), (3603, 3604, "- c")],
    ),
    "json of whisper": (
        json.dumps({"text": "x", "segments": [{"id": 0, "start": 0.5, "end": 1.25, "text": " Hi."}]}),
        [(0.5, 1.25, "Hi.")],
    ),
    "json of whisperX": (
        json.dumps(
            {
                "segments": [
                    {"start": 0.5, "end": 1, "text": " Hi.", "words": [{"word": "Hi.", "start": 0.5}]},
                    {"start": 2, "end": 3.5, "text": " And\tyou?\n", "speaker": "SPEAKER_01"},
                ],
                "word_segments": [{"word": "Hi.", "start": 0.5, "end": 1}],
                "language": "en",
            }
        ),
        [(0.5, 1, "Hi."), (2, 3.5, "And\tyou?")],
    ),
    "json of whisper.cpp": (
        json.dumps(
            {
                "result": {"language": "en"},
                "transcription": [
                    {
                        "timestamps": {"from": "00:00:00,500", "to": "00:00:01,250"},
                        "offsets": {"from": 500, "to": 1250},
                        "text": " Hi.",
                    }
                ],
            }
        ),
        [(0.5, 1.25, "Hi.")],
    ),
    "json of faster-whisper": (
        json.dumps([[1, 0, 0.5, 1.25, " Hi.", [50364], 0.0], {"start": 2, "end": 3, "text": " You?"}]),
        [(0.5, 1.25, "Hi."), (2, 3, "You?")],
    ),
    "a list in json": ('[\n {"start": 1, "end": 2, "text": "x"}]', [(1, 2, "x")]),
    "labels with frequencies": (
        "1.000000\t2.500000\tbird\n\\\t2000.0\t8000.0\n3,5\t3,5\t\n",
        [(1, 2.5, "bird"), (3.5, 3.5, "")],
    ),
    "text with ranges": (
        "[0:01 - 0:04] Ann: hello\n[1:00:05] bye",
        [(1, 4, "hello"), (3605, 7200, "bye")],
    ),
}


@pytest.mark.parametrize(("text", "rows"), OTHERS.values(), ids=OTHERS)
def test_files_of_other_programs_are_read(text: str, rows: list[Row]) -> None:
    assert lines_of(text.encode(), duration=7200.0) == rows
    marked = "\ufeff" + text.removeprefix("\ufeff")
    assert lines_of(marked.encode("utf-16-le"), duration=7200.0) == rows


def test_what_windows_programs_wrote_is_text_too() -> None:
    assert decoded("Müller – “yes”".encode("cp1252")) == "Müller – “yes”"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\0\0\0", None),
        (b"", None),
        (b"\xef\xbb\xbf \r\n", Format.SRT),
        (b"WEBVTT\n", None),
        (b"PK\x03\x04 docx", None),
        (b"%PDF-1.7\n", None),
        (b"{\\rtf1 Hello}", None),
        (b"<!DOCTYPE html><p>[00:01] Hello", None),
        (b"<?xml version='1.0'?><ANNOTATION_DOCUMENT/>", None),
        (b"start,end,speaker,text\r\n1,2,,Hello\r\n", None),
        (b"WEBVTT\n\n0:0 --> 1:0\nno time\n", None),
        (b'[{"start": NaN, "end": 2, "text": "x"}]', None),
        (b'[{"start": 1, "end": 2, "text": null}]', None),
        (b"[[1, 2, 3]]", None),
        (bytes(range(1, 256)) * 4, None),
        (b'{"a": 1}', None),
        (b'{"segments": [{"start": -1, "end": 2, "text": "x"}]}', None),
        (b'{"segments": [{"start": 1, "end": 2}]}', None),
        (b'{"segments": 3}', None),
        (b'{"schema": "audio-desk-transcript", "version": 2, "segments": []}', None),
        (b"{" * 100_000, None),
        (b'"ooTextFile"\n"TextGrid"\n0 1 <exists> 1 "IntervalTier" "x" 0 1 5 0 1 "a"', None),
        (b'"ooTextFile"\n"TextGrid"\n0 1 <exists> 1 "TextTier" "x" 0 1 1 0 "a"', None),
        (b'File type = "ooTextFile"\n"Sound"', None),
        (b"nothing with times", Format.SRT),
        (b"WEBVTT\n\nnothing", None),
        (b"nothing", Format.AUDACITY),
        (b"a,b", Format.CSV),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_reason(data: bytes, kind: Format | None) -> None:
    with pytest.raises(TranscriptUnreadable) as refused:
        read(data, 10.0, kind)
    assert refused.value.detail


BAD_SRT = """1
00:00:01,000 --> 00:00:02,000
one
9:30 --> 10:30, as the plan says

2
00:O5:03,000 --> 00:05:04,000
two

3
00:00:0O,500 --> 00:00:06,000
three

00:00:07,000 --> 00:00:08,000
four
"""
BAD_VTT = """WEBVTT

00:01.000 --> 00:02.000
one

intro
00:5.000 --> 00:06.000
two

soon --> later
three

00:07.000 --> 00:08.000
four
"""
BAD_LABELS = "1.0\t2.0\tone\n\\\t2000.0\t8000.0\n-1.0\t2\ttwo\n\nthree\n7\t8\tfour\n"


@pytest.mark.parametrize(
    ("text", "skipped"),
    [(BAD_SRT, Skipped(2, 7)), (BAD_VTT, Skipped(2, 7)), (BAD_LABELS, Skipped(2, 3))],
    ids=["srt", "vtt", "labels"],
)
def test_what_has_no_valid_times_is_counted_and_its_place_is_told(text: str, skipped: Skipped) -> None:
    for data in (text.encode(), text.replace("\n", "\r\n").encode("utf-16"), text.encode("utf-16-be")):
        found = read(data, 10.0)
        assert found.skipped == skipped
        one, four = found.lines
        assert one.text.splitlines()[0] == "one"
        assert (four.start, four.text) == (7.0, "four")
    assert read(BAD_SRT.encode(), 10.0).lines[0].text.endswith("as the plan says")


def test_a_subtitle_with_a_comma_is_told_from_labels_and_lines() -> None:
    assert kind_of("1\n00:00:01,000 --> 00:00:02,000\nx") == Format.SRT
    assert kind_of("[00:01] x") == Format.TXT
    assert kind_of("1.0\t2.0\tx") == Format.AUDACITY
