"""Hears a span of a sound from beginning to end, utterance by utterance.

A word that the span's edge cuts in two is heard whole, and told if most of it lies within the span.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

from audio_desk.errors import Stopped
from audio_desk.local_gemini.engine.alignment import PieceWords
from audio_desk.local_gemini.engine.frames import Span, blocks
from audio_desk.local_gemini.engine.hearing import hear_window
from audio_desk.local_gemini.engine.protocol import Sound
from audio_desk.local_gemini.engine.span_edges import heard_span
from audio_desk.local_gemini.engine.spoken import SpokenWord, Utterance
from audio_desk.local_gemini.engine.utterances import UtteranceCutter
from audio_desk.local_gemini.engine.whisper import SpeechModel
from audio_desk.local_gemini.engine.windows import windows


def utterances(
    model: SpeechModel, sound: Sound, span: Span, stop: threading.Event
) -> Iterator[Utterance | None]:
    """Utterances inside the span as they are heard; None now and then while nothing new is known.

    Ends early once `stop` is set. Raises EngineMissing, ModelDamaged or AudioError.
    """
    heard = heard_span(sound, span, model.detect, stop)
    cutter = UtteranceCutter()
    try:
        for window in windows(blocks(sound, heard, model.detect, stop)):
            if window is None:
                yield None
                continue
            pieces = hear_window(lambda samples: model.hear(samples, stop), window)
            for utterance in cutter.feed(_within(piece, heard, span) for piece in pieces):
                yield _placed(utterance, heard, span)
    except Stopped:
        return
    if not stop.is_set():
        for utterance in cutter.flush():
            yield _placed(utterance, heard, span)


def _within(piece: PieceWords, heard: Span, span: Span) -> PieceWords:
    """Without the words that lie, for the most part, outside the span."""

    def is_inside(word: SpokenWord) -> bool:
        return span.start <= heard.start + (word.start + word.end) / 2 < span.end

    return replace(piece, words=tuple(filter(is_inside, piece.words)))


def _placed(utterance: Utterance, heard: Span, span: Span) -> Utterance:
    """On the recording's timeline, and inside the span."""
    start, end = (min(max(heard.start + at, span.start), span.end) for at in (utterance.start, utterance.end))
    return Utterance(start, end, utterance.text)
