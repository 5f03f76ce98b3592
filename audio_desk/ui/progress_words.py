"""What a question in work is doing, for the foot of the window."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from audio_desk.operations.events import Pausing, Preparing, Renewing, Uploading, Waiting


def _tr(text: str) -> str:
    return QCoreApplication.translate("ProgressWords", text)


def progress_words(event: object) -> str:
    """`Uploading, 62 %`; None, once words arrive, is `Receiving the answer`."""
    match event:
        case Preparing(what):
            return _preparing(what)
        case Renewing():
            return _tr("The upload has ended; sending the recording again")
        case Uploading(sent, total):
            return _tr("Uploading, {0} %").format(round(100 * sent / max(1, total)))
        case Waiting("processing"):
            return _tr("The server reads the recording")
        case Waiting("other-program"):
            return _tr("Another program is sending the same recording")
        case Waiting():
            return _tr("Waiting for the answer")
        case Pausing(why, left):
            return _pausing(why).format(math.ceil(left))
        case _:
            return _tr("Receiving the answer")


def _pausing(why: str) -> str:
    words = {
        "quota": _tr("The account's limit is reached; asking again in {0} s"),
        "busy": _tr("The service is overloaded; asking again in {0} s"),
    }
    return words.get(why, _tr("No connection; asking again in {0} s"))


def _preparing(what: str) -> str:
    words = {
        "start-server": _tr("Starting the engine on this computer"),
        "cut": _tr("Cutting the region"),
        "convert": _tr("Converting the recording"),
        "hash": _tr("Reading the recording"),
    }
    return words.get(what, _tr("Preparing"))
