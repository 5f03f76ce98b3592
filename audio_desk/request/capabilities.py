"""What a model can be asked for beyond plain text; the list of models does not say it."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from audio_desk.request.prompts import Task
from audio_desk.settings import Account

_TRANSCRIBERS: Final = ("gemini-*-transcribe*",)
"""Of 2026-11: models that only transcribe, with a configuration of their own instead of a prompt."""
_WRITES_JSON: Final = ("gemini-*",)


@dataclass(frozen=True, slots=True)
class Capabilities:
    writes_json: bool = False
    """Answers in the form of a JSON schema."""
    transcribes: bool = False
    """Takes sound without a question, and names words with their times and speakers."""


def capabilities_of(account: Account, model: str) -> Capabilities:
    """As far as it is known before asking; a refusal teaches better.

    The engine on this computer writes lines with exact times anyway.
    """
    name = model.removeprefix("models/")
    if account == "on-device":
        return Capabilities()
    transcribes = any(fnmatchcase(name, pattern) for pattern in _TRANSCRIBERS)
    writes = any(fnmatchcase(name, pattern) for pattern in _WRITES_JSON)
    return Capabilities(writes_json=writes and not transcribes, transcribes=transcribes)


def writes_json(account: Account, model: str, task: Task) -> bool:
    """Whether this is asked for in the form of `TRANSCRIPT_SCHEMA`."""
    return task == Task.TRANSCRIPT and capabilities_of(account, model).writes_json


def hears_all(account: Account, model: str, task: Task) -> bool:
    """Whether it cannot be told which stretch is meant: a transcriber takes no question, so one is cut."""
    return task == Task.TRANSCRIPT and capabilities_of(account, model).transcribes


TRANSCRIPT_SCHEMA: Final[dict[str, object]] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "start": {"type": "string", "description": "When the utterance begins, as MM:SS"},
            "end": {"type": "string", "description": "When it ends, as MM:SS"},
            "speaker": {"type": "string", "description": "Who speaks; empty when it cannot be told"},
            "text": {"type": "string", "description": "The words, without times"},
        },
        "required": ["start", "text"],
    },
}
