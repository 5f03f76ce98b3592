"""Plans written by hand: what is said, how it is sent, what it weighs."""

from __future__ import annotations

import math

import pytest

from audio_desk import limits
from audio_desk.errors import LimitExceeded, QuestionEmpty, RegionOutside
from audio_desk.region import Region
from audio_desk.request.body import base64_length, body_with_clip
from audio_desk.request.plan import Delivery, DeliveryReason, RecordingFacts, advice, plan
from audio_desk.request.prompts import Task, prompt_for
from audio_desk.request_settings import NOTHING_SET, RequestSettings
from audio_desk.settings import Mode

RATE = 48_000


def facts(
    seconds: float = 300.0, mime_type: str = "audio/ogg", size: int = 1_000_000, rate: int = RATE
) -> RecordingFacts:
    return RecordingFacts("talk.ogg", mime_type, size, round(seconds * rate), rate)


def seconds(start: float, end: float) -> Region:
    return Region.of_seconds(start, end, RATE)


@pytest.mark.parametrize(
    ("start", "end", "length", "span"),
    [
        (150.0, 209.0, 300.0, "from 02:30 to 03:29"),
        (34.4, 51.52, 125.79, "from 00:34 to 00:52"),
        (0.0, 0.4, 300.0, "from 00:00 to 00:01"),
        (59.5, 60.5, 300.0, "from 00:59 to 01:01"),
        (10.0, 10.4, 300.0, "from 00:10 to 00:11"),
        (10.9, 11.1, 300.0, "from 00:10 to 00:12"),
        (120.0, 125.79, 125.79, "from 02:00 to 02:06"),
        (125.5, 125.79, 125.79, "from 02:05 to 02:06"),
        (0.0, 0.2, 0.2, "from 00:00 to 00:01"),
        (3599.0, 3599.5, 7200.0, "from 59:59 to 60:00"),
        (3600.0, 3601.0, 7200.0, "from 60:00 to 60:01"),
        (4530.0, 4531.0, 7200.0, "from 75:30 to 75:31"),
        (9.4 * 3600, 9.5 * 3600, 9.5 * 3600, "from 564:00 to 570:00"),
    ],
)
def test_a_span_is_rounded_outward_to_whole_seconds_of_the_recording(
    start: float, end: float, length: float, span: str
) -> None:
    made = plan(facts(length), seconds(start, end), "whole", Task.TRANSCRIPT)
    assert made.prompt.startswith(f"Provide a transcript of the speech {span}.\n")
    assert "[MM:SS] words" in made.prompt


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000])
def test_a_region_on_whole_seconds_gains_none_whatever_the_rate(rate: int) -> None:
    made = plan(facts(rate=rate), Region.of_seconds(150, 209, rate), "whole", Task.TRANSCRIPT)
    assert made.span == (150, 209)


def test_a_region_within_the_recordings_last_sliver_stays_inside_its_last_begun_second() -> None:
    recording = RecordingFacts("a.wav", "audio/wav", 1, 96_000 * 5, 96_000)
    made = plan(recording, Region(96_000 * 5 - 1, 96_000 * 5), "whole", Task.TRANSCRIPT)
    assert made.span == (4, 5)


@pytest.mark.parametrize(
    ("start", "end", "length", "mode", "says_so"),
    [
        (0, 3599.0, 7200, "whole", False),
        (0, 3599.5, 7200, "whole", True),
        (4000, 4010, 7200, "whole", True),
        (4000, 4010, 7200, "region", False),
        (0, 3700, 7200, "region", True),
        (None, None, 7200, "whole", True),
        (None, None, 3500, "whole", False),
    ],
)
def test_the_prompt_says_how_to_count_past_the_hour_only_where_it_matters(
    start: float | None, end: float | None, length: float, mode: Mode, says_so: bool
) -> None:
    region = None if start is None or end is None else seconds(start, end)
    for task in Task:
        made = plan(facts(length), region, mode, task, "Why?")
        assert ("past 59, as in 75:30" in made.prompt) is says_so


