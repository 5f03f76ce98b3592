"""The tables of error_text.py: a title, a sentence and an action for every error, problem and limit."""

from __future__ import annotations

from typing import Final, Literal

from audio_desk import errors

Action = Literal["", "retry", "enter-key", "open-file", "use-on-device", "choose-model"]

Row = tuple[str, str, Action]

# What happened, what was kept where something was at stake, what to do. {name} is the file's, {why} the
# system's or the server's own reason, in brackets.
ERRORS: Final[dict[type[BaseException], Row]] = {
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
    errors.AudioSilentFilm: (
        "A film without sound",
        "{name} holds pictures and no sound: choose another one, or the film with its sound.",
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
    errors.TimeInvalid: ("Not a time", "{text} is not a time: write 1:30, 75:30, 1:15:30, 90 or 1m30s.", ""),
    errors.NoWords: ("Nothing to look for", "There is no word in what is to be looked for: write one.", ""),
    errors.QuestionEmpty: ("No question", "There is no question yet: write one and ask again.", ""),
    errors.RecordingUnknown: (
        "Not known here",
        "Nothing is kept of {name}: it was never opened, or it was forgotten.",
        "",
    ),
    errors.OtherRecording: (
        "Another recording",
        "{name} is not the recording that is looked for: its sound has other bytes; choose another file.",
        "",
    ),
    errors.ModelInvalid: (
        "Not a model's name",
        "{text} is not a valid model name: write it as in the list of models, such as gemini-3.8-flash.",
        "choose-model",
    ),
    errors.LimitExceeded: ("Too much at once", "{limit}", ""),
    errors.ChannelMissing: (
        "No such channel",
        "The recording has no channel {plain}{why}: send all of them, or choose another.",
        "",
    ),
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
    errors.QueueRunning: (
        "Already running",
        "Another program is working through this queue already: wait for it, or stop it first.",
        "",
    ),
    errors.NoRegions: (
        "No regions",
        "{name} has no marked regions yet: mark some in the window, or import a file of labels.",
        "",
    ),
    errors.NothingToExport: (
        "Nothing to export",
        "This recording has no {plain} yet, so no file was written: make one first.",
        "",
    ),
    errors.NoSpeechFound: (
        "No speech found",
        "The last transcript came back without a word: transcribe another stretch, or choose other things.",
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
    errors.ProjectUnreadable: (
        "Not a project",
        "The file could not be opened as a project{why}; nothing was changed.",
        "",
    ),
    errors.ProjectSoundMissing: (
        "Recording not found",
        "The project's recording, {name}, was not found beside it: show where it is; nothing was changed.",
        "",
    ),
    errors.TemplatesUnreadable: (
        "No templates in it",
        "The file holds no templates{why}; your own are unchanged.",
        "",
    ),
    errors.SearchPattern: (
        "Not a pattern",
        "What was written to look for, or to put in its place, is no regular expression{why}.",
        "",
    ),
    errors.SearchTooSlow: (
        "It takes too long",
        "This regular expression takes too long: make it simpler; nothing was changed.",
        "",
    ),
    errors.SettingInvalid: ("Not a setting", "That setting cannot be sent{why}: nothing was asked.", ""),
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
        "The server could not process the upload{why}: check that the recording plays, or send another.",
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

PROBLEMS: Final[dict[str, Row]] = {
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

LIMITS: Final = {
    "REQUEST_BYTES": (
        "The request has {value} and may have {allowed}: choose a shorter region, or the whole recording."
    ),
    "WORDS_BYTES": "The words of the request have {value} and may have {allowed}: shorten the question.",
    "FILE_BYTES": "The file has {value} and an upload may have {allowed}: send only a region of it.",
    "PROJECT_BYTES": "The uploads would have {value} and may have {allowed}: delete some of them first.",
    "TRANSCRIBER_SECONDS": (
        "That is {value} of sound and this model takes {allowed}: choose a shorter region, or another model."
    ),
    "PROMPT_SECONDS": (
        "That is {value} of sound and one request may hold {allowed}: send only a shorter region."
    ),
    "SECONDS_TOGETHER": (
        "Together that is {value} of sound and one request may hold {allowed}: leave one out, or send only"
        " regions."
    ),
}
