"""The commands on the transcript's lines, with their keys: a group of the table of commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from audio_desk.ui.commands import Command
from audio_desk.ui.transcripts.script.commands import ScriptCommands

Run = Callable[[], object]
SPLIT_KEY, JOIN_KEY, INSERT_KEY, DELETE_KEY = "Shift+Return", "Ctrl+Shift+J", "Ins", "Del"
AGAIN_KEY, TIME_KEY, FIND_KEY = "Ctrl+Shift+T", "Ctrl+J", "Ctrl+F"
REPLACE_KEY = "Ctrl+Alt+F" if sys.platform == "darwin" else "Ctrl+H"


@dataclass(frozen=True, slots=True)
class ScriptRuns:
    """What is not done to lines."""

    find: Run
    replace: Run
    speakers: Run
    versions: Run
    focus: Run


def script_commands(do: ScriptCommands, runs: ScriptRuns) -> Iterator[Command]:
    """The first keys act while the list has focus."""
    yield Command("edit-line", _tr("Write in the line; Enter goes on to the next"), ("Return", "F2"))
    yield Command("leave-line", _tr("Put the line back as it was"), ("Esc",))
    yield Command("split-line", _tr("Split the line at the cursor or playhead"), (SPLIT_KEY,), (), do.split)
    yield Command("join-lines", _tr("Join the lines, or one with the next"), (), (JOIN_KEY,), do.join)
    yield Command(
        "insert-line",
        _tr("Insert a line at the playhead"),
        (INSERT_KEY,),
        ("Ctrl+Shift+Return",),
        do.insert,
    )
    yield Command("delete-lines", _tr("Delete the lines"), (DELETE_KEY, "Backspace"), (), do.delete)
    yield Command("line-start", _tr("The line starts at the playhead"), ("[",), (), do.start_at_playhead)
    yield Command("line-end", _tr("The line ends at the playhead"), ("]",), (), do.end_at_playhead)
    yield Command("line-speaker", _tr("Set speaker 1 to 9"), (), ("Alt+1", "Alt+9"))
    yield Command(
        "insert-time", _tr("Insert the time where something is written"), (), (TIME_KEY,), do.insert_time
    )
    yield Command("ask-again", _tr("Transcribe the lines again"), (), (AGAIN_KEY,), do.ask_again)
    yield Command("find", _tr("Find in the transcript"), (), (FIND_KEY,), runs.find)
    yield Command("replace", _tr("Replace in the transcript"), (), (REPLACE_KEY,), runs.replace)
    yield Command("speakers", _tr("Speakers"), (), (), runs.speakers)
    yield Command("versions", _tr("Versions of the transcript"), (), (), runs.versions)
    yield Command("focus-transcript", _tr("To the transcript"), (), ("Shift+F6",), runs.focus)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Commands", text)
