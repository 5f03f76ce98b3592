"""PromptSounds: the recordings of one prompt, found, checked against the rules, and opened for the engine."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path

from audio_desk import limits
from audio_desk.errors import AudioError, AudioMissing
from audio_desk.local_gemini.engine.protocol import OpenSound, Sound
from audio_desk.local_gemini.life.threads import in_daemon_thread
from audio_desk.local_gemini.prompts.mime_types import is_sound
from audio_desk.local_gemini.prompts.prompt import FilePart, InlinePart, SoundPart
from audio_desk.local_gemini.uploads.file_store import FileStore
from audio_desk.local_gemini.uploads.stored_file import StoredFile
from audio_desk.local_gemini.wire import errors as wire_errors


class OpenedSounds:
    """Sounds to read, and their names in answers. Close it when the engine has stopped."""

    def __init__(self) -> None:
        self.sounds: list[Sound] = []
        self.names: list[str] = []
        self._copies: list[Path] = []
        self._turn = threading.Lock()
        self._closed = False

    @property
    def seconds(self) -> tuple[float, ...]:
        return tuple(sound.duration for sound in self.sounds)

    def keep_copy(self, path: Path) -> None:
        self._copies.append(path)

    def keep(self, sound: Sound, name: str) -> bool:
        """False, and the sound closed, when nobody waits for it any more."""
        with self._turn:
            if self._closed:
                sound.close()
                return False
            self.sounds.append(sound)
            self.names.append(name)
            return True

    def close(self) -> None:
        with self._turn:
            self._closed = True
            for sound in self.sounds:
                sound.close()
        for copy in self._copies:
            with contextlib.suppress(PermissionError):  # Windows, when it is still being opened
                copy.unlink(missing_ok=True)


class PromptSounds:
    """Opens the sounds of prompts."""

    def __init__(self, files: FileStore, open_sound: OpenSound) -> None:
        self._files = files
        self._open_sound = open_sound

    async def open(self, parts: Sequence[SoundPart]) -> OpenedSounds:
        """Open all of them, in a thread. Raises WireError or OSError."""
        opened = OpenedSounds()
        try:
            places = [self._place(part, number, opened) for number, part in enumerate(parts, 1)]
            await in_daemon_thread(lambda: self._open_all(parts, places, opened), "open-sounds")
            _check_length(opened.seconds)
        except BaseException:
            opened.close()
            raise
        return opened

    async def seconds(self, parts: Sequence[SoundPart]) -> tuple[float, ...]:
        """The lengths, in no order; uploads were measured when they came. Raises WireError or OSError."""
        known = {part: self._usable(part).seconds for part in parts if isinstance(part, FilePart)}
        opened = await self.open(
            [part for part in parts if isinstance(part, InlinePart) or known[part] is None]
        )
        opened.close()
        lengths = [known.get(part) if isinstance(part, FilePart) else None for part in parts]
        seconds = (*opened.seconds, *(length for length in lengths if length is not None))
        _check_length(seconds)
        return seconds

    def _usable(self, part: FilePart) -> StoredFile:
        """Raises WireError when the upload may not be used in a prompt."""
        file = self._files.get(part.file_id)
        if file.state != "ACTIVE":
            raise wire_errors.file_not_active(file.id)
        _check_type(part.mime_type or file.mime_type)
        return file

    def _place(self, part: SoundPart, number: int, opened: OpenedSounds) -> tuple[Path, str]:
        """Where the bytes are, or will be, and what the sound is called. Raises WireError."""
        if isinstance(part, InlinePart):
            _check_type(part.mime_type)
            copy = self._files.new_partial()
            opened.keep_copy(copy)
            return copy, f"recording {number}"
        file = self._usable(part)
        return self._files.data_path(file.id), file.display_name or f"files/{file.id}"

    def _open_all(
        self, parts: Sequence[SoundPart], places: Sequence[tuple[Path, str]], opened: OpenedSounds
    ) -> None:
        for part, (path, name) in zip(parts, places, strict=True):
            if isinstance(part, InlinePart):
                path.write_bytes(part.data)
            if not opened.keep(self._open(part, path, name), name):
                return

    def _open(self, part: SoundPart, path: Path, name: str) -> Sound:
        try:
            return self._open_sound(path)
        except AudioMissing as error:
            raise wire_errors.file_unknown(path.stem) from error
        except AudioError as error:
            raise wire_errors.sound_rejected(name) from error


def _check_type(mime_type: str) -> None:
    if not is_sound(mime_type):
        raise wire_errors.mime_type_rejected(mime_type)


def _check_length(seconds: Sequence[float]) -> None:
    if sum(seconds) > limits.PROMPT_SECONDS:
        raise wire_errors.prompt_too_long(sum(seconds))
