"""Keeping regions and markers with a recording."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.recordings.regions import (
    add_region,
    list_regions,
    new_region,
    save_regions,
)
from audio_desk.region import Region
from tests.operations.conftest import OpenDesk


async def test_regions_are_found_again_when_the_recording_is_opened_again(
    open_desk: OpenDesk, tones: Path
) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        bell = await add_region(desk, recording, Region(8000, 16_000), name="The bell", colour=3)
        marker = await add_region(desk, recording, Region(4000, 4000))
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        assert await list_regions(desk, recording) == (marker, bell)


async def test_a_region_is_changed_and_deleted(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        bell = await add_region(desk, recording, Region(8000, 16_000))
        changed = replace(bell, name="The bell", comment="far away", span=Region(9000, 12_000))
        await save_regions(desk, (changed,))
        assert await list_regions(desk, recording) == (changed,)
        await save_regions(desk, (), (bell.id,))
        await save_regions(desk, (), (bell.id,))
        assert await list_regions(desk, recording) == ()


async def test_a_region_ends_where_the_recording_ends(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        assert new_region(recording, Region(79_000, 99_000)).span == Region(79_000, 80_000)


async def test_many_are_saved_and_removed_at_once(open_desk: OpenDesk, tones: Path) -> None:
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        many = [new_region(recording, Region(at, at + 10)) for at in range(0, 5000, 10)]
        await save_regions(desk, many)
        await save_regions(desk, (), [region.id for region in many[1:]])
        assert await list_regions(desk, recording) == (many[0],)
