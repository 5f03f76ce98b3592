"""The recordings of a request, each with the part of it that is meant."""

from __future__ import annotations

from dataclasses import dataclass

from audio_desk.local_gemini.engine import wording
from audio_desk.local_gemini.engine.frames import Span
from audio_desk.local_gemini.engine.prompt import Wish
from audio_desk.local_gemini.engine.protocol import EngineRequest, Sound
from audio_desk.local_gemini.engine.span_text import find_span
from audio_desk.local_gemini.prompts.labels import mark_of, name_of, scope_of


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
    mark: str = ""
    """The letter or number that its label gives it: it stands before each of its times."""


def asked_sounds(request: EngineRequest, wish: Wish) -> list[AskedSound]:
    several = len(request.sounds) > 1
    return [
        _asked(sound, _name(request, number) if several else "", _label(request, number), wish)
        for number, sound in enumerate(request.sounds)
    ]


def _asked(sound: Sound, name: str, label: str, wish: Wish) -> AskedSound:
    """What the label says about the part goes before what the prompt says about all."""
    wanted = find_span(scope_of(label)) or wish.span
    mark = mark_of(label) if name else ""
    if wanted is None:
        return AskedSound(sound, name, Span(0.0, sound.duration), True, "", mark)
    start, end = wanted.within(sound.duration)
    problem = "" if end > start else wording.outside((wanted.start, wanted.end), sound.duration)
    return AskedSound(sound, name, Span(start, max(start, end)), False, problem, mark)


def _label(request: EngineRequest, number: int) -> str:
    return request.labels[number] if number < len(request.labels) else ""


def _name(request: EngineRequest, number: int) -> str:
    if label := name_of(_label(request, number)):
        return label
    name = request.names[number] if number < len(request.names) else ""
    return name or f"recording {number + 1}"
