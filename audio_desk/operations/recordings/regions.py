"""The regions and markers that people keep with a recording."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import uuid4

from audio_desk.library.records import RegionRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.recordings.open_recording import Recording
from audio_desk.region import Region


def new_region(
    recording: Recording, span: Region, *, name: str = "", colour: int = 0, comment: str = ""
) -> RegionRecord:
    """A region of `recording`, or a marker where `span` is empty; not kept yet."""
    inside = span.clamped(recording.info.frames)
    return RegionRecord(uuid4().hex, recording.record.id, inside, name, colour, comment, datetime.now(UTC))


async def list_regions(desk: Desk, recording: Recording) -> tuple[RegionRecord, ...]:
    """By their place in the recording. Raises StoreUnavailable."""
    return await desk.run(desk.store.regions, recording.record.id)


async def add_region(
    desk: Desk, recording: Recording, span: Region, *, name: str = "", colour: int = 0, comment: str = ""
) -> RegionRecord:
    """Raises StoreUnavailable."""
    region = new_region(recording, span, name=name, colour=colour, comment=comment)
    await save_regions(desk, (region,))
    return region


async def save_regions(desk: Desk, changed: Iterable[RegionRecord], removed: Iterable[str] = ()) -> None:
    """Many at once, all of it or nothing; to remove what is gone already is fine. Raises StoreUnavailable."""
    await desk.run(desk.store.save_regions, tuple(changed), tuple(removed))
