"""Loads the rest of the program while the window can be seen and used: never long at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from importlib import import_module
from typing import Final

_ROOMS: Final = (
    "audio_desk.error_text",
    "audio_desk.operations.desk",
    "audio_desk.operations.recordings.load_peaks",
    "audio_desk.operations.recordings.open_recording",
    "audio_desk.operations.asking.ask",
    "audio_desk.operations.asking.answers",
    "audio_desk.operations.long.transcription",
    "audio_desk.operations.asking.models",
    "audio_desk.operations.recordings.regions",
    "audio_desk.operations.recordings.silences",
    "audio_desk.operations.asking.spending",
    "audio_desk.operations.asking.templates",
    "audio_desk.operations.uploads.queue",
    "audio_desk.operations.uploads.files",
    "audio_desk.gemini.keys",
    "audio_desk.note_text",
)
"""They know nothing of Qt: a thread may load them. The window's thread takes its turns in between."""

_PANES: Final = (
    "audio_desk.ui.document",
    "audio_desk.ui.opening",
    "audio_desk.ui.waveform.wave.view",
    "audio_desk.ui.waveform.panel",
    "audio_desk.ui.playback.player",
    "audio_desk.ui.playback.transport",
    "audio_desk.ui.ask.runner",
    "audio_desk.ui.ask.pane",
    "audio_desk.ui.ask.asking_errands",
    "audio_desk.ui.transcripts.results",
    "audio_desk.ui.uploads.pane",
    "audio_desk.ui.side.column",
    "audio_desk.ui.settings.account_menu",
    "audio_desk.ui.ask.preview",
    "audio_desk.ui.long.long_work",
    "audio_desk.ui.documents_link",
    "audio_desk.ui.errands",
    "audio_desk.ui.furnishing",
    "audio_desk.session",
)
"""Qt's modules are loaded on the window's thread alone, a few of ours in each turn."""


async def load_rest() -> None:
    """A name that is missing here costs a longer turn, and nothing else."""
    await asyncio.get_running_loop().run_in_executor(None, _load, _ROOMS)
    for name in _PANES:
        import_module(name)
        await asyncio.sleep(0)


def _load(names: Sequence[str]) -> None:
    for name in names:
        import_module(name)
