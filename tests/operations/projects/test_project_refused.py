"""A project file from elsewhere brings nothing bad with it."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from audio_desk.errors import (
    ProjectSoundMissing,
    ProjectUnreadable,
)
from audio_desk.operations.projects.opening import open_project
from tests.operations.conftest import OpenDesk
from tests.operations.projects.drawn_by_lot import another_home, saved, turned


def rewritten(path: Path, target: Path, sound: bytes | None = None, **changes: Any) -> Path:
    """The project with other words in it."""
    with zipfile.ZipFile(path) as file:
        said = json.loads(file.read("project.json"))
        inside = file.read("sound") if "sound" in file.namelist() else None
    for name, value in changes.items():
        at = said["recording"] if name in said["recording"] else said
        at[name] = value
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("project.json", json.dumps(said))
        if (sound or inside) is not None:
            file.writestr("sound", sound or inside or b"")
    return target


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"version": "1"},
        {"version": True},
        {"format": "other"},
        {"relative_path": "/etc/passwd"},
        {"relative_path": "../../../../etc/passwd"},
        {"relative_path": "a/../../b"},
        {"relative_path": "C:\\windows\\a.wav"},
        {"relative_path": "\\\\server\\share"},
        {"relative_path": "a\0b"},
        {"sha256": "../../x"},
        {"sha256": "A" * 64},
        {"rate": 44_100},
        {"rate": 0},
        {"rate": 1e9},
        {"size_bytes": -1},
        {"size_bytes": 2**70},
        {"regions": [{"id": "x"}]},
        {"regions": "none"},
        {"regions": [{"id": "a", "recording_id": 0, "span": {"start": 9, "end": 1}, "name": "", "colour": 0,
                      "comment": "", "created": "2026-01-01T00:00:00+00:00"}]},
        {"saved": "yesterday"},
        {"answers": [1]},
        {"speakers": {"name": "x"}},
    ],
)  # fmt: skip
async def test_what_cannot_be_trusted_is_refused_in_a_sentence_and_nothing_is_changed(
    changes: dict[str, Any], open_desk: OpenDesk, tones: Path, tmp_path: Path
) -> None:
    good = tmp_path / "good.audiodesk"
    async with open_desk() as desk:
        await saved(desk, tones, good)
    bad = rewritten(good, tmp_path / "bad.audiodesk", **changes)
    async with another_home(tmp_path / "second") as desk:
        with pytest.raises((ProjectUnreadable, ProjectSoundMissing)):
            await open_project(desk, bad)
        assert all(not desk.store.regions(one.recording.id) for one in desk.store.known())


async def test_sound_inside_is_only_taken_when_it_is_the_right_one(
    open_desk: OpenDesk, tones: Path, other: Path, tmp_path: Path
) -> None:
    good = tmp_path / "good.audiodesk"
    async with open_desk() as desk:
        recording = await saved(desk, tones, good, with_sound=True)
    folder = tmp_path / "far"
    folder.mkdir()
    twin = rewritten(good, folder / "twin.audiodesk", sound=turned(tones))
    short = rewritten(good, folder / "short.audiodesk", sound=b"short")
    nasty = rewritten(good, folder / "nasty.audiodesk", name="../../..\\evil:name\n?.wav")
    os.unlink(tones)  # noqa: PTH108
    async with another_home(tmp_path / "second") as desk:
        for bad in (twin, short):
            with pytest.raises(ProjectUnreadable):
                await open_project(desk, bad)
        assert desk.store.known() == ()
        assert not [path for path in desk.paths.data.rglob("*") if path.name.endswith((".wav", ".part"))]
        opened = await open_project(desk, nasty)
        place = desk.paths.project_sound(recording.record.fingerprint)
        assert opened.recording.path == place / "evil_name__.wav"
        assert [path.name for path in place.iterdir()] == ["evil_name__.wav"]


async def test_a_bomb_and_what_is_no_zip_at_all_are_refused(
    open_desk: OpenDesk, tones: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("audio_desk.operations.projects.file._MOST_SAID", 2**20)
    good = tmp_path / "good.audiodesk"
    async with open_desk() as desk:
        await saved(desk, tones, good, with_sound=True)
        bombs = []
        for name, said, sound in (
            ("a", b" " * 2**21, b""),
            ("b", zipfile.ZipFile(good).read("project.json"), b"\0" * 2**26),
            ("c", b"[" * 100_000, b""),
            ("d", b"\xff\xfe", b""),
        ):
            path = tmp_path / f"{name}.audiodesk"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
                file.writestr("project.json", said)
                file.writestr("sound", sound)
            bombs.append(path)
        torn = tmp_path / "torn.audiodesk"
        torn.write_bytes(good.read_bytes()[:-40])
        text = tmp_path / "text.audiodesk"
        text.write_text("not a zip")
        empty = tmp_path / "empty.audiodesk"
        with zipfile.ZipFile(empty, "w"):
            pass
    os.unlink(tones)  # noqa: PTH108
    async with another_home(tmp_path / "second") as desk:
        for bad in (*bombs, torn, text, empty):
            with pytest.raises(ProjectUnreadable):
                await open_project(desk, bad)
        assert desk.store.known() == ()
