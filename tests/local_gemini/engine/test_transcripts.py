"""Transcripts by the real model: words, times and spans, on the sample and on other recordings."""

from __future__ import annotations

import math
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from audio_desk.local_gemini.engine.local import LocalEngine
from audio_desk.local_gemini.engine.whisper import SpeechModel
from audio_desk.timecode import mmss
from tests.announcements import write_announcements
from tests.local_gemini.engine.sounds import HeldSound, ask, noise, silence, starts, tone, words
from tests.second_recording import SecondRecording
from tests.words import spoken, word_error_rate

Events = Sequence[dict[str, Any]]


def _check(transcript: str, events: Events, *, most: float, offset: float = 0.0) -> None:
    """Few wrong words, and a line within a second of every true utterance."""
    uttered = [event for event in events if "text" in event]
    assert word_error_rate(" ".join(event["text"] for event in uttered), words(transcript)) <= most
    lines = [start + offset for start in starts(transcript)]
    assert lines == sorted(lines)
    for event in uttered:
        assert min(abs(line - event["start"]) for line in lines) <= 1.0, (event, transcript)


def _prompt(start: float, end: float) -> str:
    return f"Provide a transcript of the speech from {mmss(start)} to {mmss(end)}."


def _inside(events: Events, start: float, end: float) -> list[dict[str, Any]]:
    return [event for event in events if start <= event["start"] and event["end"] <= end]


def _quiet_seconds(events: Events) -> list[int]:
    """Whole seconds in which nobody speaks: a span may begin or end there without cutting a word."""
    busy = [(event["start"] - 0.1, event["end"] + 0.1) for event in events if "text" in event]
    last = math.floor(events[-1]["end"] + 1)
    return [at for at in range(last) if not any(start < at < end for start, end in busy)]


def test_the_sample_is_heard_nearly_without_a_mistake(
    engine: LocalEngine, sample_sound: HeldSound, sample_events: Events
) -> None:
    _check(ask(engine, "Generate a transcript of the speech.", sample_sound), sample_events, most=0.08)


def test_a_span_of_the_sample_is_transcribed_within_its_bounds(
    engine: LocalEngine, sample_sound: HeldSound, sample_events: Events
) -> None:
    transcript = ask(engine, _prompt(34, 52), sample_sound)
    _check(transcript, _inside(sample_events, 34, 52), most=0.15)
    assert all(34 <= start < 52 for start in starts(transcript))
    assert "on-device" not in transcript


def test_the_clip_alone_gives_the_same_words_with_its_own_times(
    engine: LocalEngine, sample_sound: HeldSound, sample_events: Events
) -> None:
    transcript = ask(engine, "Provide a transcript of the speech.", sample_sound.cut(34, 52))
    _check(transcript, _inside(sample_events, 34, 52), most=0.15, offset=34)
    assert all(0 <= start < 18 for start in starts(transcript))


def test_a_second_recording_is_heard_as_well(
    engine: LocalEngine, second_sound: HeldSound, second: SecondRecording
) -> None:
    _check(ask(engine, "Transcribe this", second_sound), second.events, most=0.1)


def test_a_span_of_a_second_recording_holds_in_both_modes(
    engine: LocalEngine, second_sound: HeldSound, second: SecondRecording
) -> None:
    cuts = _quiet_seconds(second.events)
    first = second.speech[3]["start"]
    start = max(at for at in cuts if at <= first)
    end = min(at for at in cuts if at >= start + 20)
    whole = ask(engine, _prompt(start, end), second_sound)
    clip = ask(engine, "Provide a transcript of the speech.", second_sound.cut(start, end))
    expected = _inside(second.events, start, end)
    _check(whole, expected, most=0.15)
    _check(clip, expected, most=0.15, offset=start)
    assert all(start <= line < end for line in starts(whole))
    assert words(whole) == words(clip)


