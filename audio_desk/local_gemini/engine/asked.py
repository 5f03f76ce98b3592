"""The recordings of a request, each with the part of it that is meant."""

from __future__ import annotations

from dataclasses import dataclass

from audio_desk.local_gemini.engine import wording
from audio_desk.local_gemini.engine.frames import Span
from audio_desk.local_gemini.engine.prompt import Wish
from audio_desk.local_gemini.engine.protocol import EngineRequest, Sound


@dataclass(frozen=True, slots=True)
class AskedSound:
    """One recording and the span that the prompt means."""

    sound: Sound
    name: str
    """Empty when it is the only one: then nobody has to be told which."""
    span: Span
    whole: bool
    problem: str
    """Why nothing can be said about it; empty when something can."""


def asked_sounds(request: EngineRequest, wish: Wish) -> list[AskedSound]:
    several = len(request.sounds) > 1
    return [
        _asked(sound, _name(request, number) if several else "", wish)
        for number, sound in enumerate(request.sounds)
    ]


def _asked(sound: Sound, name: str, wish: Wish) -> AskedSound:
    if wish.span is None:
        return AskedSound(sound, name, Span(0.0, sound.duration), True, "")
    start, end = wish.span.within(sound.duration)
    problem = "" if end > start else wording.outside((wish.span.start, wish.span.end), sound.duration)
    return AskedSound(sound, name, Span(start, max(start, end)), False, problem)


def _name(request: EngineRequest, number: int) -> str:
    name = request.names[number] if number < len(request.names) else ""
    return name or f"recording {number + 1}"
