"""Plans and prices as a table written by hand: what is asked, how it is sent, what it weighs and costs."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from audio_desk import limits
from audio_desk.errors import LimitExceeded, QuestionEmpty, RegionOutside
from audio_desk.region import Region
from audio_desk.request.body import body_with_clip
from audio_desk.request.cost import load_prices
from audio_desk.request.plan import Delivery, RecordingFacts, plan
from audio_desk.request.prompts import Task, prompt_for
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.resources import resource
from audio_desk.settings import Mode
from audio_desk.timecode import mmss

RATE = 1000
GB = 2**30
TRANSCRIPT_TOKENS = 31
"""Of a transcript's prompt without a span: 124 characters at most."""


class Case(NamedTuple):
    """Seconds; `region` None asks about everything. `tokens` are those of the sound alone."""

    length: float
    region: tuple[float, float] | None
    mode: Mode
    mime: str
    size: int
    span: str
    """As the prompt names it; empty where it names none."""
    delivery: str
    """`whole`, `fits` or `too-large`; `+flac` where the whole is converted."""
    offset: float
    tokens: int


HOUR, LONGEST = 3600, 9.5 * 3600

CASES = [
    # --- everything, in each format
    Case(60, None, "whole", "audio/wav", 1, "", "whole", 0, 1920),
    Case(60, None, "whole", "audio/mp3", 1, "", "whole", 0, 1920),
    Case(60, None, "whole", "audio/aiff", 1, "", "whole", 0, 1920),
    Case(60, None, "whole", "audio/aac", 1, "", "whole", 0, 1920),
    Case(60, None, "whole", "audio/ogg", 1, "", "whole", 0, 1920),
    Case(60, None, "whole", "audio/flac", 1, "", "whole", 0, 1920),
    Case(60, None, "whole", "audio/mp4", 1, "", "whole+flac", 0, 1920),
    Case(60, None, "whole", "audio/opus", 1, "", "whole+flac", 0, 1920),
    Case(60, None, "whole", "audio/x-wav", 1, "", "whole+flac", 0, 1920),
    Case(60, None, "whole", "", 1, "", "whole+flac", 0, 1920),
    # --- everything, although only a region's sound was wished
    Case(60, None, "region", "audio/wav", 1, "", "whole", 0, 1920),
    Case(60, None, "region", "audio/mp4", 1, "", "whole+flac", 0, 1920),
    # --- 2 GB a file, exactly
    Case(60, None, "whole", "audio/wav", 2 * GB - 1, "", "whole", 0, 1920),
    Case(60, None, "whole", "audio/wav", 2 * GB, "", "whole", 0, 1920),
    Case(60, None, "whole", "audio/wav", 2 * GB + 1, "", "whole+flac", 0, 1920),
    Case(LONGEST, None, "whole", "audio/wav", 7 * GB, "", "whole+flac", 0, 1_094_400),
    # --- 9.5 hours a prompt, exactly
    Case(LONGEST, None, "whole", "audio/mp3", 1, "", "whole", 0, 1_094_400),
    Case(10 * HOUR, (0, LONGEST), "region", "audio/mp3", 1, "", "too-large", 0, 1_094_400),
    Case(100 * HOUR, (99 * HOUR, 99.5 * HOUR), "region", "audio/mp3", 1, "", "too-large", 99 * HOUR, 57_600),
    # --- spans: outward to whole seconds, within the recording
    Case(300, (150, 209), "whole", "audio/ogg", 1, "02:30 to 03:29", "whole", 0, 9600),
    Case(300, (150.001, 208.999), "whole", "audio/ogg", 1, "02:30 to 03:29", "whole", 0, 9600),
    Case(300, (149.999, 209.001), "whole", "audio/ogg", 1, "02:29 to 03:30", "whole", 0, 9600),
    Case(300, (0, 300), "whole", "audio/ogg", 1, "00:00 to 05:00", "whole", 0, 9600),
    Case(300, (0, 0.4), "whole", "audio/ogg", 1, "00:00 to 00:01", "whole", 0, 9600),
    Case(300, (10.3, 10.7), "whole", "audio/ogg", 1, "00:10 to 00:11", "whole", 0, 9600),
    Case(300, (10.8, 11.2), "whole", "audio/ogg", 1, "00:10 to 00:12", "whole", 0, 9600),
    Case(300, (59.6, 60), "whole", "audio/ogg", 1, "00:59 to 01:00", "whole", 0, 9600),
    Case(300, (299.6, 300), "whole", "audio/ogg", 1, "04:59 to 05:00", "whole", 0, 9600),
    Case(125.79, (120, 125.79), "whole", "audio/ogg", 1, "02:00 to 02:06", "whole", 0, 4026),
    Case(0.4, (0, 0.4), "whole", "audio/ogg", 1, "00:00 to 00:01", "whole", 0, 13),
    Case(0.001, (0, 0.001), "whole", "audio/ogg", 1, "00:00 to 00:01", "whole", 0, 1),
    # --- past the hour
    Case(7200, (3599, 3600), "whole", "audio/ogg", 1, "59:59 to 60:00", "whole", 0, 230_400),
    Case(7200, (3599, 3601), "whole", "audio/ogg", 1, "59:59 to 60:01", "whole", 0, 230_400),
    Case(7200, (3600, 3601), "whole", "audio/ogg", 1, "60:00 to 60:01", "whole", 0, 230_400),
    Case(7200, (4530, 4560), "whole", "audio/ogg", 1, "75:30 to 76:00", "whole", 0, 230_400),
    Case(LONGEST, (34_199.5, LONGEST), "whole", "audio/ogg", 1, "569:59 to 570:00", "whole", 0, 1_094_400),
    # --- the region's sound alone: no span, times moved
    Case(300, (150, 209), "region", "audio/ogg", 1, "", "fits", 150, 1888),
    Case(300, (150.25, 209.75), "region", "audio/mp4", 1, "", "fits", 150.25, 1904),
    Case(300, (0, 0.4), "region", "audio/ogg", 1, "", "fits", 0, 13),
    Case(300, (0, 0.001), "region", "audio/ogg", 1, "", "fits", 0, 1),
    Case(300, (0, 300), "region", "audio/ogg", 1, "", "fits", 0, 9600),
    Case(7200, (3590, 3610), "region", "audio/ogg", 1, "", "fits", 3590, 640),
    Case(7200, (4530, 4560.5), "region", "audio/ogg", 3 * GB, "", "fits", 4530, 976),
    Case(7200, (0, 7200), "region", "audio/ogg", 1, "", "too-large", 0, 230_400),
    # --- 20 MB a request, by the estimate of 18,000 bytes a second and 4 for 3 in base64
    Case(7200, (0, 872), "region", "audio/ogg", 1, "", "fits", 0, 27_904),
    Case(7200, (0, 874), "region", "audio/ogg", 1, "", "too-large", 0, 27_968),
]


