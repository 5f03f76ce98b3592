"""A project file carries a recording's work to another computer whole."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audio_desk.errors import (
    AudioDeskError,
    OtherRecording,
    OutputExists,
    OutputUnsupported,
    ProjectSoundMissing,
)
from audio_desk.library.records import RegionRecord
from audio_desk.operations.asking.spending import spending
from audio_desk.operations.projects.opening import open_project
from audio_desk.operations.projects.saving import relative_path, save_project
from audio_desk.operations.recordings.open_recording import open_recording
from audio_desk.operations.recordings.regions import add_region
from audio_desk.region import Region
from audio_desk.resources import resource
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment
from tests.operations.conftest import OpenDesk
from tests.operations.projects.drawn_by_lot import another_home, any_work, everything, saved, turned
from tests.transcripts.formats.described import compare


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("with_sound", [True, False])
async def test_everything_is_equal_after_it_was_opened_in_another_home(
    seed: int, with_sound: bool, open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    target = tmp_path / "work.audiodesk"
    async with open_desk() as desk:
        recording = await any_work(desk, tones, seed)
        if seed % 2:
            desk.store.set_regions_only(recording.record.id, True)
        await save_project(desk, recording, target, with_sound=with_sound)
        before = everything(desk, recording)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    moved = Path(shutil.move(target, folder / "renamed.audiodesk"))
    if not with_sound:
        shutil.copy(tones, folder / tones.name)
    os.unlink(tones)  # noqa: PTH108
    async with another_home(tmp_path / "second") as desk:
        opened = await open_project(desk, moved)
        assert everything(desk, opened.recording) == before
        receipts = desk.store.receipts_of_recording(opened.recording.record.id)
        assert spending(receipts, None).tokens == 0  # it was spent elsewhere
        assert opened.recording.record.fingerprint == recording.record.fingerprint
        again = await open_project(desk, moved)
        assert (again.answers, again.regions, again.lines, again.versions) == (0, 0, 0, 0)
        assert everything(desk, opened.recording) == before


async def test_what_is_here_stays_and_the_transcript_becomes_a_version(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    target = tmp_path / "work.audiodesk"
    async with open_desk() as desk:
        recording = await any_work(desk, tones, 5, states=2)
        await save_project(desk, recording, target, with_sound=False)
        wanted = everything(desk, recording)
    async with another_home(tmp_path / "second") as desk:
        mine = await open_recording(desk, tones)
        line = KeptSegment("mine", 0, 9, "Mine.")
        desk.store.save_script_change(mine.record.id, Change((), (line,), (), (), "insert"))
        region = await add_region(desk, mine, Region(5, 9), name="Mine")
        await open_project(desk, target)
        now = everything(desk, mine)
        assert now["lines"] == wanted["lines"] != []
        assert replace(region, recording_id=0) in now["regions"]
        kept = [desk.store.version(version.id).segments for version in desk.store.versions(mine.record.id)]
        assert (line,) in kept


async def test_names_that_another_recording_has_are_made_anew(
    open_desk: OpenDesk, tones: Path, other: Path, tmp_path: Path
) -> None:
    """Or a project could change what is kept of another recording."""
    target = tmp_path / "work.audiodesk"
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        region = await add_region(desk, recording, Region(0, 9), name="Evil")
        line = KeptSegment("same-id", 0, 9, "Evil.")
        desk.store.save_script_change(recording.record.id, Change((), (line,), (), (), "insert"))
        await save_project(desk, recording, target, with_sound=False)
    async with another_home(tmp_path / "second") as desk:
        mine = await open_recording(desk, other)
        good = RegionRecord(region.id, mine.record.id, Region(1, 2), "Good", 0, "", datetime.now(UTC))
        desk.store.save_regions([good])
        kept = replace(line, text="Good.")
        desk.store.save_script_change(mine.record.id, Change((), (kept,), (), (), "insert"))
        opened = await open_project(desk, target)
        assert [one.name for one in desk.store.regions(mine.record.id)] == ["Good"]
        assert [one.text for one in desk.store.script(mine.record.id).segments] == ["Good."]
        assert [one.name for one in desk.store.regions(opened.recording.record.id)] == ["Evil"]
        assert [one.text for one in desk.store.script(opened.recording.record.id).segments] == ["Evil."]


def harm(path: Path) -> None:
    path.write_bytes(turned(path))


async def test_without_its_recording_somebody_has_to_show_it(
    open_desk: OpenDesk, tones: Path, other: Path, tmp_path: Path
) -> None:
    target = tmp_path / "far" / "work.audiodesk"
    target.parent.mkdir()
    async with open_desk() as desk:
        await saved(desk, tones, target)
    hidden = tmp_path / "hidden.wav"
    os.rename(tones, hidden)  # noqa: PTH104
    async with another_home(tmp_path / "second") as desk:
        with pytest.raises(ProjectSoundMissing) as missing:
            await open_project(desk, target)
        assert missing.value.path.name == "tones.wav"
        with pytest.raises(OtherRecording):
            await open_project(desk, target, sound=other)
        opened = await open_project(desk, target, sound=hidden)
        assert opened.regions == 1
        assert opened.recording.path == hidden


async def test_no_file_is_replaced_unasked_and_none_is_left_half_written(
    open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    target = tmp_path / "work.audiodesk"
    target.write_text("mine")
    async with open_desk() as desk:
        recording = await open_recording(desk, tones)
        with pytest.raises(OutputExists):
            await save_project(desk, recording, target, with_sound=True)
        with pytest.raises(OutputUnsupported):
            await save_project(desk, recording, tones, with_sound=True, replace_file=True)
        assert target.read_text() == "mine"
        harm(tones)
        with pytest.raises(AudioDeskError):
            await save_project(desk, recording, target, with_sound=True, replace_file=True)
        assert target.read_text() == "mine"
        parts: list[float] = []
        harm(tones)  # twice is not at all
        await save_project(
            desk, recording, target, with_sound=True, replace_file=True, on_progress=parts.append
        )
    assert zipfile.is_zipfile(target)
    assert parts[-1] == 1.0
    assert set(os.listdir(tmp_path)) == {"work.audiodesk", tones.name, "home"}  # noqa: PTH208


@pytest.mark.parametrize(
    ("sound", "written"),
    [
        ("/w/p/a.wav", "a.wav"),
        ("/w/p/s/a.wav", "s/a.wav"),
        ("/w/q/a.wav", "../q/a.wav"),
        ("/home/someone/a.wav", "a.wav"),
    ],
)
def test_of_folders_far_away_nothing_is_told(sound: str, written: str) -> None:
    assert relative_path(Path(sound), Path("/w/p/x.audiodesk")) == written


async def test_the_file_is_as_its_schema_says(open_desk: OpenDesk, tones: Path, tmp_path: Path) -> None:
    target = tmp_path / "work.audiodesk"
    schema = json.loads(resource("schema", "project.schema.json").read_text(encoding="utf-8"))
    async with open_desk() as desk:
        for seed in range(4):
            recording = await any_work(desk, tones, seed)
            await save_project(desk, recording, target, with_sound=False, replace_file=True)
            with zipfile.ZipFile(target) as file:
                found = json.loads(file.read("project.json"))
            compare(found, schema, schema["$defs"])
