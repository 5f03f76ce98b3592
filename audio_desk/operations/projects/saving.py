"""Saves a recording's work as one file to pass on, with its sound or without."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePath

from audio_desk import __version__
from audio_desk.audio.cutting.whole_file import refuse_existing, whole_file
from audio_desk.audio.heed import Heed, heedless
from audio_desk.library.records import AnswerRecord, AnswerStatus, ReceiptRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.projects.file import write_project
from audio_desk.operations.projects.values import Project, ProjectSound, ProjectVersion
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.recordings.recording_file import unchanged_file

THIS: int = 0
"""In place of a recording's id: the one that the project is about."""


async def save_project(
    desk: Desk,
    recording: Recording,
    target: Path,
    *,
    with_sound: bool,
    replace_file: bool = False,
    on_progress: Heed = heedless,
) -> Project:
    """Whole or not at all.

    Raises OutputExists, OutputUnsupported, AudioNotWritten, StoreUnavailable, and with sound AudioMissing,
    AudioChanged and AudioUnreadable.
    """
    target = await desk.run(target.absolute)
    await desk.run(refuse_existing, target, replace=replace_file, source=recording.path)
    sound = await unchanged_file(desk, recording) if with_sound else None
    project = await desk.run(_gathered, desk.store, recording, target, with_sound)

    def write(stop: threading.Event) -> None:
        with whole_file(target, replace=replace_file, source=recording.path) as unfinished:
            write_project(unfinished, project, sound, stop, on_progress)

    await desk.run_stoppable(write)
    return project


def _gathered(store: Store, recording: Recording, target: Path, with_sound: bool) -> Project:
    record, info = store.recording(recording.record.id), recording.info
    script, waiting = store.script(record.id), {answer.id for answer in store.answers_to_take(record.id)}
    answers = [one for one in store.answers(record.id) if one.status != AnswerStatus.STREAMING]
    return Project(
        program=f"Audio Desk {__version__}",
        saved=datetime.now(UTC),
        recording=ProjectSound(
            name=record.name,
            sha256=record.fingerprint,
            size_bytes=record.size_bytes,
            mime_type=record.mime_type,
            rate=record.rate,
            channels=info.channels,
            frames=record.frames,
            relative_path=relative_path(recording.path, target),
            is_inside=with_sound,
        ),
        segments=script.segments,
        speakers=script.speakers,
        regions=tuple(replace(region, recording_id=THIS) for region in store.regions(record.id)),
        answers=tuple(_alone(answer) for answer in reversed(answers)),
        taken=tuple(one.id for one in reversed(answers) if _has_lines(one) and one.id not in waiting),
        receipts=tuple(_of_this(one, answers) for one in store.projects.receipts(record.id)),
        versions=tuple(_versions(store, record.id)),
        regions_only=record.regions_only,
    )


def _has_lines(answer: AnswerRecord) -> bool:
    return answer.task == "transcript" and bool(answer.segments)


def _alone(answer: AnswerRecord) -> AnswerRecord:
    """Other recordings that it was about have their names here, and no place of their own."""
    own = answer.recording_id
    about = tuple(
        replace(one, recording_id=THIS if one.recording_id == own else None) for one in answer.about
    )
    return replace(answer, recording_id=THIS, about=about)


def _of_this(receipt: ReceiptRecord, answers: Sequence[AnswerRecord]) -> ReceiptRecord:
    """Of an answer that is still coming nothing is told."""
    known = {answer.id for answer in answers}
    return replace(
        receipt, recording_id=THIS, answer_id=receipt.answer_id if receipt.answer_id in known else None
    )


def _versions(store: Store, recording_id: int) -> list[ProjectVersion]:
    made = []
    for version in reversed(store.versions(recording_id)):
        script = store.version(version.id)
        made.append(ProjectVersion(version.created, version.reason, script.segments, script.speakers))
    return made


def relative_path(sound: Path, target: Path) -> str:
    """Beside the project, beneath its folder or beneath the one above: of other folders nothing is told."""
    for folder, up in ((target.parent, ""), (target.parent.parent, "../")):
        if sound.is_relative_to(folder) and folder != PurePath(folder.anchor):
            return up + sound.relative_to(folder).as_posix()
    return sound.name
