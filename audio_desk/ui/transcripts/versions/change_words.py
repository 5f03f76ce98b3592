"""What a change of the transcript is called, for undo and for versions."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from audio_desk.library.script_edits import OTHERS
from audio_desk.transcripts.script.change import Change


def change_words(change: Change) -> str:
    return kind_words(change.kind)


def reason_words(reason: str) -> str:
    """Why a version was kept: before which change, or in somebody's own words."""
    if reason == OTHERS:
        return _tr("written by another program")
    words = kind_words(reason)
    return _tr("before: {0}").format(words) if words else reason


def kind_words(kind: str) -> str:
    """Empty for what is no kind of change."""
    return {
        "text": _tr("Edit the text"),
        "split": _tr("Split the line"),
        "merge": _tr("Join lines"),
        "insert": _tr("Insert a line"),
        "delete": _tr("Delete lines"),
        "retime": _tr("Change times"),
        "replace": _tr("Replace"),
        "speaker": _tr("Set the speaker"),
        "rename-speaker": _tr("Rename the speaker"),
        "merge-speakers": _tr("Make two speakers one"),
        "recolour": _tr("Colour the speaker"),
        "answer": _tr("Take new words"),
        "restore": _tr("Restore lines"),
        "import": _tr("Import a transcript"),
    }.get(kind, "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScriptChange", text)
