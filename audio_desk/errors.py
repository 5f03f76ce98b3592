"""Every error that an environment or a user can cause, as data; the words are in error_text.py.

Anything that is not one of these is a bug and goes to the crash report.
"""

from __future__ import annotations

from pathlib import Path

from typing_extensions import override


class AudioDeskError(Exception):
    """Root of all expected errors."""


class Stopped(AudioDeskError):
    """Work ended because its stop flag was set; whoever set it says nothing more."""


# --- the recording -----------------------------------------------------------------------------------------


class AudioError(AudioDeskError):
    """Something about a recording; `path` is the file."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {path.name} {detail}".strip())
        self.path = path
        self.detail = detail

    @override
    def __reduce__(self) -> tuple[type[AudioError], tuple[Path, str]]:
        """Comes from worker processes too."""
        return type(self), (self.path, self.detail)


class AudioMissing(AudioError):
    """The file is not there (any more)."""


class AudioEmpty(AudioError):
    """The file has no bytes, or not one decodable frame."""


class AudioUnreadable(AudioError):
    """The file exists but may not be read, or the disk failed; `detail` is the system's reason."""


class AudioUnsupported(AudioError):
    """The bytes are not sound that this program can decode."""


class AudioIncomplete(AudioUnsupported):
    """The part of the file that tells where its sound lies is missing: it was cut off, or damaged."""


class AudioSilentFilm(AudioUnsupported):
    """There are moving pictures in the file, and no sound."""


class AudioChanged(AudioError):
    """The file is not the one that was opened: its size or its time of change is another."""


class ConversionNeeded(AudioError):
    """Gemini would not take the file as it is: its type, or its size; as FLAC it would."""


class AudioNotWritten(AudioError):
    """A cut or converted file could not be written; `detail` is the system's reason."""


class OutputExists(AudioError):
    """A file is not written because one of that name is there already."""


class OutputUnsupported(AudioError):
    """A file cannot be written as its name says; `detail` is the reason."""


# --- what the user asked for -------------------------------------------------------------------------------


class UsageError(AudioDeskError):
    """A wish that cannot be met as it stands."""


class RegionOutside(UsageError):
    """A region reaches past the end of the recording, or is empty or backward; all values in seconds."""

    def __init__(self, start: float, end: float, duration: float) -> None:
        super().__init__(f"region {start}-{end} of a recording of {duration} s")
        self.start = start
        self.end = end
        self.duration = duration


