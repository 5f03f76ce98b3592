"""What a generateContent or countTokens request says, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from audio_desk.local_gemini.prompts.labels import is_label


@dataclass(frozen=True, slots=True)
class TextPart:
    text: str


@dataclass(frozen=True, slots=True)
class InlinePart:
    mime_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FilePart:
    file_id: str
    mime_type: str
    """Empty when the request did not name one: the upload's counts."""


SoundPart = InlinePart | FilePart
Part = TextPart | SoundPart


@dataclass(frozen=True, slots=True)
class Turn:
    role: Literal["user", "model"]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Generation:
    """What generationConfig asks for, as far as it bears on an answer of this engine."""

    max_output_tokens: int | None = None
    stop_sequences: tuple[str, ...] = ()
    json_wanted: bool = False
    response_schema: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """A whole request."""

    turns: tuple[Turn, ...]
    system_instruction: str = ""
    generation: Generation = Generation()
    model: str = ""
    """As named in the body; may be empty, because the address names it too."""

    @property
    def question(self) -> str:
        """The text of the last user turn, without its sounds' labels; empty when there is none."""
        last = next((turn for turn in reversed(self.turns) if turn.role == "user"), None)
        if last is None:
            return ""
        texts = [part.text for part in last.parts if isinstance(part, TextPart)]
        labels = [label for _, label in _labelled(last) if label]
        return "\n".join([text for text in texts if text not in labels] or texts)

    @property
    def sounds(self) -> tuple[SoundPart, ...]:
        """Of all turns: a question may be about a recording that came with an earlier one."""
        parts = (part for turn in self.turns for part in turn.parts)
        return tuple(part for part in parts if not isinstance(part, TextPart))

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands before each of the sounds to name it; empty for those without."""
        return tuple(label for turn in self.turns for _, label in _labelled(turn))

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that counts as text."""
        parts = (part for turn in self.turns for part in turn.parts)
        return (self.system_instruction, *(part.text for part in parts if isinstance(part, TextPart)))


def _labelled(turn: Turn) -> list[tuple[SoundPart, str]]:
    """Its sounds with their labels. A turn's only text is what is asked, whatever it looks like."""
    sounds: list[tuple[SoundPart, str]] = []
    words = sum(isinstance(part, TextPart) for part in turn.parts)
    before: Part | None = None
    for part in turn.parts:
        if not isinstance(part, TextPart):
            is_named = words > 1 and isinstance(before, TextPart) and is_label(before.text)
            sounds.append((part, before.text.strip() if is_named and isinstance(before, TextPart) else ""))
        before = part
    return sounds
