"""The user's settings: one frozen value, replaced and never mutated, kept as JSON. Never holds a key."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from audio_desk.request_settings import NOTHING_SET, RequestSettings

Account = Literal["on-device", "gemini"]
Mode = Literal["whole", "region"]
Appearance = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its first value."""

    account: Account = "on-device"
    gemini_model: str = "gemini-3.8-flash"
    on_device_model: str = "whisper-tiny.en"
    speech_model: str = ""
    """A folder with a converted Whisper model, or a faster-whisper name; empty: the one that is shipped."""
    speech_model_download: bool = False
    """True only after the user agreed to download `speech_model` by its name."""
    request: RequestSettings = NOTHING_SET
    """Of recordings that have none of their own."""
    told: tuple[str, ...] = ()
    """What was said once and read: an account's name before its first request, `english`."""
    mode: Mode = "whole"
    appearance: Appearance = "system"
    recent_files: tuple[str, ...] = ()
    uploads_visible: bool = True
    delete_uploads_on_close: bool = False
    """Whether a recording's uploads are deleted when another one is opened, or the program ends."""
    volume: float = 1.0
    sound_device: str = ""
    """The system's id of the device to play on; empty: the system's own."""
    follow_playhead: bool = True
    """Whether the waveform scrolls along while playing."""
    resume_rewind_seconds: float = 1.5
    export_format: str = "txt"
    export_what: str = "transcript"
    export_layouts: tuple[tuple[str, bool, bool], ...] = ()
    """Of each format that was exported: whether with times, whether with speakers."""
    export_folder: str = ""
    """Where the last file was written; empty: beside the recording."""
    window_geometry: str = ""
    """Qt's saved geometry, base64."""
    spectrogram_visible: bool = False
    spectrogram_range_db: int = 70
    spectrogram_gain_db: int = 20
    channels_apart: bool = False
    splitters: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Sizes in pixels of each named splitter."""

    def model_of(self, account: Account) -> str:
        return self.on_device_model if account == "on-device" else self.gemini_model


def load(path: Path) -> Settings:
    """The settings in `path`; the first values where the file, or a field in it, is missing or not usable."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    hints = get_type_hints(Settings)
    known: dict[str, Any] = {f.name: _frozen(stored[f.name]) for f in fields(Settings) if f.name in stored}
    known["request"] = RequestSettings.from_json(stored.get("request"))
    return Settings(**{name: value for name, value in known.items() if _fits(value, hints[name])})


def save(settings: Settings, path: Path) -> None:
    """Write atomically. Raises OSError."""
    import tempfile  # the window's first picture does not wait for it

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".settings-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(asdict(settings), out, indent=2)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _frozen(value: object) -> object:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def _fits(value: object, hint: object) -> bool:
    origin = get_origin(hint)
    if origin is Literal:
        return value in get_args(hint)
    if origin is tuple:
        return isinstance(value, tuple) and _items_fit(value, get_args(hint))
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(hint, type) and type(value) is hint


def _items_fit(value: tuple[object, ...], hints: tuple[object, ...]) -> bool:
    if len(hints) == 2 and hints[1] is Ellipsis:
        return all(_fits(item, hints[0]) for item in value)
    return len(value) == len(hints) and all(map(_fits, value, hints))
