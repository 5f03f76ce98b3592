"""What a project file says, as values, and how they become JSON and come back: nothing read is trusted.

`resources/schema/project.schema.json` describes the file.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from audio_desk.errors import ProjectUnreadable
from audio_desk.library.records import AnswerRecord, ReceiptRecord, RegionRecord
from audio_desk.transcripts.script.kept import KeptSegment, Speaker

FORMAT: Final = "audio-desk-project"
VERSION: Final = 1
_LARGEST: Final = 2**62
"""SQLite's numbers end at 2**63."""


@dataclass(frozen=True, slots=True)
class ProjectSound:
    """The recording as it was, and where it is to be looked for."""

    name: str
    sha256: str
    size_bytes: int
    mime_type: str
    rate: int
    channels: int
    frames: int
    relative_path: str
    """From the project file's folder, with `/`; the name alone where it lay far away."""
    is_inside: bool = False
    """Whether the file holds the recording itself."""


@dataclass(frozen=True, slots=True)
class ProjectVersion:
    created: datetime
    reason: str
    segments: tuple[KeptSegment, ...]
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """Places are frames of the recording; ids of answers hold within the file."""

    program: str
    saved: datetime
    recording: ProjectSound
    segments: tuple[KeptSegment, ...] = ()
    """The transcript as a document."""
    speakers: tuple[Speaker, ...] = ()
    regions: tuple[RegionRecord, ...] = ()
    answers: tuple[AnswerRecord, ...] = ()
    taken: tuple[int, ...] = ()
    """The ids of transcripts that are in the document already, or were left out of it."""
    receipts: tuple[ReceiptRecord, ...] = ()
    """What left for these answers, and for others that were deleted; the oldest first."""
    versions: tuple[ProjectVersion, ...] = ()
    """Of the document, the oldest first."""
    regions_only: bool = False
    """The whole recording must not be uploaded."""


def to_json(project: Project) -> dict[str, object]:
    said = _out(project)
    assert isinstance(said, dict)
    return {"format": FORMAT, "version": VERSION, **said}


def from_json(found: object) -> Project:
    """Raises ProjectUnreadable."""
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ProjectUnreadable("it is no project of Audio Desk")
    version = found.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise ProjectUnreadable("it does not say its version")
    if version > VERSION:
        raise ProjectUnreadable("a newer Audio Desk made it: update this one to open it")
    try:
        project = _in(Project, found)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise ProjectUnreadable("what it says cannot be right: it is damaged") from error
    assert isinstance(project, Project)
    return project


def _out(value: Any) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return [_out(item) for item in value]
    if is_dataclass(value):
        return {field.name: _out(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _in(hint: Any, found: Any) -> Any:
    """Raises ValueError and TypeError for all that is not of this type."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (wanted,) = (part for part in parts if part is not type(None))
        return None if found is None else _in(wanted, found)
    if origin in (tuple, frozenset):
        if not isinstance(found, list):
            raise TypeError(f"no list: {type(found)}")
        return origin(_in(parts[0], item) for item in found)
    if origin is Literal:
        return parts[parts.index(found)]
    if is_dataclass(hint):
        return _read(hint, found)
    return _plain(hint, found)


def _read(kind: Any, found: Any) -> Any:
    """Fields that we do not know are left out, so that a later version may add some."""
    if not isinstance(found, Mapping):
        raise TypeError(f"no object: {type(found)}")
    hints, values = get_type_hints(kind), {}
    for field in fields(kind):
        if field.name in found:
            values[field.name] = _in(hints[field.name], found[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"no {field.name}")
    return kind(**values)


def _plain(hint: Any, found: Any) -> Any:
    if hint is datetime:
        moment = datetime.fromisoformat(found)
        if moment.tzinfo is None or not 1970 <= moment.year < 9000:
            raise ValueError(f"no moment: {found}")
        return moment
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(found)
    if type(found) is not hint:
        raise TypeError(f"{found!r} is no {hint}")
    if hint is int and not -_LARGEST < found < _LARGEST:
        raise ValueError("too large")
    return found
