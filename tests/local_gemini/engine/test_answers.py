"""Questions and descriptions, end to end: what is quoted, what is measured, what is admitted."""

from __future__ import annotations

import pytest

from audio_desk.local_gemini.engine.local import LocalEngine
from tests.local_gemini.engine.sounds import HeldSound, ask, ranges
from tests.second_recording import SecondRecording


def _lines(answer: str) -> list[str]:
    return [line for line in answer.splitlines() if line]


def test_a_question_is_answered_by_the_asking_line_and_the_turn_after_it(
    engine: LocalEngine, sample_sound: HeldSound
) -> None:
    notice, asked, answered, *_ = _lines(ask(engine, "How much was he paid?", sample_sound))
    assert "on-device" in notice
    assert "quotes" in notice
    assert asked == '[01:18] "How much were you paid for the work?"'
    assert answered.startswith(('[01:20] "', '[01:21] "'))
    assert "two pounds" in answered.lower() or "42" in answered


def test_the_same_holds_for_a_price_in_a_second_recording(
    engine: LocalEngine, second_sound: HeldSound, second: SecondRecording
) -> None:
    answer = ask(engine, "How much did the potatoes cost?", second_sound)
    paid = next(event for event in second.speech if "shillings" in event["text"])
    line = next(line for line in _lines(answer) if "shillings" in line)
    assert "seventeen" in line.lower() or "17" in line
    minutes, seconds = map(int, line[1:6].split(":"))
    assert abs(minutes * 60 + seconds - paid["start"]) <= 1


def test_a_question_obeys_its_span(engine: LocalEngine, sample_sound: HeldSound) -> None:
    answer = ask(engine, "Consider only the part from 00:00 to 00:40. How much was he paid?", sample_sound)
    assert "pounds" not in answer


def test_what_is_not_spoken_of_is_said_not_to_be(engine: LocalEngine, sample_sound: HeldSound) -> None:
    notice, rest = _lines(ask(engine, "Who is Napoleon?", sample_sound))
    assert "on-device" in notice
    assert rest.startswith("Nothing")


def test_sounds_that_are_not_speech_are_named_by_their_times(
    engine: LocalEngine, sample_sound: HeldSound
) -> None:
    answer = ask(engine, "Which sounds are not speech?", sample_sound)
    found = ranges(answer)
    assert len(found) == 2
    for got, wanted in zip(found, ((43, 51), (100, 109)), strict=True):
        assert abs(got[0] - wanted[0]) <= 1
        assert abs(got[1] - wanted[1]) <= 1
    assert "sweeps" in answer
    assert "chirping" in answer
    assert "dBFS" in answer


def test_other_sounds_of_a_second_recording_are_found_and_nothing_inside_the_speech(
    engine: LocalEngine, second_sound: HeldSound, second: SecondRecording
) -> None:
    found = ranges(ask(engine, "Which sounds are not speech?", second_sound))
    assert len(found) == len(second.sounds)
    for got, event in zip(found, second.sounds, strict=True):
        assert abs(got[0] - event["start"]) <= 1, event
        assert abs(got[1] - event["end"]) <= 1, event


def test_a_description_tells_speech_other_sounds_and_silence_with_levels(
    engine: LocalEngine, second_sound: HeldSound
) -> None:
    notice, *rest = _lines(ask(engine, "Describe this audio clip", second_sound))
    assert "on-device" in notice
    for kind in (" speech; level -", " other sound: ", " silence; level -"):
        assert any(kind in line for line in rest), kind


@pytest.mark.parametrize("question", ["Is there music?", "Is there a siren?", "What sounds can be heard?"])
def test_sounds_are_described_and_not_named(
    engine: LocalEngine, sample_sound: HeldSound, question: str
) -> None:
    answer = ask(engine, question, sample_sound)
    assert "does not name sounds" in answer
    assert "00:43-00:5" in answer


def test_a_summary_admits_that_it_only_quotes(engine: LocalEngine, sample_sound: HeldSound) -> None:
    notice, admission, opening, *_, closing = _lines(ask(engine, "Please summarize the audio.", sample_sound))
    assert "on-device" in notice
    assert "cannot summarize" in admission
    assert opening.startswith('[00:01] "Good morning')
    assert "Thank you" in closing


@pytest.mark.parametrize(
    "wish", ["Translate the speech into French", "Who is speaking?", "Write a poem about this recording"]
)
def test_what_it_cannot_do_it_says_in_one_sentence_with_what_it_can(
    engine: LocalEngine, sample_sound: HeldSound, wish: str
) -> None:
    _, sentence = _lines(ask(engine, wish, sample_sound))
    assert sentence.startswith("It cannot ")
    assert "transcribe English speech" in sentence


def test_answers_over_several_recordings_name_them(engine: LocalEngine, sample_sound: HeldSound) -> None:
    answer = ask(
        engine,
        "How much was he paid?",
        sample_sound,
        sample_sound.cut(0, 30),
        names=("interview.ogg", "opening.ogg"),
    )
    assert 'interview.ogg 01:18 "How much' in answer
    assert "opening.ogg: Nothing" in answer


def test_a_request_without_a_recording_is_told_so(engine: LocalEngine) -> None:
    assert "no recording" in ask(engine, "Transcribe this")
    assert "no recording" in ask(engine, "How much was he paid?")
