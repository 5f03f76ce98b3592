"""Opens a project file: finds the recording's sound by its bytes, and takes over what is not here yet."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final
from uuid import uuid4

from audio_desk.audio.fingerprint import fingerprint
from audio_desk.audio.heed import Heed, heedless
from audio_desk.errors import (
    AudioMissing,
    AudioNotWritten,
    AudioUnreadable,
    OtherRecording,
    ProjectSoundMissing,
    ProjectUnreadable,
)
from audio_desk.library.records import AnswerRecord, AnswerStatus, ReceiptRecord, RegionRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.projects.file import read_project, take_sound
from audio_desk.operations.projects.saving import THIS
from audio_desk.operations.projects.values import Project, ProjectSound
from audio_desk.operations.recordings.open_recording import Recording, open_recording
from audio_desk.transcripts.script.change import turning
from audio_desk.transcripts.script.kept import KeptSegment, Speaker, order
from audio_desk.transcripts.script.script import Script

_LONGEST_NAME: Final = 150
_HEX: Final = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class OpenedProject:
    """How much came; what was here already does not count."""

    recording: Recording
    answers: int
    regions: int
    lines: int
    """Of the transcript, where it was not the same already."""
    versions: int


async def open_project(
    desk: Desk, path: Path, *, sound: Path | None = None, on_progress: Heed = heedless
) -> OpenedProject:
    """`sound`: where somebody says that the recording is. What is here already stays, in versions too.

    Raises ProjectUnreadable, ProjectSoundMissing where nobody knows where it is, OtherRecording, AudioError
    and StoreError; nothing was taken over then.
    """
    path = await desk.run(path.absolute)
    project = await desk.run(read_project, path)
    _check(project)
    where = await desk.run_stoppable(
        lambda stop: _find(desk.store, desk.paths.project_sound, path, project, sound, stop, on_progress)
    )
    recording = await open_recording(desk, where)
    if recording.rate != project.recording.rate or recording.record.fingerprint != project.recording.sha256:
        raise ProjectUnreadable("its times are those of another recording")
    return await desk.run(_taken, desk.store, recording, project)


def _check(project: Project) -> None:
    """What no type says."""
    sound = project.recording
    if len(sound.sha256) != 64 or not set(sound.sha256) <= _HEX:
        raise ProjectUnreadable("it does not say which recording it is about")
    if sound.rate < 1 or sound.size_bytes < 0:
        raise ProjectUnreadable("what it says of the recording cannot be right")
    steps = PurePosixPath(sound.relative_path.replace("\\", "/")).parts
    if (sound.relative_path[:1] in "/\\" and sound.relative_path) or ":" in "".join(steps[:1]):
        raise ProjectUnreadable("it points to a place outside of its own folder")
    if ".." in steps[1:] or "\0" in sound.relative_path:
        raise ProjectUnreadable("it points to a place outside of its own folder")


# --- the sound ---------------------------------------------------------------------------------------------


def _find(
    store: Store,
    folder_of: Callable[[str], Path],
    path: Path,
    project: Project,
    shown: Path | None,
    stop: threading.Event,
    heed: Heed,
) -> Path:
    sound = project.recording
    if shown is not None:
        if not _is_it(shown, sound, stop):
            raise OtherRecording(shown)
        return shown
    own = folder_of(sound.sha256) / _safe_name(sound.name)
    known = store.recording_with(sound.sha256)
    candidates = [path.parent / sound.relative_path, path.parent / _safe_name(sound.name), own]
    if known is not None:
        candidates.insert(0, known.path)
    for candidate in candidates:
        if _is_it(candidate, sound, stop):
            return candidate
    if not sound.is_inside:
        raise ProjectSoundMissing(Path(_safe_name(sound.name)))
    try:
        own.parent.mkdir(parents=True, exist_ok=True)
        take_sound(path, project, own, stop, heed)
    except OSError as error:
        raise AudioNotWritten(own, error.strerror or str(error)) from error
    return own


def _is_it(candidate: Path, sound: ProjectSound, stop: threading.Event) -> bool:
    """By its size, then by its bytes."""
    try:
        if not candidate.is_file() or candidate.stat().st_size != sound.size_bytes:
            return False
        return fingerprint(candidate, stop) == sound.sha256
    except (OSError, ValueError, AudioMissing, AudioUnreadable):
        return False


def _safe_name(name: str) -> str:
    """A file's name that is nothing else on any system."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join("_" if letter in '<>:"|?*' or ord(letter) < 32 else letter for letter in last)
    stem, dot, ending = plain.strip(". ").rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending[:16]}" or "recording"


# --- what is kept ------------------------------------------------------------------------------------------


