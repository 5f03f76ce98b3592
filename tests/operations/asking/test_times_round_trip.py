"""What is written into a prompt is read back as the same second; an answer is the same however it is cut."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from audio_desk.audio.info import AudioInfo
from audio_desk.gemini.types import Chunk
from audio_desk.library.records import RecordingRecord
from audio_desk.operations.asking.answer_text import AnswerText
from audio_desk.operations.events import SegmentReady, TextArrived
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region
from audio_desk.request.plan import RecordingFacts, plan
from audio_desk.request.prompts import Task
from audio_desk.timecode import clock, mmss
from audio_desk.transcripts.links import find_times
from audio_desk.transcripts.parse import TranscriptParser
from audio_desk.transcripts.segment import Segment

RATES = st.sampled_from([7_350, 8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
HOURS = 9 * 3600


@st.composite
def stretches(draw: st.DrawFn) -> tuple[int, int, Region]:
    """A rate, a recording's length in frames, and a region of it."""
    rate = draw(RATES)
    frames = draw(st.integers(rate // 10, HOURS * rate))
    start = draw(st.integers(0, frames - 1))
    return rate, frames, Region(start, draw(st.integers(start + 1, frames)))


@settings(max_examples=300, deadline=None)
@given(stretch=stretches(), task=st.sampled_from([Task.TRANSCRIPT, Task.SUMMARY, Task.SOUNDS]))
def test_the_span_in_a_prompt_is_read_back_to_the_seconds_around_the_region(
    stretch: tuple[int, int, Region], task: Task
) -> None:
    rate, frames, region = stretch
    facts = RecordingFacts("a.wav", "audio/wav", 1000, frames, rate)
    prompt = plan(facts, region, "whole", task).prompt
    start, end = (link.seconds for link in find_times(prompt.split("\n")[0].replace(" to ", " and "))[:2])
    assert start * rate <= region.start < (start + 1) * rate
    assert (end - 1) * rate < region.end <= end * rate


@settings(max_examples=300, deadline=None)
@given(stretch=stretches())
def test_a_line_at_a_span_that_was_written_lies_in_the_second_that_was_meant(
    stretch: tuple[int, int, Region],
) -> None:
    rate, frames, region = stretch
    facts = RecordingFacts("a.wav", "audio/wav", 1000, frames, rate)
    span = plan(facts, region, "whole", Task.TRANSCRIPT).span
    assert span is not None
    for write in (mmss, clock):
        parser = TranscriptParser(rate, offset_frames=0, region=region, frames=frames)
        segments = (*parser.feed(f"[{write(span[0])} - {write(span[1])}] Words."), *parser.flush())
        (line,) = segments
        assert (line.start_frame, line.end_frame) == (region.start, region.end)
        assert math.floor(line.start_frame / rate + 1e-9) == span[0]
        assert not line.flags


RATE = 8_000
INFO = AudioInfo(Path("a.wav"), "WAV", "PCM", "audio/wav", RATE, 1, 120 * RATE, 120 * RATE, 1000)
RECORDING = Recording(
    INFO,
    RecordingRecord(
        1, "0" * 64, Path("a.wav"), "a.wav", RATE, 1, 120 * RATE, 1000, "audio/wav", datetime.now(UTC)
    ),
)
FACTS = RecordingFacts("a.wav", "audio/wav", 1000, 120 * RATE, RATE)
PLANNED = plan(FACTS, Region(30 * RATE, 90 * RATE), "region", Task.TRANSCRIPT)
LINES = "[00:01] Maya: Did it?\n[00:03] Only once.\nAnd never again.\n[00:40 - 00:50] **Tom:** Yes, at 12:30."
LISTED = json.dumps(
    [
        {"start": "00:01", "end": "00:02.5", "speaker": "Maya", "text": 'She said "no" {once}.'},
        {"start": 40, "text": "[00:40] Ünïcode \\ and\nmore."},
        {"start": "00:50", "text": "Cut of"},
    ]
)
TEXTS = (
    LINES,
    LISTED,
    LISTED[:-4],
    LISTED[:40],
    f"Here it is:\n```json\n{LISTED}\n```",
    f"```\n{LINES}\n```",
    "",
)


def shown(pieces: list[str]) -> tuple[str, tuple[Segment, ...], str]:
    """What is told, and what is kept."""
    text = AnswerText(RECORDING, PLANNED)
    told = [event for piece in pieces for event in text.feed(Chunk(text=piece))] + text.flush()
    words = "".join(event.text for event in told if isinstance(event, TextArrived))
    assert tuple(event.segment for event in told if isinstance(event, SegmentReady)) == text.segments
    return words, text.segments, text.text


@settings(max_examples=400, deadline=None)
@given(text=st.sampled_from(TEXTS), cuts=st.lists(st.integers(0, 400), max_size=12))
def test_an_answer_is_the_same_however_its_stream_is_cut(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    words, segments, kept = shown([text[a:b] for a, b in pairwise(edges)])
    assert words == kept
    assert segments == shown([text])[1]
    assert segments == shown(list(text))[1]
    if "```json" not in text:
        assert words == shown([text])[0] == shown(list(text))[0]
