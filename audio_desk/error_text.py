"""The words for every expected error and for every reason why an answer is not whole: no Qt, and no keys."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from audio_desk import errors
from audio_desk.timecode import clock

Action = Literal["", "retry", "enter-key", "open-file", "use-on-device", "choose-model"]


@dataclass(frozen=True, slots=True)
class Words:
    """A few words to head a banner, one sentence that stands alone, and the button that helps."""

    title: str
    sentence: str
    action: Action = ""


_Row = tuple[str, str, Action]

# What happened, what was kept where something was at stake, what to do. {name} is the file's, {why} the
# system's or the server's own reason, in brackets.
_ERRORS: Final[dict[type[BaseException], _Row]] = {
    errors.AudioDeskError: ("It did not work", "That did not work{why}; try again.", "retry"),
    errors.Stopped: ("Stopped", "The work was stopped, and nothing was changed.", ""),
    # --- the recording
    errors.AudioError: (
        "The recording cannot be used",
        "{name} cannot be used{why}; open another file.",
        "open-file",
    ),
    errors.AudioMissing: (
        "File not found",
        "{name} is not there: check its name and its folder, and open it again.",
        "open-file",
    ),
    errors.AudioEmpty: (
        "Empty file",
        "{name} holds no sound: the file is empty, so choose another one.",
        "open-file",
    ),
    errors.AudioUnreadable: (
        "File cannot be read",
        "{name} could not be read{why}: check that you may open it and that its disk is there.",
        "retry",
    ),
    errors.AudioIncomplete: (
        "File is incomplete",
        (
            "{name} is cut off or damaged: the table that tells where its sound lies is missing, so nothing"
            " can be read; copy it again from where it was recorded."
        ),
        "open-file",
    ),
    errors.AudioUnsupported: (
        "Not a recording",
        "{name} is not sound that Audio Desk can read: WAV, MP3, AIFF, AAC, OGG, FLAC and most others are.",
        "open-file",
    ),
    errors.AudioChanged: (
        "The file has changed",
        "{name} is not the file that was opened any more: open it again; its earlier answers are kept.",
        "open-file",
    ),
    errors.ConversionNeeded: (
        "Has to be converted",
        (
            "{name} is too large for Gemini or of another type than it takes: send it as 16 kHz mono FLAC,"
            " which loses nothing that Gemini keeps."
        ),
        "",
    ),
    errors.AudioNotWritten: (
        "Not written",
        "{name} could not be written{why}: make room on the disk, or choose another folder.",
        "retry",
    ),
    errors.OutputExists: (
        "Already there",
        "{name} exists already and was not changed: choose another name, or add --force to replace it.",
        "",
    ),
    errors.OutputUnsupported: (
        "Not written",
        "{name} cannot be written{why}: choose another name or ending.",
        "",
    ),
    # --- what the user asked for
    errors.UsageError: ("That cannot be done", "That cannot be done as it stands{why}.", ""),
    errors.RegionOutside: ("The region does not fit", "{region}", ""),
    errors.TimeInvalid: (
        "Not a time",
        "{text} is not a time: write 1:30, 75:30, 1:15:30, 90 or 1m30s.",
        "",
    ),
    errors.QuestionEmpty: ("No question", "There is no question yet: write one and ask again.", ""),
    errors.ModelInvalid: (
        "Not a model's name",
        "{text} is not a valid model name: write it as in the list of models, such as gemini-3.8-flash.",
        "choose-model",
    ),
    errors.LimitExceeded: ("Too much at once", "{limit}", ""),
    errors.RegionsOnly: (
        "The whole file stays here",
        "{name} may be sent in regions only: choose a region and “Only this region”, or allow all of it.",
        "",
    ),
    errors.LongRunning: (
        "Already running",
        "Another program is transcribing this recording already: wait for it, or stop it first.",
        "",
    ),
    errors.NothingToExport: (
        "Nothing to export",
        "This recording has no {plain} yet, so no file was written: make one first.",
        "",
    ),
    errors.FormatHoldsOne: (
        "One list only",
        "A file of the format {plain} holds one list: choose transcript, regions or answers.",
        "",
    ),
    errors.TranscriptUnreadable: (
        "Not a transcript",
        "The file could not be read as a transcript{why}; nothing was changed.",
        "",
    ),
    errors.TemplatesUnreadable: (
        "No templates in it",
        "The file holds no templates{why}; your own are unchanged.",
        "",
    ),
    errors.SettingInvalid: (
        "Not a setting",
        "That setting cannot be sent{why}: nothing was asked.",
        "",
    ),
    # --- Gemini, or its stand-in on this computer
    errors.GeminiError: ("No answer", "The server did not answer as it should{why}; try again.", "retry"),
    errors.KeyMissing: (
        "No Gemini key",
        "There is no Gemini key yet: enter one, set GEMINI_API_KEY, or work on this computer without a key.",
        "enter-key",
    ),
    errors.KeyringMissing: (
        "No keyring",
        "This system has no keyring to keep the key in: set the variable GEMINI_API_KEY instead.",
        "",
    ),
    errors.KeyRejected: (
        "Key not accepted",
        "Gemini does not accept the key{why}: check it or enter another; nothing that you have is lost.",
        "enter-key",
    ),
    errors.ServiceDisabled: (
        "The Gemini API is switched off",
        "The Gemini API is not enabled for the key's project: enable it there, or enter another key.",
        "enter-key",
    ),
    errors.QuotaExceeded: ("Limit reached", "The account's limit is reached for now: {wait}.", "retry"),
    errors.RequestRejected: (
        "Request refused",
        (
            "The server refused the request{why}: ask in other words, or choose another model; nothing that"
            " you have is lost."
        ),
        "choose-model",
    ),
    errors.RequestTooLarge: (
        "Request too large",
        "The request is larger than the server takes: choose a shorter region, or send the whole recording.",
        "",
    ),
    errors.FileTypeRejected: (
        "Sound refused",
        "The server cannot use what was sent as sound{why}: check that the recording plays, or open another.",
        "open-file",
    ),
    errors.FileNotReady: (
        "Upload not ready",
        "The server has the upload but cannot use it yet{why}: try again in a moment.",
        "retry",
    ),
    errors.UploadFailed: (
        "Upload not usable",
        (
            "The server has the upload but could not process it{why}: check that the recording plays, or send"
            " another."
        ),
        "open-file",
    ),
    errors.UploadGone: (
        "Upload gone",
        "That upload is not on the server any more, or is another account's: uploads end after 48 hours.",
        "retry",
    ),
    errors.ModelUnknown: (
        "Model not available",
        "The server does not have this model{why}: choose another one.",
        "choose-model",
    ),
    errors.ServiceDown: (
        "Service down",
        "The service is overloaded or down{why}: try again in a moment; nothing that you have is lost.",
        "retry",
    ),
    errors.ServiceFailed: (
        "Service failed",
        "Something broke at the service{why}: try again, or choose another model; what you have is kept.",
        "retry",
    ),
    errors.ServiceTooSlow: (
        "Service too slow",
        "The service did not finish in time{why}: try again, or ask about a shorter region.",
        "retry",
    ),
    errors.Unreachable: (
        "No connection",
        "There is no connection to the server{why}: check the network and try again; what came is kept.",
        "retry",
    ),
    errors.AnswerUnreadable: (
        "Answer not understood",
        "The server's answer could not be understood{why}: try again; what came before is kept.",
        "retry",
    ),
    # --- the server on this computer
    errors.LocalGeminiError: (
        "This computer's server failed",
        "The server on this computer failed{why}: try again; nothing was sent anywhere.",
        "retry",
    ),
    errors.LocalServerNotStarted: (
        "This computer's server did not start",
        "The server on this computer did not start{why}: try again; nothing was sent anywhere.",
        "retry",
    ),
    errors.AlreadyRunning: (
        "Already running",
        "A server for this data folder runs already at {address}: use that one, or end it first.",
        "",
    ),
    errors.EngineMissing: (
        "No speech recogniser",
        "The speech recogniser is not installed: run `pip install 'audio-desk[ondevice]'`, or use Gemini.",
        "",
    ),
    errors.ModelDamaged: (
        "Speech model damaged",
        "The speech model cannot be used{why}: install it again, or choose another one in the settings.",
        "",
    ),
    # --- what we keep
    errors.StoreError: (
        "The library failed",
        "The library could not be used{why}; what was kept before is unchanged.",
        "retry",
    ),
    errors.StoreUnavailable: (
        "The library cannot be used",
        "{name} could not be used{why}: check that its disk has room and may be written; what is kept stays.",
        "retry",
    ),
    errors.StoreTooNew: (
        "The library is newer",
        "{name} was made by a newer Audio Desk: update this program; nothing in it was changed.",
        "",
    ),
    errors.RowGone: ("Deleted meanwhile", "That entry was deleted meanwhile; nothing else was changed.", ""),
    # --- anything else
    OSError: ("A file cannot be used", "{name} could not be used{why}; nothing was changed.", "retry"),
    BaseException: (
        "Unexpected error",
        "Something happened that Audio Desk did not expect ({kind}): try again, and please report it.",
        "retry",
    ),
}

_PROBLEMS: Final[dict[str, _Row]] = {
    "blocked": (
        "Refused",
        "The model refused this request{why} and wrote nothing: ask in other words, or about another region.",
        "retry",
    ),
    "empty": (
        "Incomplete: no text",
        "The model ended without a word: ask again, or about a shorter region.",
        "retry",
    ),
    "max-tokens": (
        "Incomplete: too long",
        "The answer reached the model's longest length: what came is kept; ask about a shorter region.",
        "retry",
    ),
    "safety": (
        "Incomplete: stopped by a filter",
        "The model's safety filter ended the answer{why}: what came is kept; ask about another region.",
        "retry",
    ),
    "recitation": (
        "Incomplete: stopped by a filter",
        (
            "The model stopped because the words are too like a published text{why}: what came is kept;"
            " ask about a shorter region."
        ),
        "retry",
    ),
    "loops": (
        "Incomplete: goes round in circles",
        "The model wrote the same words again and again{why}: what came is kept; ask again, or in two parts.",
        "retry",
    ),
    "short": (
        "Incomplete: ends early",
        "The transcript ends while the recording goes on: what came is kept; ask for the rest.",
        "retry",
    ),
    "stopped": (
        "Stopped",
        "The answer was stopped before its end: what came is kept; ask again for all.",
        "retry",
    ),
    "lost": (
        "Interrupted",
        "The connection was lost before the answer's end: what came is kept; ask again for all.",
        "retry",
    ),
    "killed": (
        "Interrupted",
        "The program ended before the answer did: what came is kept; ask again for all.",
        "retry",
    ),
    "failed": ("No answer", "The answer never began: ask again.", "retry"),
    "other": (
        "Incomplete",
        "The model ended the answer early{why}: what came is kept; ask again for all.",
        "retry",
    ),
}

_LIMITS: Final = {
    "REQUEST_BYTES": (
        "The request has {value} and may have {allowed}: choose a shorter region, or the whole recording."
    ),
    "WORDS_BYTES": "The words of the request have {value} and may have {allowed}: shorten the question.",
    "FILE_BYTES": "The file has {value} and an upload may have {allowed}: send only a region of it.",
    "PROJECT_BYTES": "The uploads would have {value} and may have {allowed}: delete some of them first.",
    "TRANSCRIBER_SECONDS": (
        "That is {value} of sound and this model takes {allowed}: choose a shorter region, or another model."
    ),
    "PROMPT_SECONDS": "That is {value} of sound and one request may hold {allowed}: choose a shorter region.",
}

_KEYS: Final = re.compile(r"AIza[\w-]{8,}|AQ\.[\w-]{8,}|(?i:(?<=key=)|(?<=x-goog-api-key: ))[^\s&'\"]+")
_REASON_CHARACTERS: Final = 200


def words_for(error: BaseException) -> Words:
    """The words of the error's class, or of the nearest class above it that has some."""
    kind = next(kind for kind in type(error).__mro__ if kind in _ERRORS)
    title, sentence, action = _ERRORS[kind]
    return Words(title, without_keys(sentence.format_map(_fields(error))), action)


