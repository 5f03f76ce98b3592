"""Finds how much around a span has to be heard too, so that no word at its edges is cut in two.

Half a word would be guessed at: where somebody speaks across an edge, it is moved outward to a pause.
"""

from __future__ import annotations

import threading
from typing import Final

from audio_desk.local_gemini.engine.frames import Span, VoiceDetector, blocks
from audio_desk.local_gemini.engine.protocol import Sound
from audio_desk.local_gemini.engine.speech import SpeechFinder

FARTHEST_SECONDS: Final = 4.0
"""Somebody who speaks for longer without a pause is cut there: some words lie between, and are not told."""
NEAR_SECONDS: Final = 1.0
"""What the detector hears on the span's own side, to be sure."""
MARGIN_SECONDS: Final = 0.35
"""Soft first and last consonants are no speech to the detector."""


def heard_span(sound: Sound, span: Span, detect: VoiceDetector, stop: threading.Event) -> Span:
    """The span, and the rest of what is being said at its edges. Raises AudioError."""
    around = Span(max(0.0, span.start - FARTHEST_SECONDS), min(sound.duration, span.end + FARTHEST_SECONDS))
    start, end = span.start, span.end
    if around.start < span.start:
        begins = Span(around.start, min(span.end, span.start + NEAR_SECONDS))
        across = _speech_across(sound, begins, span.start, detect, stop)
        start = max(around.start, across.start - MARGIN_SECONDS) if across else start
    if around.end > span.end:
        ends = Span(max(span.start, span.end - NEAR_SECONDS), around.end)
        across = _speech_across(sound, ends, span.end, detect, stop)
        end = min(around.end, across.end + MARGIN_SECONDS) if across else end
    return Span(start, end)


def _speech_across(
    sound: Sound, near: Span, edge: float, detect: VoiceDetector, stop: threading.Event
) -> Span | None:
    finder = SpeechFinder()
    pieces = [piece for block in blocks(sound, near, detect, stop) for piece in finder.feed(block)]
    for piece in (*pieces, *finder.flush()):
        found = Span(near.start + piece.start, near.start + piece.end)
        if found.start < edge < found.end:
            return found
    return None
