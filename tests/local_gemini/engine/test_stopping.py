"""An answer that is stopped, or dropped, lets go at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator

from audio_desk.local_gemini.engine.local import LocalEngine
from audio_desk.local_gemini.engine.protocol import EngineRequest
from audio_desk.local_gemini.engine.whisper import SpeechModel
from tests.local_gemini.engine.sounds import HeldSound, noise


def _request(prompt: str, sound: HeldSound) -> EngineRequest:
    return EngineRequest(prompt, "", (sound,), ("interview.ogg",), None, False)


def test_a_stopped_transcript_ends_within_a_moment(model: SpeechModel, sample_sound: HeldSound) -> None:
    model.load()
    # Other samples than any test before: nothing of it is remembered.
    samples = sample_sound.read(0, 120)
    sound = HeldSound(samples + noise(120, 0.0004, seed=42)[: len(samples)])
    stop = threading.Event()
    pieces = LocalEngine(model).answer(_request("Transcribe this", sound), stop)
    heard = next(piece for piece in pieces if piece)
    assert heard.startswith("[00:0")
    stop.set()
    began = time.monotonic()
    rest = list(pieces)
    # A hang guard: five times what is promised. The promise is kept by the recogniser's own thread.
    assert time.monotonic() - began < 5
    assert "".join(rest).count("\n") <= 10


def test_an_answer_stopped_before_it_began_is_empty_or_only_its_first_line(
    engine: LocalEngine, sample_sound: HeldSound
) -> None:
    stop = threading.Event()
    stop.set()
    assert "".join(engine.answer(_request("Transcribe this", sample_sound), stop)) == ""
    assert "".join(engine.answer(_request("How much was he paid?", sample_sound), stop)).count("\n") == 1
    assert "".join(engine.answer(_request("Describe this audio", sample_sound), stop)).count("\n") == 1


def test_a_second_request_is_answered_after_a_dropped_one(
    engine: LocalEngine, sample_sound: HeldSound
) -> None:
    dropped = engine.answer(_request("Transcribe this", sample_sound), threading.Event())
    next(dropped)
    assert isinstance(dropped, Generator)
    dropped.close()
    text = "".join(engine.answer(_request("Transcribe 0:34-0:37", sample_sound), threading.Event()))
    assert "happen to you" in text