def problem_words(problem: str, finish: str) -> Words:
    """Why an answer is not whole: `problem` is the library's code, `finish` the API's own word."""
    title, sentence, action = _PROBLEMS.get(problem, _PROBLEMS["other"])
    own_word = finish and finish not in ("STOP", "INTERRUPTED")
    return Words(title, sentence.format(why=f" ({finish})" if own_word else ""), action)


def _fields(error: BaseException) -> dict[str, str]:
    path = getattr(error, "path", None) or getattr(error, "filename", None)
    return {
        "name": f"“{Path(os.fsdecode(path)).name}”" if path else "A file",
        "why": _why(error),
        "kind": type(error).__name__,
        "text": f"“{getattr(error, 'text', '')}”",
        "plain": getattr(error, "text", ""),
        "address": getattr(error, "base_url", ""),
        "wait": _wait(getattr(error, "retry_after", None)),
        "region": _region(error) if isinstance(error, errors.RegionOutside) else "",
        "limit": _limit(error) if isinstance(error, errors.LimitExceeded) else "",
    }


def _why(error: BaseException) -> str:
    """The reason that the system or the server gave, on one line and not too long."""
    told = getattr(error, "detail", "") or getattr(error, "message", "") or getattr(error, "strerror", "")
    reason = " ".join(str(told or "").split()).rstrip(".")
    if len(reason) > _REASON_CHARACTERS:
        reason = f"{reason[:_REASON_CHARACTERS].rstrip()}…"
    return f" ({reason})" if reason else ""