@pytest.mark.parametrize("into", [0.3, 0.5, 0.7])
def test_a_span_that_cuts_through_speech_invents_no_word(
    engine: LocalEngine, second_sound: HeldSound, second: SecondRecording, into: float
) -> None:
    first, last = second.speech[2], second.speech[5]
    start = math.floor(first["start"] + into * (first["end"] - first["start"]))
    end = math.ceil(last["start"] + into * (last["end"] - last["start"]))
    transcript = ask(engine, _prompt(start, end), second_sound)
    assert all(start <= line <= end for line in starts(transcript))
    around = [event["text"] for event in second.speech[1:7]]
    said = set(spoken(" ".join(around)))
    heard = spoken(words(transcript))
    assert len([word for word in heard if word not in said]) <= 0.1 * len(heard), transcript
    edges = [heard[0], heard[-1]]
    assert set(edges) <= said, edges


def test_what_is_hard_to_hear_is_heard_the_same_way_each_time(sample_sound: HeldSound) -> None:
    hard = sample_sound.read(60, 66) + noise(6, 0.05)
    told = []
    for _ in range(3):
        with closing(SpeechModel()) as model:
            told.append([word.text for word in model.hear(hard, threading.Event())])
    assert told[0]
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("span", [(44, 51), (101, 109)])
def test_no_words_are_invented_where_only_a_siren_or_birds_sound(
    engine: LocalEngine, sample_sound: HeldSound, span: tuple[int, int]
) -> None:
    transcript = ask(engine, _prompt(*span), sample_sound)
    assert transcript == f"There is no speech from {mmss(span[0])} to {mmss(span[1])}.\n"


@pytest.mark.parametrize(
    "sound",
    [HeldSound(silence(6)), HeldSound(noise(6, 0.1)), HeldSound(tone(6, 440)), HeldSound(noise(0, 0.1))],
    ids=["silence", "noise", "tone", "nothing"],
)
def test_a_recording_without_speech_is_said_to_have_none(engine: LocalEngine, sound: HeldSound) -> None:
    assert ask(engine, "Transcribe this", sound) == "There is no speech in this recording.\n"


def test_a_span_outside_the_recording_is_said_to_be(engine: LocalEngine, sample_sound: HeldSound) -> None:
    answer = ask(engine, _prompt(300, 360), sample_sound)
    assert answer == "The recording is 02:06 long: the part from 05:00 to 06:00 lies outside it.\n"


def test_memory_stays_flat_because_the_sound_is_read_in_pieces(
    engine: LocalEngine, sample_sound: HeldSound
) -> None:
    sound = sample_sound.cut(0, sample_sound.duration)
    ask(engine, "Generate a transcript of the speech.", sound)
    assert sound.longest_read < 30


def test_several_recordings_are_transcribed_one_after_the_other_under_their_names(
    engine: LocalEngine, sample_sound: HeldSound
) -> None:
    transcript = ask(
        engine,
        "Transcribe from 0:02 to 0:08",
        sample_sound.cut(32, 42),
        sample_sound.cut(86, 96),
        names=("bell.ogg", "lamp.ogg"),
    )
    bell, lamp = transcript.split("\nlamp.ogg\n")
    assert bell.startswith("bell.ogg\n[00:0")
    assert "happen" in bell
    assert "work end" in lamp


def test_a_transcript_without_times_has_none(engine: LocalEngine, sample_sound: HeldSound) -> None:
    text = ask(engine, "Transcribe from 0:34 to 0:52 without timestamps.", sample_sound)
    assert text.startswith("Did that ever happen")


def test_a_list_in_which_each_line_is_nearly_the_one_before_is_heard_whole(
    engine: LocalEngine, tmp_path: Path
) -> None:
    path = tmp_path / "numbers.flac"
    made = write_announcements(path, 75, first=170)
    transcript = ask(engine, "Generate a transcript of the speech.", HeldSound.of(path))
    assert words(transcript).lower().count("announcement") == len(made)
    for line, one in zip(starts(transcript), made, strict=True):
        assert abs(line - one.start) <= 1.0