class TimeInvalid(UsageError):
    """A text that is no time."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a time: {text!r}")
        self.text = text


class NoWords(UsageError):
    """A search without a word in it."""


class QuestionEmpty(UsageError):
    """Ask without a question."""


class RecordingUnknown(UsageError):
    """Nothing is kept of the file at `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class OtherRecording(UsageError):
    """The file at `path` holds other bytes than the recording that was looked for."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class ModelInvalid(UsageError):
    """A text that can be no model's name."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a model: {text!r}")
        self.text = text


class LimitExceeded(UsageError):
    """A limit of the API; `limit` names the field of limits.py, `value` and `allowed` are in its unit."""

    def __init__(self, limit: str, value: float, allowed: float) -> None:
        super().__init__(f"{limit}: {value} > {allowed}")
        self.limit = limit
        self.value = value
        self.allowed = allowed


class ChannelMissing(UsageError):
    """A recording has no channel number `channel`, counted from 0; `detail` says how many it has."""

    def __init__(self, channel: int, channels: int) -> None:
        super().__init__(f"no channel {channel + 1} of {channels}")
        self.text = str(channel + 1)
        self.detail = "it has 1" if channels == 1 else f"it has {channels}"


class RegionsOnly(UsageError):
    """The user said that this recording's whole file stays on this computer."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"regions only: {path}")
        self.path = path


class LongRunning(UsageError):
    """Another program on this computer is transcribing the same recording part by part."""


class QueueRunning(UsageError):
    """Another program on this computer is working through the same queue of regions."""


class NoRegions(UsageError):
    """A recording has no marked region."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class NothingToExport(UsageError):
    """A recording has no transcript, or none of what was asked for; `text` names that."""

    def __init__(self, text: str) -> None:
        super().__init__(f"nothing to export: {text}")
        self.text = text


class NoSpeechFound(UsageError):
    """A recording has no transcript because the last one that was asked for came back without a word."""


class FormatHoldsOne(UsageError):
    """A file format that has no place for several lists; `text` is its name."""

    def __init__(self, text: str) -> None:
        super().__init__(f"one list only: {text}")
        self.text = text


class TranscriptUnreadable(UsageError):
    """A file that is no transcript in a format that can be read; `detail` is the reason."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"no transcript: {detail}")
        self.detail = detail


class ProjectUnreadable(UsageError):
    """A file that is no project, or none that can be trusted; `detail` is the reason."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"no project: {detail}")
        self.detail = detail


class ProjectSoundMissing(UsageError):
    """The recording of a project is neither in it nor beside it; `path` has its name."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"no sound: {path}")
        self.path = path


class TemplatesUnreadable(UsageError):
    """A file that holds no templates; `detail` is the reason."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"no templates: {detail}")
        self.detail = detail


class SearchPattern(UsageError):
    """A regular expression, or what is to stand in its place, that cannot be read; `detail` says why."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"no pattern: {detail}")
        self.detail = detail


class SearchTooSlow(UsageError):
    """A regular expression that was ended, because it would have looked for ages."""

    def __init__(self) -> None:
        super().__init__("the pattern takes too long")


class SettingInvalid(UsageError):
    """A setting of a request that cannot be; `detail` says which values can."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"no such setting: {detail}")
        self.detail = detail


# --- Gemini, or its stand-in on this computer --------------------------------------------------------------


class GeminiError(AudioDeskError):
    """A failure told by, or on the way to, a Gemini endpoint. `message` is the server's own sentence."""

    def __init__(self, message: str = "", *, code: int | None = None, status: str = "") -> None:
        super().__init__(message or type(self).__name__)
        self.message = message
        self.code = code
        self.status = status
        self.answering = False
        """Whether the server had begun its answer when this happened, be it without a word."""


class KeyMissing(GeminiError):
    """No key in the environment and none in the keyring."""


class KeyringMissing(GeminiError):
    """This system has no keyring to keep a key in; the environment still works."""


class KeyRejected(GeminiError):
    """The server does not accept the key."""


class ServiceDisabled(GeminiError):
    """The Gemini API is not enabled for the key's project."""


class QuotaExceeded(GeminiError):
    """429; `retry_after` in seconds when the server named it."""

    def __init__(
        self, message: str = "", *, retry_after: float | None = None, code: int | None = 429, status: str = ""
    ) -> None:
        super().__init__(message, code=code, status=status)
        self.retry_after = retry_after


class RequestRejected(GeminiError):
    """400: the request as it was sent is not accepted."""


class RequestTooLarge(RequestRejected):
    """400: the request's body is over the limit."""


class FileTypeRejected(RequestRejected):
    """400: the MIME type, or the bytes behind it, are not accepted."""


class FileNotReady(RequestRejected):
    """400 FAILED_PRECONDITION: the upload is still being processed, or its processing failed."""


class UploadFailed(FileNotReady):
    """The server has all bytes of the upload and could not process them; `message` is its reason."""


class UploadGone(GeminiError):
    """403 or 404 for a file: deleted, expired, or of another account."""


class ModelUnknown(GeminiError):
    """404 for a model name."""


class ServiceDown(GeminiError):
    """500, 503 or 504: the service is overloaded or failed; asking again later may work."""


class ServiceFailed(ServiceDown):
    """500: something broke at the service."""


class ServiceTooSlow(ServiceDown):
    """504 or 408: the service did not finish in its own time."""


class Unreachable(GeminiError):
    """No connection, or the connection was lost."""


class AnswerUnreadable(GeminiError):
    """The server's answer is not what the API promises."""


# --- the server on this computer ---------------------------------------------------------------------------


class LocalGeminiError(AudioDeskError):
    """The server on this computer; `detail` says what failed."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail or type(self).__name__)
        self.detail = detail


class LocalServerNotStarted(LocalGeminiError):
    """Its process ended or did not answer in time."""


class AlreadyRunning(LocalGeminiError):
    """Another server serves from the folder: `base_url` and `api_key` reach it; no text holds the key."""

    def __init__(self, base_url: str, api_key: str) -> None:
        super().__init__(f"already running at {base_url}")
        self.base_url = base_url
        self.api_key = api_key


class EngineMissing(LocalGeminiError):
    """The speech recogniser's packages are not installed (the extra `ondevice`)."""


class ModelDamaged(LocalGeminiError):
    """The speech model is missing, or its checksum is wrong."""


# --- what we keep ------------------------------------------------------------------------------------------


class StoreError(AudioDeskError):
    """The database; `path` is its file."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{type(self).__name__}: {detail}".strip())
        self.path = path
        self.detail = detail


class StoreUnavailable(StoreError):
    """It cannot be opened or written: no right, disk full, damaged."""


class StoreTooNew(StoreError):
    """A newer program made it."""


class RowGone(StoreError):
    """A recording or an answer that was deleted meanwhile; `detail` names it."""
