"""Cuts words into utterances: sentences and turns, one line of a transcript each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from audio_desk.local_gemini.engine.alignment import SENTENCE_ENDS, PieceWords
from audio_desk.local_gemini.engine.spoken import SpokenWord, Utterance

TURN_PAUSE_SECONDS: Final = 0.55
"""A pause this long ends an utterance whatever the punctuation says: somebody else may go on. It lies between
two pieces: within one nobody pauses, only the times of its words wander."""
SENTENCE_PAUSE_SECONDS: Final = 0.25
"""After a full stop a shorter pause does."""
LONG_SECONDS: Final = 12.0
"""A line that has run this long ends at the next comma or full stop."""
ABBREVIATIONS: Final = ("mr.", "mrs.", "ms.", "dr.", "st.", "vs.", "no.", "prof.", "sr.", "jr.")


@dataclass(slots=True)
class UtteranceCutter:
    """Feed it pieces in order; it hands over each utterance when its end is known."""

    _words: list[SpokenWord] = field(default_factory=list)

    def feed(self, pieces: Iterable[PieceWords]) -> Iterator[Utterance]:
        for piece in pieces:
            for place, word in enumerate(piece.words):
                if self._words and self._ends_before(word, is_first=place == 0):
                    yield from self.flush()
                self._words.append(word)

    def flush(self) -> Iterator[Utterance]:
        words, self._words = self._words, []
        text = " ".join("".join(word.text for word in words).split())
        if any(character.isalnum() for character in text):
            yield Utterance(words[0].start, words[-1].end, text)

    def _ends_before(self, word: SpokenWord, *, is_first: bool) -> bool:
        """`is_first`: of its piece."""
        last = self._words[-1]
        if not word.text.startswith(" "):
            return False
        pause = word.start - last.end
        if is_first and pause >= TURN_PAUSE_SECONDS:
            return True
        text = last.text.strip().lower()
        if text.endswith("?"):
            return True
        long = last.end - self._words[0].start >= LONG_SECONDS
        if text.endswith(SENTENCE_ENDS) and text not in ABBREVIATIONS:
            return pause >= SENTENCE_PAUSE_SECONDS or long
        return long and text.endswith((",", ";", ":"))
