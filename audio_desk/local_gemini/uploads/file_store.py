"""FileStore: the uploads in the server's folder, their bytes and what is known about them, for 48 hours."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from audio_desk import limits
from audio_desk.local_gemini.uploads.stored_file import StoredFile, new_file_id
from audio_desk.local_gemini.wire import errors as wire_errors


@dataclass(frozen=True, slots=True)
class StorageLimits:
    """How much may be stored, in bytes."""

    file_bytes: int = limits.FILE_BYTES
    project_bytes: int = limits.PROJECT_BYTES


@dataclass(frozen=True, slots=True)
class NewFile:
    """What an upload says about itself; `id` empty: the store chooses one."""

    id: str
    display_name: str
    mime_type: str


class FileStore:
    """`files/<id>.data` and `files/<id>.json` for each upload. Used from the server's loop only."""

    def __init__(self, folder: Path, now_ns: Callable[[], int], storage: StorageLimits | None = None) -> None:
        """Reads what the folder holds. Raises OSError."""
        self._folder = folder / "files"
        self._partial = folder / "partial"
        self.now_ns = now_ns
        self.limits = storage or StorageLimits()
        for place in (self._folder, self._partial):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._files = {file.id: file for file in self._read_all()}
        self.sweep()

    @property
    def partial_folder(self) -> Path:
        """Bytes that are still arriving; what an earlier server left there is for the upload sessions."""
        return self._partial

    def new_partial(self) -> Path:
        """An empty file of its own, for bytes that are still arriving. Raises OSError."""
        handle, name = tempfile.mkstemp(dir=self._partial)
        os.close(handle)
        return Path(name)

    def room_for(self, size: int) -> None:
        """Raises WireError when `size` more bytes would break a limit."""
        if size > self.limits.file_bytes:
            raise wire_errors.bad_argument(
                f"The file is larger than the limit of {self.limits.file_bytes} bytes."
            )
        self.sweep()
        if size + sum(file.size_bytes for file in self._files.values()) > self.limits.project_bytes:
            raise wire_errors.project_full()

    def check_free(self, file_id: str) -> None:
        """Raises WireError when another upload has this id."""
        if file_id and self.find(file_id) is not None:
            raise wire_errors.WireError(409, f"The file files/{file_id} already exists.")

    def add(self, partial: Path, new: NewFile, *, size: int, sha256: str, processing: bool) -> StoredFile:
        """Take the bytes in `partial` over. Raises WireError (the id is taken) or OSError."""
        self.check_free(new.id)
        now = self.now_ns()
        file = StoredFile(
            id=new.id or self._free_id(),
            display_name=new.display_name,
            mime_type=new.mime_type,
            size_bytes=size,
            sha256=sha256,
            created_ns=now,
            updated_ns=now,
            expires_ns=now + limits.UPLOAD_SECONDS * 10**9,
            state="PROCESSING" if processing else "ACTIVE",
        )
        partial.replace(self.data_path(file.id))
        self._write(file)
        return file

    def finish_processing(self, file_id: str, seconds: float | None) -> None:
        """The sound was checked; `seconds` is None when the bytes are not sound. Raises OSError."""
        file = self._files.get(file_id)
        if file is not None:
            self._write(replace(file, state="ACTIVE", seconds=seconds, updated_ns=self.now_ns()))

    def forget_processing(self, file_id: str) -> None:
        """The check failed, and so may writing down: the upload counts as checked until the next start."""
        file = self._files.get(file_id)
        if file is not None:
            self._files[file_id] = replace(file, state="ACTIVE")

    def find(self, file_id: str) -> StoredFile | None:
        """The living upload of this id."""
        file = self._files.get(file_id)
        if file is not None and file.expires_ns <= self.now_ns():
            self.delete(file_id)
            return None
        return file

    def get(self, file_id: str) -> StoredFile:
        """Raises WireError."""
        file = self.find(file_id)
        if file is None:
            raise wire_errors.file_unknown(file_id)
        return file

    def newest_first(self) -> list[StoredFile]:
        self.sweep()
        return sorted(self._files.values(), key=lambda file: file.age_key, reverse=True)

    def processing(self) -> list[StoredFile]:
        """The uploads whose sound still has to be checked."""
        return [file for file in self._files.values() if file.state == "PROCESSING"]

    def delete(self, file_id: str) -> None:
        """Nothing happens when there is no such upload."""
        if self._files.pop(file_id, None) is not None:
            self._remove_from_disk(file_id)

    def sweep(self) -> None:
        """Delete what has expired."""
        now = self.now_ns()
        for file in [file for file in self._files.values() if file.expires_ns <= now]:
            self.delete(file.id)

    def data_path(self, file_id: str) -> Path:
        return self._folder / f"{file_id}.data"

    def _free_id(self) -> str:
        while (file_id := new_file_id()) in self._files:
            pass
        return file_id

    def _write(self, file: StoredFile) -> None:
        handle, temporary = tempfile.mkstemp(dir=self._partial)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(file.to_json())
        Path(temporary).replace(self._folder / f"{file.id}.json")
        self._files[file.id] = file

    def _read_all(self) -> list[StoredFile]:
        """Whole uploads; bytes without a description, or the reverse, are nobody's and go."""
        files = [file for path in self._folder.glob("*.json") if (file := self._read(path)) is not None]
        known = {file.id for file in files}
        for path in list(self._folder.iterdir()):
            if path.stem not in known:
                self._remove_from_disk(path.stem)
        return files

    def _read(self, path: Path) -> StoredFile | None:
        try:
            file = StoredFile.from_json(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        whole = file.id == path.stem and self.data_path(file.id).is_file()
        return file if whole else None

    def _remove_from_disk(self, file_id: str) -> None:
        # Windows refuses while a request reads the bytes; they are cleared at the next start, because the
        # description goes first.
        for ending in ("json", "data"):
            try:
                (self._folder / f"{file_id}.{ending}").unlink(missing_ok=True)
            except PermissionError:
                continue
