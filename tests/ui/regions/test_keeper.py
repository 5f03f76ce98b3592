"""Regions reach the library soon, in order, and whatever happens to the disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audio_desk.errors import StoreUnavailable
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.ui.regions.keeper import RegionKeeper
from tests.ui.marking import marked, names, spans
from tests.ui.panes import Panes, open_panes
from tests.ui.waiting import until


@asynccontextmanager
async def keeping(home: Paths, sample: Path) -> AsyncIterator[tuple[Panes, RegionKeeper]]:
    """The sample open, its regions read."""
    async with open_panes(home, sample) as panes:
        keeper = RegionKeeper(panes.desk, panes.document)
        panes.document.set_recording(panes.recording)
        await keeper._scope.idle()
        yield panes, keeper
        await keeper.flush()
        await keeper._scope.close()


@pytest.fixture
def other(sample: Path, tmp_path: Path) -> Path:
    """Another recording."""
    path = tmp_path / "other.ogg"
    path.write_bytes(sample.read_bytes() + b"\0")
    return path


def stored(panes: Panes) -> list[tuple[str, int, int]]:
    found = panes.desk.store.regions(panes.recording.record.id)
    return [(record.name, record.span.start, record.span.end) for record in found]


async def test_every_change_is_in_the_library_within_two_seconds(
    qt_loop: Any, home: Paths, sample: Path
) -> None:
    async with keeping(home, sample) as (panes, _keeper):
        region = marked(panes.document, 100, 200, "one")
        await until(lambda: stored(panes) == [("one", 100, 200)], seconds=2)
        panes.document.regions.put(replace(region, name="two", span=Region(150, 300)))
        await until(lambda: stored(panes) == [("two", 150, 300)], seconds=2)
        panes.document.regions.remove(region)
        await until(lambda: not stored(panes), seconds=2)
        panes.document.history.undo()
        await until(lambda: stored(panes) == [("two", 150, 300)], seconds=2)


async def test_what_was_changed_at_the_last_moment_is_kept(qt_loop: Any, home: Paths, sample: Path) -> None:
    async with keeping(home, sample) as (panes, keeper):
        marked(panes.document, 100, 100, "late")
        assert not keeper.is_saved
    async with keeping(home, sample) as (panes, keeper):
        assert names(panes.document) == ["late"]
        assert keeper.is_saved
        assert panes.document.history.undo_words == ""


async def test_changes_of_a_recording_that_was_left_are_written_too(
    qt_loop: Any, home: Paths, sample: Path, other: Path
) -> None:
    async with keeping(home, sample) as (panes, keeper):
        marked(panes.document, 100, 200, "one")
        panes.document.set_recording(await open_recording(panes.desk, other))
        await keeper._scope.idle()
        assert spans(panes.document) == []
        assert stored(panes) == [("one", 100, 200)]
        panes.document.set_recording(panes.recording)
        await keeper._scope.idle()
        assert names(panes.document) == ["one"]


async def test_a_library_that_cannot_be_written_is_told_once_and_tried_again(
    qt_loop: Any, home: Paths, sample: Path
) -> None:
    async with keeping(home, sample) as (panes, keeper):
        told: list[object] = []
        keeper.failed.connect(told.append)
        panes.desk.store._connection.rows("PRAGMA query_only = ON")
        marked(panes.document, 100, 200, "one")
        await until(lambda: told)
        marked(panes.document, 300, 400, "two")
        await keeper.flush()
        assert len(told) == 1
        assert isinstance(told[0], StoreUnavailable)
        assert names(panes.document) == ["one", "two"]
        panes.desk.store._connection.rows("PRAGMA query_only = OFF")
        keeper.retry()
        await until(lambda: keeper.is_saved)
        assert stored(panes) == [("one", 100, 200), ("two", 300, 400)]
