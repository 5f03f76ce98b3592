"""Speech, other sounds and silence, told apart by level and by the speech detector's pieces."""

from __future__ import annotations

import numpy as np
import pytest

from audio_desk.local_gemini.engine.acoustics import character, plain_words
from audio_desk.local_gemini.engine.frames import FRAME_SECONDS, Floats, Span
from audio_desk.local_gemini.engine.sound_map import Kind, SoundMap, Stretch, divide
from audio_desk.local_gemini.engine.speech import Piece
from tests.local_gemini.engine.sounds import RATE, HeldSound, noise, tone


def _frames(seconds: float) -> int:
    return round(seconds / FRAME_SECONDS)


def _map(*parts: tuple[float, float, bool], start: float = 0.0) -> SoundMap:
    """From (seconds, level, is speech)."""
    levels = np.concatenate([np.full(_frames(seconds), level, np.float32) for seconds, level, _ in parts])
    pieces, at = [], 0
    for seconds, _, speech in parts:
        first, at = at, at + _frames(seconds)
        if speech:
            pieces.append(Piece(first, at))
    return divide(Span(start, start + at * FRAME_SECONDS), levels, pieces)


def _told(found: SoundMap) -> list[tuple[str, int, int]]:
    return [(str(part.kind), round(part.start), round(part.end)) for part in found.stretches]


def test_speech_sound_and_silence_follow_each_other() -> None:
    found = _map(
        (5, -24, True), (1, -70, False), (4, -20, False), (1, -70, False), (5, -24, True), (6, -70, False)
    )
    assert _told(found) == [("speech", 0, 5), ("other", 6, 10), ("speech", 11, 16), ("silence", 16, 22)]


def test_times_are_those_of_the_recording_not_of_the_span() -> None:
    found = _map((2, -70, False), (4, -20, False), (2, -70, False), start=60.0)
    assert _told(found) == [("silence", 60, 62), ("other", 62, 66), ("silence", 66, 68)]


def test_pauses_between_sentences_are_no_stretches() -> None:
    found = _map((5, -24, True), (0.6, -70, False), (5, -24, True), (1.2, -70, False), (5, -24, True))
    assert [kind for kind, *_ in _told(found)] == ["speech"]


def test_the_breath_before_a_word_is_no_sound() -> None:
    found = _map((5, -24, True), (0.8, -70, False), (0.25, -45, False), (5, -24, True), (2, -70, False))
    assert found.of(Kind.OTHER) == ()


def test_bursts_that_follow_each_other_are_one_sound() -> None:
    strokes = [part for _ in range(8) for part in ((0.1, -20.0, False), (0.9, -75.0, False))]
    found = _map((3, -24, True), (2, -75, False), *strokes, (2, -75, False), (3, -24, True))
    assert [(round(part.start), round(part.end)) for part in found.of(Kind.OTHER)] == [(5, 12)]
    assert found.of(Kind.OTHER)[0].bursts == 8


@pytest.mark.parametrize("gap", [1.4, 1.58, 1.6, 1.62, 1.65])
def test_claps_that_are_alike_are_told_alike(gap: float) -> None:
    uneven = np.random.default_rng(round(gap * 100)).uniform(-0.06, 0.06, 20)
    claps = [part for off in uneven for part in ((0.1, -20.0, False), (gap + off, -120.0, False))]
    found = _map((1, -120, False), *claps, (3, -120, False))
    (clapping,) = found.of(Kind.OTHER)
    assert clapping.bursts == 20
    assert clapping.start == pytest.approx(1, abs=0.1)


def test_two_lasting_sounds_with_silence_between_stay_two() -> None:
    found = _map((2, -75, False), (4, -20, False), (0.8, -75, False), (4, -25, False), (2, -75, False))
    assert len(found.of(Kind.OTHER)) == 2


def test_a_background_that_never_stops_is_told_once() -> None:
    talk = [part for _ in range(6) for part in ((4.0, -20.0, True), (1.0, -40.0, False))]
    found = _map(*talk)
    assert found.background
    assert found.of(Kind.OTHER) == ()


def test_a_loud_sound_that_fills_everything_is_a_sound() -> None:
    assert _told(_map((8, -22, False))) == [("other", 0, 8)]


def test_nothing_at_all_gives_an_empty_map() -> None:
    assert divide(Span(0, 0), np.zeros(0, np.float32), []).stretches == ()


def _words(samples: Floats) -> str:
    seconds = len(samples) / RATE
    return plain_words(character(HeldSound(samples), Stretch(Kind.OTHER, 0, seconds, -20, -20)))


def _sweep(seconds: float) -> Floats:
    t = np.arange(int(seconds * RATE)) / RATE
    pitch = 900 + 300 * np.sin(2 * np.pi * 0.5 * t)
    return (0.2 * np.sin(2 * np.pi * np.cumsum(pitch) / RATE)).astype(np.float32)


def _pulses(samples: Floats, every: float, length: float) -> Floats:
    at = np.arange(len(samples)) / RATE
    return np.where(at % every < length, samples, 0).astype(np.float32)


@pytest.mark.parametrize(
    ("samples", "words"),
    [
        (tone(3, 440), "a steady tone at about 440 Hz"),
        (noise(3, 0.1), "noise without a clear pitch"),
        (_sweep(4), "a tone that sweeps between about 6"),
        (_pulses(noise(4, 0.2), 0.5, 0.08), "short bursts, about 2.0 a second"),
        (_pulses(tone(4, 2000), 0.5, 0.15), "short tones, about 2.0 a second"),
        (tone(3, 300) + tone(3, 400) + tone(3, 530), "several tones together"),
    ],
    ids=["tone", "noise", "sweep", "knocks", "beeps", "chord"],
)
def test_a_sound_is_described_by_its_pitch_and_course(samples: Floats, words: str) -> None:
    assert words in _words(samples)


def test_a_digital_silence_is_described_without_a_fault() -> None:
    assert _words(np.zeros(RATE, np.float32))