def _taken(store: Store, recording: Recording, project: Project) -> OpenedProject:
    record = recording.record
    if project.regions_only and not record.regions_only:
        store.set_regions_only(record.id, True)
    ids, new_answers = _take_answers(store, recording, project.answers)
    store.projects.add_receipts(_new_receipts(store, recording, project.receipts, ids))
    regions = tuple(_new_regions(store, recording, project.regions))
    store.save_regions(regions)
    versions = _take_versions(store, recording, project, ids)
    lines = _take_script(store, recording, project, ids)
    return OpenedProject(recording, new_answers, len(regions), lines, versions)


def _take_answers(
    store: Store, recording: Recording, answers: tuple[AnswerRecord, ...]
) -> tuple[dict[int, int], int]:
    """The ids that the file's answers have here, and how many are new."""
    here = {(one.created, one.prompt, one.text): one.id for one in store.answers(recording.record.id)}
    ids = {one.id: here[key] for one in answers if (key := (one.created, one.prompt, one.text)) in here}
    new = [one for one in answers if one.id not in ids]
    made = store.add_answers([_own_answer(one, recording) for one in new])
    ids.update(zip((one.id for one in new), made, strict=True))
    return ids, len(new)


def _new_receipts(
    store: Store, recording: Recording, receipts: tuple[ReceiptRecord, ...], ids: dict[int, int]
) -> list[ReceiptRecord]:
    """Those that are not here; of answers as they are numbered here."""
    own = recording.record.id
    here = {(one.sent, one.body_sha256) for one in store.receipts_of_recording(own)}
    return [
        replace(
            one,
            recording_id=own,
            answer_id=None if one.answer_id is None else ids.get(one.answer_id),
        )
        for one in receipts
        if (one.sent, one.body_sha256) not in here
    ]


def _own_answer(answer: AnswerRecord, recording: Recording) -> AnswerRecord:
    """Of this recording, and where it says that somebody still receives it, nobody does."""
    own = recording.record.id
    status = answer.status
    about = tuple(
        replace(one, recording_id=own if one.recording_id == THIS else None) for one in answer.about
    )
    return replace(
        answer,
        recording_id=own,
        about=about,
        region=answer.region.clamped(recording.frames) if answer.region is not None else None,
        status=AnswerStatus.INTERRUPTED if status == AnswerStatus.STREAMING else status,
    )


def _new_regions(
    store: Store, recording: Recording, regions: tuple[RegionRecord, ...]
) -> Iterator[RegionRecord]:
    """Those that are not here; an id that another recording's region has is made anew."""
    here = store.regions(recording.record.id)
    known = {one.id for one in here} | {(one.span, one.name, one.comment) for one in here}
    strange = store.projects.ids_elsewhere(recording.record.id)
    for region in regions:
        span = region.span.clamped(recording.frames)
        if region.id not in known and (span, region.name, region.comment) not in known:
            region_id = uuid4().hex if region.id in strange else region.id
            colour = max(0, region.colour)
            own = recording.record.id
            yield replace(region, id=region_id, recording_id=own, span=span, colour=colour)


def _take_script(store: Store, recording: Recording, project: Project, ids: dict[int, int]) -> int:
    """The project's transcript; the one that was here is kept as a version."""
    own = recording.record.id
    strange = store.projects.ids_elsewhere(own)
    wanted = Script(_own_lines(project.segments, strange, ids), _own_speakers(project.speakers))
    current = store.script(own)
    if not project.segments and not project.taken:
        return 0  # it never had one: it is made of the answers when it is looked at
    change = turning(current, wanted, "import")
    if current.segments and not change.is_nothing:
        store.keep_version(own, "import")
    store.take_answers(own, change, [ids[one] for one in project.taken if one in ids], again=True)
    return 0 if change.is_nothing else len(wanted.segments)


def _take_versions(store: Store, recording: Recording, project: Project, ids: dict[int, int]) -> int:
    """Those of other moments than the ones that are here."""
    own = recording.record.id
    here = {version.created for version in store.versions(own)}
    new = [version for version in project.versions if version.created not in here]
    for version in new:
        script = Script(_own_lines(version.segments, frozenset(), ids), _own_speakers(version.speakers))
        store.projects.add_version(own, version.created, version.reason, script)
    return len(new)


def _own_lines(
    lines: tuple[KeptSegment, ...], strange: frozenset[str], ids: dict[int, int]
) -> tuple[KeptSegment, ...]:
    """In their order, each id once, and none that another recording's line has."""
    made: dict[str, KeptSegment] = {}
    for line in lines:
        start = max(0, line.start_frame)
        name = uuid4().hex if line.id in strange or line.id in made else line.id
        made[name] = replace(
            line,
            id=name,
            start_frame=start,
            end_frame=max(start, line.end_frame),
            answer_id=ids.get(line.answer_id) if line.answer_id is not None else None,
        )
    return tuple(sorted(made.values(), key=order))


def _own_speakers(speakers: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    return tuple({one.name: replace(one, colour=max(0, one.colour)) for one in speakers}.values())
