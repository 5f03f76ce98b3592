"""Finds words in the transcripts of all recordings, and puts others in their place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from audio_desk.library.records import RecordingRecord
from audio_desk.library.store import Store
from audio_desk.operations.desk import Desk
from audio_desk.operations.transcripts.taking import current_script
from audio_desk.transcripts.script.finding import Query, find, replace

_ALL: Final = 2**31


async def find_everywhere(desk: Desk, query: Query) -> tuple[tuple[RecordingRecord, int], ...]:
    """Each recording with the words in it, and how often; the last opened first.

    Raises SearchPattern and StoreUnavailable.
    """
    return await desk.run(_found, desk.store, query)


async def replace_everywhere(
    desk: Desk, query: Query, replacement: str, recordings: Iterable[RecordingRecord]
) -> int:
    """In how many places; of each transcript that is changed a version is kept before.

    Raises SearchPattern, before anything is changed, and StoreUnavailable.
    """
    return await desk.run(_replaced, desk.store, query, replacement, tuple(recordings))


def _found(store: Store, query: Query) -> tuple[tuple[RecordingRecord, int], ...]:
    counts = (
        (recording, len(find(current_script(store, recording.id), query)))
        for recording in store.recordings(_ALL)
    )
    return tuple((recording, count) for recording, count in counts if count)


def _replaced(store: Store, query: Query, replacement: str, recordings: tuple[RecordingRecord, ...]) -> int:
    planned = []
    for recording in recordings:
        script = current_script(store, recording.id)
        matches = find(script, query)
        planned.append((recording.id, replace(script, query, replacement), len(matches)))
    for recording_id, change, _ in planned:
        if not change.is_nothing:
            store.keep_version(recording_id, change.kind)
            store.save_script_change(recording_id, change)
    return sum(count for _, change, count in planned if not change.is_nothing)