def _wait(seconds: float | None) -> str:
    if seconds is None:
        return "wait a moment, then try again"
    return f"try again in {_length(seconds)}"


def _region(error: errors.RegionOutside) -> str:
    region = f"The region from {_time(error.start)} to {_time(error.end)}"
    if error.start >= error.duration:
        return (
            f"The region begins at {_time(error.start)}, after the end of the recording, which is"
            f" {_time(error.duration)} long: choose an earlier start."
        )
    if error.end <= error.start:
        return f"{region} is empty: its end must come after its start."
    if error.end <= error.duration:
        return f"{region} is empty: it is too short to hold any of the recording's sound."
    return (
        f"{region} passes the end of the recording, which is {_time(error.duration)} long:"
        " choose an earlier end."
    )


def _limit(error: errors.LimitExceeded) -> str:
    sentence = _LIMITS.get(error.limit, "That is more than the API takes at once: choose a shorter region.")
    written = _size if error.limit.endswith("BYTES") else _length
    return sentence.format(value=written(error.value), allowed=written(error.allowed))


def _time(seconds: float) -> str:
    """As exact as it is: `2:05.79`, `3:10`."""
    return clock(seconds, 3).rstrip("0").rstrip(".")


def _length(seconds: float) -> str:
    if seconds < 120:
        return f"{max(1, math.ceil(seconds - 1e-6))} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.3g} h"


def _size(size: float) -> str:
    """In the units in which the API's limits are round numbers."""
    for unit, bytes_each in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size >= bytes_each:
            return f"{size / bytes_each:.3g} {unit}"
    return f"{size:.0f} bytes"


def without_keys(text: str) -> str:
    """No key reaches a screen, should a server ever repeat one."""
    for variable in ("GOOGLE_API_KEY", "GEMINI_API_KEY"):
        value = os.environ.get(variable, "").strip()
        if value:
            text = text.replace(value, "[key]")
    return _KEYS.sub("[key]", text)
