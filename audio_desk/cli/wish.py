"""What `transcribe` and `ask` were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audio_desk.cli.also import Also
from audio_desk.cli.options import Span
from audio_desk.cli.request_options import Given
from audio_desk.request.prompts import Task
from audio_desk.settings import Account, Mode, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    file: Path
    span: Span
    mode: Mode
    task: Task
    question: str = ""
    account: Account
    model: str
    """Empty: the one that is remembered."""
    settings: Settings
    given: Given
    """How it is to be answered, where that is not as it is remembered."""
    as_json: bool = False
    also: tuple[Also, ...] = ()
    channel: int | None = None
    plans: bool = False
    """Tell what would be sent, and send nothing."""
    template: str | None = None
    """Of the question, by name."""
    replaces: bool = False
    """A transcript takes the place of corrected lines too."""
