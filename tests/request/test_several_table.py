"""Questions about several recordings as a table written by hand: labels, ways, one body, one limit."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from audio_desk import limits
from audio_desk.errors import LimitExceeded, QuestionEmpty, RegionOutside
from audio_desk.region import Region
from audio_desk.request.cost import load_prices
from audio_desk.request.plan import RecordingFacts
from audio_desk.request.prompts import Task
from audio_desk.request.several import SeveralPlan, Subject, letter_of, plan_several
from audio_desk.request_settings import RequestSettings
from audio_desk.resources import resource
from audio_desk.settings import Mode

RATE = 1000
HOUR, LONGEST = 3600, 9.5 * 3600


class Part(NamedTuple):
    """Seconds; what is asked about, and after the line how it is sent."""

    name: str
    length: float
    region: tuple[float, float] | None
    mode: Mode
    mime: str
    label: str
    delivery: str
    """`whole`, `fits` or `too-large`; `+flac` where the whole is converted."""
    offset: float


class Case(NamedTuple):
    parts: tuple[Part, ...]
    seconds: float
    """Of sound, over all."""


EXCERPT = " (an excerpt: count its times from its own beginning)"

CASES = {
    "two whole files": Case(
        (
            Part("one.wav", 60, None, "whole", "audio/wav", "Recording A: one.wav", "whole", 0),
            Part("two.mp3", 30, None, "whole", "audio/mp3", "Recording B: two.mp3", "whole", 0),
        ),
        90,
    ),
    "a whole file, a span in a whole file, a clip": Case(
        (
            Part("a.ogg", 126, None, "region", "audio/ogg", "Recording A: a.ogg", "whole", 0),
            Part(
                "b.m4a",
                300,
                (150, 209),
                "whole",
                "audio/mp4",
                "Recording B: b.m4a (only from 02:30 to 03:29)",
                "whole+flac",
                0,
            ),
            Part(
                "c.wav",
                300,
                (150.25, 209.75),
                "region",
                "audio/wav",
                f"Recording C: c.wav{EXCERPT}",
                "fits",
                150.25,
            ),
        ),
        126 + 300 + 59.5,
    ),
    "two regions of one recording": Case(
        (
            Part("a.ogg", 126, (0, 0.4), "region", "audio/ogg", f"Recording A: a.ogg{EXCERPT}", "fits", 0),
            Part("a.ogg", 126, (34, 52), "region", "audio/ogg", f"Recording B: a.ogg{EXCERPT}", "fits", 34),
        ),
        18.4,
    ),
    "spans are rounded outward, past the hour too": Case(
        (
            Part(
                "long.mp3",
                7200,
                (4529.9, 4560.1),
                "whole",
                "audio/mp3",
                "Recording A: long.mp3 (only from 75:29 to 76:01)",
                "whole",
                0,
            ),
            Part(
                "short.mp3",
                0.4,
                (0, 0.4),
                "whole",
                "audio/mp3",
                "Recording B: short.mp3 (only from 00:00 to 00:01)",
                "whole",
                0,
            ),
        ),
        7200.4,
    ),
    # 18,000 bytes a second by the estimate, 4 for 3 in base64: 873 seconds fill the body.
    "clips that fit together": Case(
        (
            Part("a", 7200, (0, 436), "region", "", f"Recording A: a{EXCERPT}", "fits", 0),
            Part("b", 7200, (100, 535), "region", "", f"Recording B: b{EXCERPT}", "fits", 100),
        ),
        871,
    ),
    "of clips that do not fit together the largest is uploaded": Case(
        (
            Part("a", 7200, (0, 430), "region", "", f"Recording A: a{EXCERPT}", "fits", 0),
            Part("b", 7200, (100, 560), "region", "", f"Recording B: b{EXCERPT}", "too-large", 100),
        ),
        890,
    ),
    "as many as have to be": Case(
        (
            Part("a", 7200, (0, 800), "region", "", f"Recording A: a{EXCERPT}", "too-large", 0),
            Part("b", 7200, (0, 900), "region", "", f"Recording B: b{EXCERPT}", "too-large", 0),
            Part("c", 7200, (0, 300), "region", "", f"Recording C: c{EXCERPT}", "fits", 0),
        ),
        2000,
    ),
    "nine hours and a half, exactly": Case(
        (
            Part("a.mp3", 9 * HOUR, None, "whole", "audio/mp3", "Recording A: a.mp3", "whole", 0),
            Part(
                "b.mp3",
                HOUR,
                (0, HOUR / 2),
                "region",
                "audio/mp3",
                f"Recording B: b.mp3{EXCERPT}",
                "too-large",
                0,
            ),
        ),
        LONGEST,
    ),
    "a name with a line break is one line": Case(
        (
            Part("a\nb.wav", 60, None, "whole", "audio/wav", "Recording A: a b.wav", "whole", 0),
            Part("ü.wav", 60, None, "whole", "audio/wav", "Recording B: ü.wav", "whole", 0),
        ),
        120,
    ),
}


def subject(part: Part) -> Subject:
    region = None if part.region is None else Region.of_seconds(*part.region, RATE)
    return Subject(
        RecordingFacts(part.name, part.mime, 1, round(part.length * RATE), RATE), region, part.mode
    )


def whole(seconds: float) -> Subject:
    return Subject(RecordingFacts("a.mp3", "audio/mp3", 1, round(seconds * RATE), RATE))


def clip(seconds: float) -> Subject:
    facts = RecordingFacts("a.mp3", "audio/mp3", 1, round((seconds + 1) * RATE), RATE)
    return Subject(facts, Region.of_seconds(0, seconds, RATE), "region")


def sending(plan: SeveralPlan) -> list[str]:
    return [part.plan.delivery_reason + ("+flac" if part.plan.converts else "") for part in plan.parts]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_plan_is_as_it_was_written_down(case: Case) -> None:
    made = plan_several([subject(part) for part in case.parts], Task.ASK, "Who was paid more?")
    assert [part.label for part in made.parts] == [part.label for part in case.parts]
    assert sending(made) == [part.delivery for part in case.parts]
    assert [part.plan.offset_frames / RATE for part in made.parts] == [part.offset for part in case.parts]
    assert made.audio_seconds == pytest.approx(case.seconds)
    words = "".join((made.prompt, *(part.label for part in case.parts)))
    assert made.estimated_tokens == -(-round(case.seconds * 1000) * 32 // 1000) + -(-len(words) // 4)
    assert made.body_bytes <= limits.REQUEST_BYTES
    assert made.prompt.startswith("Who was paid more?\nGive each time with the letter of its recording")
    assert ("75:30" in made.prompt) == any(
        part.length >= HOUR and part.mode == "whole" for part in case.parts
    )


def test_nine_hours_and_a_half_are_over_all_recordings() -> None:
    assert plan_several([whole(9 * HOUR), whole(HOUR / 2)], Task.SUMMARY).audio_seconds == LONGEST
    with pytest.raises(LimitExceeded) as over:
        plan_several([whole(9 * HOUR), whole(HOUR / 2 + 0.001)], Task.SUMMARY)
    assert over.value.limit == "SECONDS_TOGETHER"
    assert over.value.value == pytest.approx(LONGEST + 0.001)


def test_twenty_megabytes_are_over_all_clips_exactly() -> None:
    clips, question = [clip(60), clip(60)], "Who?"
    empty = plan_several(clips, Task.ASK, question, clip_bytes=(0, 0)).body_bytes
    room = limits.REQUEST_BYTES - empty
    rest = room // 4 * 3 - 3 * 2**20  # 4 for 3 in base64, one clip of 3 MB beside it
    question += "!" * (room % 4)
    fits = plan_several(clips, Task.ASK, question, clip_bytes=(3 * 2**20, rest))
    assert (fits.body_bytes, sending(fits)) == (limits.REQUEST_BYTES, ["fits", "fits"])
    over = plan_several(clips, Task.ASK, question + "!", clip_bytes=(3 * 2**20, rest))
    assert sending(over) == ["fits", "too-large"]
    spared = plan_several(clips, Task.ASK, question, clip_bytes=(3 * 2**20, rest), spare_bytes=1)
    assert sending(spared) == ["fits", "too-large"]


def test_words_alone_can_be_too_many() -> None:
    with pytest.raises(LimitExceeded) as over:
        plan_several([clip(1), clip(1)], Task.ASK, "a" * limits.REQUEST_BYTES)
    assert over.value.limit == "WORDS_BYTES"


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(QuestionEmpty):
        plan_several([whole(1), whole(1)], Task.ASK, " ")
    outside = Subject(RecordingFacts("a", "audio/wav", 1, 1000, RATE), Region(0, 1001))
    with pytest.raises(RegionOutside):
        plan_several([whole(1), outside], Task.ASK, "Who?")


def test_tokens_and_price_are_those_of_the_sum() -> None:
    settings = RequestSettings(system_instruction="x" * 400)
    made = plan_several([whole(60), whole(30)], Task.SUMMARY, "", settings, learnt_rate=25.0)
    words = made.prompt + settings.system_instruction + "".join(part.label for part in made.parts)
    assert made.estimated_tokens == 90 * 25 + -(-len(words) // 4)
    table = load_prices(resource("prices.json"))
    price = table.price("gemini-3.8-flash", made.estimated_tokens, 0, date(2026, 11, 22))
    assert price == pytest.approx(made.estimated_tokens * 0.75e-6)


def test_letters_never_end() -> None:
    assert [letter_of(at) for at in (0, 1, 25, 26, 27, 51, 52)] == ["A", "B", "Z", "AA", "AB", "AZ", "BA"]