@pytest.mark.parametrize("mode", ["whole", "region"])
def test_without_a_region_everything_is_asked_about_and_sent(mode: Mode) -> None:
    made = plan(facts(300), None, mode, Task.TRANSCRIPT)
    assert made.prompt.startswith("Provide a transcript of the speech.\n")
    assert (made.span, made.offset_frames, made.audio_seconds) == (None, 0, 300.0)
    assert (made.delivery, made.delivery_reason, made.cuts) == (Delivery.FILE, DeliveryReason.WHOLE, False)
    assert made.span_seconds == (0.0, 300.0)


def test_the_region_alone_is_asked_about_without_a_span_and_counted_from_its_start() -> None:
    region = seconds(34.4, 51.52)
    made = plan(facts(), region, "region", Task.TRANSCRIPT)
    assert made.prompt.startswith("Provide a transcript of the speech.\n")
    assert (made.span, made.offset_frames, made.cuts) == (None, region.start, True)
    assert made.span_seconds == (34.4, 51.52)
    assert made.audio_seconds == pytest.approx(17.12)
    assert (made.delivery, made.delivery_reason) == (Delivery.INLINE, DeliveryReason.FITS)
    assert (made.mime_type, made.converts) == ("audio/flac", False)


@pytest.mark.parametrize(
    ("task", "wish"),
    [
        (Task.ASK, "How much was he paid?"),
        (Task.SUMMARY, "Summarize what is said."),
        (Task.DESCRIBE, "Describe what can be heard."),
        (Task.SOUNDS, "Which sounds are not speech?"),
    ],
)
def test_a_question_names_its_span_first_and_asks_for_times(task: Task, wish: str) -> None:
    whole = plan(facts(), seconds(150, 209), "whole", task, "  How much was he paid? ")
    assert whole.prompt.startswith(f"Consider only the part from 02:30 to 03:29. {wish}")
    assert whole.prompt.endswith("Give times in the form [MM:SS].")
    alone = plan(facts(), seconds(150, 209), "region", task, "How much was he paid?")
    assert alone.prompt.startswith(wish)


@pytest.mark.parametrize("question", ["", " ", "\n\t"])
def test_an_ask_without_a_question_is_refused(question: str) -> None:
    with pytest.raises(QuestionEmpty):
        plan(facts(), None, "whole", Task.ASK, question)


@pytest.mark.parametrize(
    "region", [seconds(10, 10), seconds(290, 300.001), seconds(300, 301), Region(0, 300 * RATE + 1)]
)
@pytest.mark.parametrize("mode", ["whole", "region"])
def test_a_region_that_is_empty_or_passes_the_end_is_refused(region: Region, mode: Mode) -> None:
    with pytest.raises(RegionOutside) as caught:
        plan(facts(300), region, mode, Task.TRANSCRIPT)
    assert caught.value.duration == 300.0


def test_the_last_frame_may_be_asked_about() -> None:
    assert plan(facts(300), seconds(299, 300), "whole", Task.TRANSCRIPT).span == (299, 300)


@pytest.mark.parametrize("mime_type", limits.AUDIO_MIME_TYPES)
def test_the_six_formats_are_sent_as_they_are(mime_type: str) -> None:
    made = plan(facts(mime_type=mime_type), None, "whole", Task.TRANSCRIPT)
    assert (made.mime_type, made.converts) == (mime_type, False)


@pytest.mark.parametrize("mime_type", ["audio/mp4", "audio/webm", "audio/opus", "audio/x-wav", ""])
def test_other_formats_are_sent_as_flac(mime_type: str) -> None:
    made = plan(facts(mime_type=mime_type), None, "whole", Task.TRANSCRIPT)
    assert (made.mime_type, made.converts) == ("audio/flac", True)


def largest_clip(prompt: str) -> int:
    """The most bytes a clip may have for the request to be exactly as long as it may be."""
    room = limits.REQUEST_BYTES - body_with_clip(0, "audio/flac", prompt, NOTHING_SET)
    return room // 4 * 3


def test_a_request_of_exactly_20_mb_is_sent_inline_and_one_block_more_is_uploaded() -> None:
    # Four bytes of base64 at a time: the question's length brings the body to the limit exactly.
    for padding in range(4):
        question = "Why?" + "!" * padding
        prompt = prompt_for(Task.ASK, span=None, question=question)
        size = largest_clip(prompt)
        fits = plan(facts(1800), seconds(0, 1700), "region", Task.ASK, question, clip_bytes=size)
        assert fits.delivery == Delivery.INLINE
        over = plan(facts(1800), seconds(0, 1700), "region", Task.ASK, question, clip_bytes=size + 1)
        assert (over.delivery, over.delivery_reason) == (Delivery.FILE, DeliveryReason.TOO_LARGE)
        assert over.body_bytes < 1000
        if fits.body_bytes == limits.REQUEST_BYTES:
            return
    pytest.fail("no question brought the body to the limit exactly")


