"""What a row of the sending list says and offers: an upload in the queue, or one of an earlier run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from PySide6.QtCore import QCoreApplication

from audio_desk import timecode
from audio_desk.error_text import words_for
from audio_desk.errors import ConversionNeeded
from audio_desk.operations.events import Preparing, Uploading
from audio_desk.operations.uploads.conversion import Conversion
from audio_desk.operations.uploads.queue import QueuedUpload
from audio_desk.operations.uploads.unfinished import Unfinished
from audio_desk.ui.amounts import day_words, size_words
from audio_desk.ui.progress_words import progress_words

Act = Literal["pause", "resume", "retry", "convert", "cancel", "remove", "continue", "forget"]


@dataclass(frozen=True, slots=True)
class Face:
    """`share` None: it is not known how far it is, and no bar is shown unless `is_busy`."""

    name: str
    words: str
    acts: tuple[Act, ...]
    share: float | None = None
    is_busy: bool = False
    tone: Literal["small", "bad-small", "attention"] = "small"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Sending", text)


def act_words(act: Act) -> str:
    return {
        "pause": _tr("Pause"),
        "resume": _tr("Resume"),
        "retry": _tr("Try again"),
        "convert": _tr("Convert"),
        "cancel": _tr("Cancel"),
        "remove": _tr("Remove"),
        "continue": _tr("Continue"),
        "forget": _tr("Forget"),
    }[act]


def act_tip(act: Act) -> str:
    return {
        "pause": _tr("Send no more for now; what has arrived is kept"),
        "resume": _tr("Go on with the rest"),
        "retry": _tr("Go on with what has not arrived"),
        "convert": _tr("Make a 16 kHz mono FLAC of it and send that"),
        "cancel": _tr("Send no more; the server forgets what has arrived"),
        "remove": _tr("Take this line away"),
        "continue": _tr("Go on with what has not arrived"),
        "forget": _tr("The server forgets what has arrived"),
    }[act]


def face_of(upload: QueuedUpload) -> Face:
    name = upload.path.name
    match upload.state:
        case "waiting":
            return Face(name, _tr("Waiting for its turn"), ("pause", "cancel"))
        case "running":
            share = share_of(upload.step)
            return Face(name, _running(upload), ("pause", "cancel"), share, is_busy=True)
        case "paused":
            return Face(name, _paused(upload), ("resume", "cancel"), share_of(upload.step))
        case "failed" if isinstance(upload.error, ConversionNeeded) and upload.conversion is not None:
            return Face(name, offer_words(upload.conversion), ("convert", "remove"), tone="attention")
        case "failed" if upload.error is not None:
            words = words_for(upload.error).sentence
            return Face(name, words, ("retry", "remove"), share_of(upload.step), tone="bad-small")
        case _:
            return Face(name, _tr("Sent") if upload.state == "done" else _tr("Cancelled"), ())


def face_of_unfinished(left: Unfinished) -> Face:
    words = _tr("Not finished: {0}, begun {1}").format(
        size_words(left.size_bytes), day_words(left.begun, datetime.now(UTC))
    )
    return Face(left.path.name, words, ("continue", "forget"), tone="attention")


def offer_words(conversion: Conversion) -> str:
    """Why it cannot go as it is, and how large it would be: said before anything is done."""
    why = (
        _tr("Over 2 GB, more than Gemini takes.")
        if conversion.why == "size"
        else _tr("Of a type that Gemini does not take.")
    )
    return _tr("{0} As 16 kHz mono FLAC, which loses nothing that Gemini keeps, it has about {1}.").format(
        why, size_words(conversion.size_bytes)
    )


def share_of(step: object) -> float | None:
    match step:
        case Uploading(sent, total) if total > 0:
            return sent / total
        case Preparing("convert", done) if done > 0:
            return done
        case _:
            return None


def _running(upload: QueuedUpload) -> str:
    match upload.step:
        case Uploading() as step:
            return " · ".join(part for part in (_bytes(step), _speed(step), _left(step)) if part)
        case Preparing("convert", done) if upload.conversion is not None:
            size = size_words(upload.conversion.size_bytes)
            return _tr("Converting to FLAC of about {0}, {1} %").format(size, round(100 * done))
        case None:
            return _tr("Starting")
        case step:
            return progress_words(step)


def _paused(upload: QueuedUpload) -> str:
    if isinstance(upload.step, Uploading):
        return _tr("Paused · {0}").format(_bytes(upload.step))
    return _tr("Paused")


def _bytes(step: Uploading) -> str:
    return _tr("{0} of {1}").format(size_words(step.sent), size_words(step.total))


def _speed(step: Uploading) -> str:
    rate = round(step.bytes_per_second)
    return _tr("{0}/s").format(size_words(rate)) if rate else ""


def _left(step: Uploading) -> str:
    seconds = step.seconds_left
    if seconds is None:
        return ""
    if seconds < 60:
        return _tr("{0} s left").format(max(1, round(seconds)))
    return _tr("{0} left").format(timecode.clock(round(seconds)))
