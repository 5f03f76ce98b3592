"""Hears a span of a sound from beginning to end, utterance by utterance."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from audio_desk.errors import Stopped
from audio_desk.local_gemini.engine.frames import Span, blocks
from audio_desk.local_gemini.engine.hearing import hear_window
from audio_desk.local_gemini.engine.protocol import Sound
from audio_desk.local_gemini.engine.spoken import Utterance
from audio_desk.local_gemini.engine.utterances import UtteranceCutter
from audio_desk.local_gemini.engine.whisper import SpeechModel
from audio_desk.local_gemini.engine.windows import windows


def utterances(
    model: SpeechModel, sound: Sound, span: Span, stop: threading.Event
) -> Iterator[Utterance | None]:
    """Utterances inside the span as they are heard; None now and then while nothing new is known.

    Ends early once `stop` is set. Raises EngineMissing, ModelDamaged or AudioError.
    """
    cutter = UtteranceCutter()
    try:
        for window in windows(blocks(sound, span, model.detect, stop)):
            if window is None:
                yield None
                continue
            heard = hear_window(lambda samples: model.hear(samples, stop), window)
            for utterance in cutter.feed(heard):
                yield _placed(utterance, span)
    except Stopped:
        return
    if not stop.is_set():
        for utterance in cutter.flush():
            yield _placed(utterance, span)


def _placed(utterance: Utterance, span: Span) -> Utterance:
    """On the recording's timeline, and inside the span."""
    start = min(span.start + utterance.start, span.end)
    return Utterance(start, min(span.start + utterance.end, span.end), utterance.text)
