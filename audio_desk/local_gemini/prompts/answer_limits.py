"""AnswerLimits: ends an answer at maxOutputTokens or at a stop sequence, however the text is cut."""

from __future__ import annotations

from collections.abc import Sequence

from audio_desk.local_gemini.prompts.token_counts import CHARACTERS_PER_TOKEN


class AnswerLimits:
    """Feed it the engine's text; `finish` is set once the answer has to end."""

    def __init__(self, max_tokens: int, stop_sequences: Sequence[str] = ()) -> None:
        self._left = max_tokens * CHARACTERS_PER_TOKEN
        self._stops = tuple(stop_sequences)
        self._held = ""
        self.finish: str | None = None

    def feed(self, text: str) -> str:
        """What of the text may go out now; the possible begin of a stop sequence is held back."""
        self._held += text
        ends = [place for stop in self._stops if (place := self._held.find(stop)) >= 0]
        if ends:
            self.finish = "STOP"
            return self._allowed(self._held[: min(ends)])
        keep = max((_overlap(self._held, stop) for stop in self._stops), default=0)
        out = self._held[: len(self._held) - keep]
        self._held = self._held[len(out) :]
        return self._allowed(out)

    def flush(self) -> str:
        """What was held back, at the end of the answer."""
        return self._allowed(self._held)

    def _allowed(self, text: str) -> str:
        if len(text) > self._left:
            text, self.finish = text[: self._left], "MAX_TOKENS"
        self._left -= len(text)
        return text


def _overlap(text: str, stop: str) -> int:
    """How many of the last characters of `text` may be the begin of `stop`."""
    return next((n for n in range(min(len(stop) - 1, len(text)), 0, -1) if stop.startswith(text[-n:])), 0)
