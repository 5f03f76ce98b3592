"""The words of the two ways of sending."""

from __future__ import annotations

from audio_desk.region import Region
from audio_desk.request.plan import RecordingFacts, RequestPlan, plan
from audio_desk.request.prompts import Task
from audio_desk.settings import Mode
from audio_desk.ui.ask.choice_words import detail_words, times_words, whole_title

FACTS = RecordingFacts("a.flac", "audio/flac", 5_000_000, 125 * 100, 100)
LONG = RecordingFacts("a.flac", "audio/flac", 300_000_000, 4000 * 100, 100)


def planned(mode: Mode, region: Region | None = None, facts: RecordingFacts = FACTS) -> RequestPlan:
    return plan(facts, region, mode, Task.TRANSCRIPT)


def test_the_title_names_the_span_that_will_be_written() -> None:
    assert whole_title(planned("whole")) == "Whole recording"
    assert whole_title(planned("whole", Region(3440, 5130))) == "Whole recording, from 00:34 to 00:52"
    past_the_hour = planned("whole", Region(360_000, 361_000), LONG)
    assert whole_title(past_the_hour) == "Whole recording, from 60:00 to 60:10"


def test_what_is_done_on_this_computer_is_free_and_sends_nothing() -> None:
    words = detail_words(planned("whole"), None, "on-device", "uploaded once")
    assert words.startswith("≈ 4,0")
    assert words.endswith(" tokens · on this computer: free")


def test_a_clip_is_said_to_go_inline_with_its_size() -> None:
    words = detail_words(planned("region", Region(3400, 5200)), 0.0004, "gemini", "uploaded once")
    tokens, money, delivery = words.split(" · ")
    assert tokens.endswith("tokens")
    assert money == "$0.0004"
    assert delivery.endswith("KB inline")


def test_a_whole_recording_says_how_it_is_uploaded_and_an_unknown_price_that_it_is_unknown() -> None:
    words = detail_words(planned("whole"), None, "gemini", "already uploaded")
    assert words.split(" · ")[1:] == ["price unknown", "already uploaded"]


def test_a_clip_too_large_for_the_request_goes_as_an_upload() -> None:
    words = detail_words(planned("region", Region(0, 390_000), LONG), 0.1, "gemini", "uploaded once")
    assert words.endswith("uploaded once")


def test_how_many_times_is_said_plainly() -> None:
    assert times_words(27.4) == "27"
    assert times_words(1.44) == "1.4"