@pytest.mark.parametrize(
    ("clip", "encoded"), [(0, 0), (1, 4), (2, 4), (3, 4), (4, 8), (15_728_640, 20_971_520)]
)
def test_base64_takes_four_bytes_for_three(clip: int, encoded: int) -> None:
    assert base64_length(clip) == encoded


def test_a_system_instruction_weighs_in_the_body_and_in_the_tokens() -> None:
    plain = plan(facts(), seconds(0, 10), "region", Task.TRANSCRIPT)
    told = plan(
        facts(),
        seconds(0, 10),
        "region",
        Task.TRANSCRIPT,
        settings=RequestSettings(system_instruction="Übersetze nicht."),
    )
    assert told.body_bytes > plain.body_bytes + len("Übersetze nicht.")
    assert told.estimated_tokens == plain.estimated_tokens + 4


@pytest.mark.parametrize(
    ("region", "mode", "sound_tokens"),
    [
        (None, "whole", 300 * 32),
        (seconds(150, 209), "whole", 300 * 32),
        (seconds(150, 209), "region", 59 * 32),
        (seconds(10, 10.4), "region", 13),
        (seconds(0, 60), "region", 1_920),
    ],
)
def test_sound_is_32_tokens_a_second_of_what_is_sent(
    region: Region | None, mode: Mode, sound_tokens: int
) -> None:
    made = plan(facts(300), region, mode, Task.TRANSCRIPT)
    assert made.estimated_tokens == sound_tokens + math.ceil(len(made.prompt) / 4)


@pytest.mark.parametrize(
    ("mime_type", "size", "converts"),
    [
        ("audio/wav", limits.FILE_BYTES, False),
        ("audio/wav", limits.FILE_BYTES + 1, True),
        ("audio/mp4", limits.FILE_BYTES + 1, True),
    ],
)
def test_a_file_of_2_gb_is_uploaded_as_it_is_and_one_byte_more_is_converted(
    mime_type: str, size: int, converts: bool
) -> None:
    made = plan(facts(3600, mime_type, size), None, "whole", Task.TRANSCRIPT)
    assert (made.delivery, made.converts) == (Delivery.FILE, converts)
    assert made.mime_type == ("audio/flac" if converts else mime_type)


def test_nine_and_a_half_hours_may_be_sent_and_one_frame_more_may_not() -> None:
    frames = round(limits.PROMPT_SECONDS * RATE)
    exact = RecordingFacts("a.ogg", "audio/ogg", 1, frames, RATE)
    assert plan(exact, None, "whole", Task.TRANSCRIPT).audio_seconds == limits.PROMPT_SECONDS
    longer = RecordingFacts("a.ogg", "audio/ogg", 1, frames + 1, RATE)
    with pytest.raises(LimitExceeded) as caught:
        plan(longer, None, "whole", Task.TRANSCRIPT)
    assert caught.value.limit == "PROMPT_SECONDS"
    with pytest.raises(LimitExceeded):
        plan(longer, Region(0, frames + 1), "region", Task.TRANSCRIPT)
    assert plan(longer, Region(0, frames), "region", Task.TRANSCRIPT).cuts


@pytest.mark.parametrize(("length", "given"), [(600.0, False), (600.1, True), (7200.0, True)])
def test_advice_is_given_beyond_ten_minutes(length: float, given: bool) -> None:
    region = seconds(10, 70)
    whole = plan(facts(length), region, "whole", Task.TRANSCRIPT)
    alone = plan(facts(length), region, "region", Task.TRANSCRIPT)
    times = advice(whole, alone, length)
    assert (times is not None) is given
    if times is not None:
        assert times == whole.estimated_tokens / alone.estimated_tokens
        assert times > 8


def test_no_advice_without_a_region() -> None:
    whole = plan(facts(7200), None, "whole", Task.TRANSCRIPT)
    alone = plan(facts(7200), None, "region", Task.TRANSCRIPT)
    assert advice(whole, alone, 7200) is None
