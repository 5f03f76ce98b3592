"""Several recordings with a label each: their letters stand at their times, their spans are their own."""

from __future__ import annotations

import json
import re

import pytest

from audio_desk.local_gemini.engine.local import LocalEngine
from audio_desk.local_gemini.prompts.prompt import FilePart, Prompt, TextPart, Turn
from audio_desk.request.prompts import Task, prompt_for_several
from tests.local_gemini.engine.sounds import HeldSound, ask
from tests.second_recording import SecondRecording, build

LABELS = (
    "Recording A: interview.ogg (only from 01:00 to 01:40)",
    "Recording B: market from 0:10 to 0:20.wav",
)
SOUND = FilePart("abc", "audio/wav")


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> SecondRecording:
    return build(tmp_path_factory.mktemp("market"))


def test_quotes_carry_their_recordings_letter_and_a_labels_span_is_obeyed(
    engine: LocalEngine, sample_sound: HeldSound, market: SecondRecording
) -> None:
    question = prompt_for_several(
        Task.ASK, question="How much did the potatoes cost, and how much was he paid?"
    )
    answer = ask(engine, question, sample_sound, HeldSound.of(market.path), labels=LABELS)
    quoted = re.findall(r'^\[([AB]) (\d\d):(\d\d)\] "', answer, re.MULTILINE)
    assert {letter for letter, _, _ in quoted} == {"A", "B"}
    assert all(60 <= int(m) * 60 + int(s) < 100 for letter, m, s in quoted if letter == "A")
    price = next(event for event in market.speech if "shillings" in event["text"])
    assert any(abs(int(m) * 60 + int(s) - price["start"]) <= 1 for letter, m, s in quoted if letter == "B")


def test_transcripts_sounds_and_json_name_their_recordings_too(
    engine: LocalEngine, sample_sound: HeldSound
) -> None:
    sounds = (sample_sound.cut(0, 12), sample_sound.cut(42, 53))
    labels = ("Recording A: one.wav", "Recording B: two.wav")
    lines = ask(engine, "Provide a transcript of the speech.", *sounds, labels=labels).splitlines()
    assert lines[0] == "Recording A"
    assert lines[1].startswith("[A 00:0")
    assert "Recording B" in lines
    assert lines[-1].startswith("[B 00:")
    heard = ask(engine, prompt_for_several(Task.SOUNDS), *sounds, labels=labels)
    assert re.search(r"^B 00:0\d-00:\d\d other sound", heard, re.MULTILINE)
    written = json.loads(ask(engine, "Provide a transcript.", *sounds, labels=labels, json_wanted=True))
    texts = json.dumps(written)
    assert "Recording A: " in texts
    assert "Recording B: " in texts


def test_a_text_before_a_sound_is_its_label_where_something_else_is_asked() -> None:
    def prompt(*parts: TextPart | FilePart) -> Prompt:
        return Prompt((Turn("user", parts),))

    two = prompt(
        TextPart("Recording A: a.wav"), SOUND, TextPart("Recording B"), SOUND, TextPart("Who is paid?")
    )
    assert (two.labels, two.question) == (("Recording A: a.wav", "Recording B"), "Who is paid?")
    asked_first = prompt(TextPart("Which recording is louder?"), SOUND, SOUND)
    assert (asked_first.labels, asked_first.question) == (("", ""), "Which recording is louder?")
    only_text = prompt(TextPart("Recording 1: transcribe it."), SOUND)
    assert (only_text.labels, only_text.question) == (("",), "Recording 1: transcribe it.")
    last = prompt(TextPart("Audio 1"), SOUND, TextPart("file 2:"), SOUND, TextPart("Recordings compared"))
    assert (last.labels, last.question) == (("Audio 1", "file 2:"), "Recordings compared")