def facts(case: Case) -> RecordingFacts:
    return RecordingFacts("a", case.mime, case.size, round(case.length * RATE), RATE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case[:5])))
def test_a_plan_is_as_it_was_written_down(case: Case) -> None:
    region = None if case.region is None else Region.of_seconds(*case.region, RATE)
    made = plan(facts(case), region, case.mode, Task.TRANSCRIPT)
    named = "" if made.span is None else " to ".join(map(mmss, made.span))
    assert named == case.span
    assert (f"from {case.span}." in made.prompt) if case.span else " from " not in made.prompt
    assert made.delivery_reason + ("+flac" if made.converts else "") == case.delivery
    assert made.delivery == (Delivery.INLINE if case.delivery == "fits" else Delivery.FILE)
    assert made.offset_frames == round(case.offset * RATE)
    assert made.estimated_tokens == case.tokens + -(-len(made.prompt) // 4)
    assert made.body_bytes <= limits.REQUEST_BYTES


@pytest.mark.parametrize(
    ("length", "region", "mode", "question", "error"),
    [
        (300, (0, 300.001), "whole", "Why?", RegionOutside),
        (300, (0, 300.001), "region", "Why?", RegionOutside),
        (300, (300, 300), "whole", "Why?", RegionOutside),
        (300, (5, 5), "region", "Why?", RegionOutside),
        (300, None, "whole", "", QuestionEmpty),
        (300, (0, 1), "region", " \n", QuestionEmpty),
        (LONGEST + 0.001, None, "whole", "Why?", LimitExceeded),
        (LONGEST + 0.001, (0, 1), "whole", "Why?", LimitExceeded),
        (10 * HOUR, (0, LONGEST + 0.001), "region", "Why?", LimitExceeded),
    ],
)
def test_what_cannot_be_asked_has_an_error_of_its_own(
    length: float,
    region: tuple[float, float] | None,
    mode: Mode,
    question: str,
    error: type[Exception],
) -> None:
    recording = RecordingFacts("a", "audio/ogg", 1, round(length * RATE), RATE)
    marked = None if region is None else Region.of_seconds(*region, RATE)
    with pytest.raises(error):
        plan(recording, marked, mode, Task.ASK, question)


@pytest.mark.parametrize(
    ("over", "delivery"), [(-1, Delivery.INLINE), (0, Delivery.INLINE), (1, Delivery.FILE)]
)
def test_the_body_may_have_twenty_megabytes_exactly(over: int, delivery: Delivery) -> None:
    """What is over the last full three bytes is made up by the instruction's letters."""
    recording = RecordingFacts("a", "audio/ogg", 1, 7200 * RATE, RATE)
    prompt = prompt_for(Task.TRANSCRIPT, span=None, seconds=60)
    clip = 15_000_000
    instructed = RequestSettings(system_instruction="a")
    rest = limits.REQUEST_BYTES - body_with_clip(clip, "audio/flac", prompt, instructed) + 1 + over
    settings = RequestSettings(system_instruction="a" * rest)
    made = plan(recording, Region(0, 60 * RATE), "region", Task.TRANSCRIPT, "", settings, clip_bytes=clip)
    assert body_with_clip(clip, "audio/flac", prompt, settings) == limits.REQUEST_BYTES + over
    assert made.delivery == delivery
    assert made.body_bytes == limits.REQUEST_BYTES + over or made.delivery == Delivery.FILE


def test_words_alone_can_be_too_many() -> None:
    recording = RecordingFacts("a", "audio/ogg", 1, 60 * RATE, RATE)
    bare = plan(recording, None, "whole", Task.ASK, "a").body_bytes
    fits = "a" * (limits.REQUEST_BYTES - bare + 1)
    assert plan(recording, None, "whole", Task.ASK, fits).body_bytes == limits.REQUEST_BYTES
    with pytest.raises(LimitExceeded, match="WORDS_BYTES"):
        plan(recording, None, "whole", Task.ASK, f"{fits}a")


@pytest.mark.parametrize(
    ("rate", "seconds", "tokens"),
    [(None, 10, 320), (25.0, 10, 250), (25.0, 0.4, 10), (25.0, 0.41, 11), (31.9, 60, 1914), (25.0, 0.001, 1)],
)
def test_a_learnt_rate_takes_the_place_of_the_documented_one(
    rate: float | None, seconds: float, tokens: int
) -> None:
    recording = RecordingFacts("a", "audio/ogg", 1, round(seconds * RATE), RATE)
    made = plan(recording, None, "whole", Task.TRANSCRIPT, learnt_rate=rate)
    assert made.estimated_tokens == tokens + TRANSCRIPT_TOKENS
    assert made.learnt_rate == rate


@pytest.mark.parametrize(
    ("model", "tokens", "cached", "day", "money"),
    [
        ("gemini-3.8-flash", (1920, 0), 0, date(2026, 11, 22), 0.00144),
        ("gemini-3.8-flash", (1920, 100), 0, date(2026, 11, 22), 0.001815),
        ("gemini-3.8-flash", (1920, 100), 0, date(2027, 1, 1), 0.00363),
        ("gemini-3.8-flash", (1920, 0), 1920, date(2026, 11, 22), 0.00144),
        ("gemini-3.7-flash", (1_094_400, 0), 0, date(2026, 12, 31), 0.8208),
        ("gemini-3.6-flash", (1_094_400, 0), 0, date(2027, 1, 1), 1.6416),
        ("gemini-3.5-flash", (0, 1000), 0, date(2026, 11, 22), 0.009),
        ("gemini-3.5-flash-lite", (1000, 1000), 0, date(2026, 11, 22), 0.0028),
        ("gemini-3.1-pro", (200_000, 1000), 0, date(2026, 11, 22), 0.412),
        ("gemini-3.1-pro", (200_001, 1000), 0, date(2026, 11, 22), 0.818004),
        ("gemini-3.5-transcribe", (57_600, 9000), 0, date(2026, 11, 22), 0.2232),
        ("gemini-4.0-flash", (1920, 0), 0, date(2026, 11, 22), None),
    ],
)
def test_tokens_cost_what_was_worked_out_by_hand(
    model: str, tokens: tuple[int, int], cached: int, day: date, money: float | None
) -> None:
    found = load_prices(resource("prices.json")).price(model, *tokens, day, cached)
    assert found == (None if money is None else pytest.approx(money))


def test_nothing_is_planned_that_was_not_set() -> None:
    recording = RecordingFacts("a", "audio/ogg", 1, 60 * RATE, RATE)
    bare = plan(recording, None, "whole", Task.TRANSCRIPT)
    assert bare == plan(recording, None, "whole", Task.TRANSCRIPT, "", NOTHING_SET)
    for more in (
        RequestSettings(temperature=0.0),
        RequestSettings(top_k=1),
        RequestSettings(thinking="LOW"),
        RequestSettings(safety=(("HARM_CATEGORY_HARASSMENT", "OFF"),)),
    ):
        told = plan(recording, None, "whole", Task.TRANSCRIPT, "", more)
        assert told.body_bytes > bare.body_bytes
        assert told.estimated_tokens == bare.estimated_tokens
