"""The transcript of a recording as a document: read, saved, made of answers, kept in versions."""

from __future__ import annotations

from audio_desk.library.records import AnswerRecord, VersionRecord
from audio_desk.library.script_edits import Reading
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.operations.transcripts.taking import Mode, Taken, current_script, taken
from audio_desk.transcripts.script.change import Change, turning
from audio_desk.transcripts.script.edits import rename_speaker
from audio_desk.transcripts.script.script import Script


async def load_script(desk: Desk, recording: Recording) -> Script:
    """With the answers in it that ended since it was last read. Raises StoreUnavailable."""
    return await desk.run(current_script, desk.store, recording.record.id)


async def read_script(desk: Desk, recording: Recording) -> Reading:
    """As `load_script`, to be told from what others write later. Raises StoreUnavailable."""
    return await desk.run(_read, desk.store, recording.record.id)


def _read(store: Store, recording_id: int) -> Reading:
    before = store.script_edits.revision(recording_id)
    while True:
        script = current_script(store, recording_id)
        revision = store.script_edits.revision(recording_id)
        if revision == before:
            return Reading(script, revision)
        before = revision  # it was read while somebody wrote


async def take_answer(
    desk: Desk, recording: Recording, answer: AnswerRecord, *, mode: Mode = "auto"
) -> Taken:
    """Make a transcript part of the document, and save it so. Unsaved changes are to be saved before.

    `auto` does so once, where nobody corrected what it replaces; `replace` in any case.
    Raises StoreUnavailable.
    """
    assert answer.recording_id == recording.record.id
    return await desk.run(taken, desk.store, answer, mode)


# --- versions ----------------------------------------------------------------------------------------------


async def keep_version(desk: Desk, recording: Recording, reason: str) -> VersionRecord:
    """The transcript as it is now; no second one of the same. Raises StoreUnavailable and RowGone."""
    return await desk.run(desk.store.keep_version, recording.record.id, reason)


async def list_versions(desk: Desk, recording: Recording) -> tuple[VersionRecord, ...]:
    """Newest first. Raises StoreUnavailable."""
    return await desk.run(desk.store.versions, recording.record.id)


async def open_version(desk: Desk, version_id: int) -> Script:
    """Raises StoreUnavailable and RowGone."""
    return await desk.run(desk.store.version, version_id)


async def delete_version(desk: Desk, version_id: int) -> None:
    """Raises StoreUnavailable."""
    await desk.run(desk.store.delete_version, version_id)


async def restore_version(desk: Desk, recording: Recording, version_id: int) -> Change:
    """The transcript is again as it was; as it is now becomes a version. Raises StoreUnavailable, RowGone."""
    return await desk.run(_restored, desk.store, recording.record.id, version_id)


def _restored(store: Store, recording_id: int, version_id: int) -> Change:
    wanted = store.version(version_id)
    change = turning(current_script(store, recording_id), wanted, "restore")
    _save_after_version(store, recording_id, change)
    return change


# --- speakers ----------------------------------------------------------------------------------------------


async def name_speaker(desk: Desk, recording: Recording, old: str, new: str) -> Change:
    """In all lines; under a name that is there already both become one. A version is kept.

    Raises StoreUnavailable.
    """
    return await desk.run(_named, desk.store, recording.record.id, old, new)


def _named(store: Store, recording_id: int, old: str, new: str) -> Change:
    change = rename_speaker(current_script(store, recording_id), old, new)
    _save_after_version(store, recording_id, change)
    return change


def _save_after_version(store: Store, recording_id: int, change: Change) -> None:
    if not change.is_nothing:
        store.keep_version(recording_id, change.kind)
        store.save_script_change(recording_id, change)
