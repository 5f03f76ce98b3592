"""The project file: a ZIP with `project.json` and, if wanted, the recording's sound in `sound`.

Names within the ZIP are never used as paths, and nothing is read without knowing how much it will be.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from audio_desk.audio.heed import Heed
from audio_desk.errors import AudioChanged, AudioMissing, AudioUnreadable, ProjectUnreadable, Stopped
from audio_desk.operations.projects.values import Project, from_json, to_json

SUFFIX: Final = ".audiodesk"
_SAYS: Final = "project.json"
_SOUND: Final = "sound"
_MOST_SAID: Final = 500 * 2**20
"""Bytes of JSON; a hundred hours of talk with all their versions are a tenth of it."""
_BLOCK: Final = 2**20


def write_project(
    target: Path, project: Project, sound: Path | None, stop: threading.Event, heed: Heed
) -> None:
    """Into a file that nobody sees yet.

    Raises AudioChanged, AudioMissing, AudioUnreadable, Stopped and OSError.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        said = json.dumps(to_json(project), ensure_ascii=False, indent=1)
        file.writestr(_SAYS, said.encode("utf-8", "replace"))
        if sound is not None:
            # Sound is packed already: stored as it is, its size cannot lie.
            info = zipfile.ZipInfo(_SOUND)
            with _opened(sound) as source, file.open(info, "w", force_zip64=True) as inside:
                if _copied(source, inside, project, stop, heed) != project.recording.sha256:
                    raise AudioChanged(sound)


def read_project(path: Path) -> Project:
    """Raises AudioMissing, AudioUnreadable and ProjectUnreadable."""
    with _unpacked(path) as file:
        entry = _entry(file, _SAYS)
        if entry.file_size > _MOST_SAID:
            raise ProjectUnreadable("it claims to be larger than any project")
        with file.open(entry) as inside:
            data = inside.read(_MOST_SAID + 1)
        if len(data) > _MOST_SAID:
            raise ProjectUnreadable("it is larger than any project")
        try:
            found = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise ProjectUnreadable("what it says is no JSON") from error
    return from_json(found)


def take_sound(path: Path, project: Project, target: Path, stop: threading.Event, heed: Heed) -> None:
    """The recording from inside, at `target` when it is whole and has the right bytes.

    Raises as `read_project`, Stopped and OSError.
    """
    unfinished = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with _unpacked(path) as file:
            entry = _entry(file, _SOUND)
            size = project.recording.size_bytes
            if entry.compress_type != zipfile.ZIP_STORED or entry.file_size != size:
                raise ProjectUnreadable("the recording inside is not the one that it names")
            with file.open(entry) as inside, unfinished.open("xb") as out:
                if _copied(inside, out, project, stop, heed) != project.recording.sha256:
                    raise ProjectUnreadable("the recording inside is not the one that it names")
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _unpacked(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as file:
            yield file
    except FileNotFoundError as error:
        raise AudioMissing(path) from error
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise ProjectUnreadable("it is damaged, or no project at all") from error
    except RuntimeError as error:
        raise ProjectUnreadable("it is locked with a password") from error
    except zipfile.zlib.error as error:  # type: ignore[attr-defined]
        raise ProjectUnreadable("it is damaged") from error
    except PermissionError as error:
        raise AudioUnreadable(path, error.strerror or str(error)) from error


def _entry(file: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    try:
        return file.getinfo(name)
    except KeyError as error:
        raise ProjectUnreadable(f"there is no “{name}” in it") from error


@contextmanager
def _opened(sound: Path) -> Iterator[IO[bytes]]:
    try:
        source = sound.open("rb")
    except FileNotFoundError as error:
        raise AudioMissing(sound) from error
    except OSError as error:
        raise AudioUnreadable(sound, error.strerror or str(error)) from error
    with source:
        yield source


def _copied(source: IO[bytes], target: IO[bytes], project: Project, stop: threading.Event, heed: Heed) -> str:
    """The hash of what was copied: never more than the recording has. Raises Stopped."""
    digest, done, size = hashlib.sha256(), 0, project.recording.size_bytes
    while done <= size and (block := source.read(_BLOCK)):
        if stop.is_set():
            raise Stopped
        target.write(block)
        digest.update(block)
        done += len(block)
        heed(min(1.0, done / max(1, size)))
    return digest.hexdigest()
