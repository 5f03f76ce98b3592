"""A project file carries a recording's work to another computer whole, and brings nothing bad with it."""

from __future__ import annotations

import json
import os
import random
import shutil
import zipfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audio_desk.errors import (
    AudioDeskError,
    OtherRecording,
    OutputExists,
    OutputUnsupported,
    ProjectSoundMissing,
    ProjectUnreadable,
)
from audio_desk.library.records import RegionRecord
from audio_desk.operations.desk import Desk
from audio_desk.operations.open_recording import Recording, open_recording
from audio_desk.operations.project_open import open_project
from audio_desk.operations.project_save import relative_path, save_project
from audio_desk.operations.regions import add_region
from audio_desk.paths import Paths
from audio_desk.region import Region
from audio_desk.resources import resource
from audio_desk.settings import Settings
from audio_desk.transcripts.script.change import Change
from audio_desk.transcripts.script.kept import KeptSegment, Speaker, new_ids
from audio_desk.transcripts.segment import Flag, Segment
from tests.operations.conftest import OpenDesk
from tests.operations.test_export import answer
from tests.transcripts.formats.test_schema import compare

TEXTS = ("Only once.", "—> & < > \"'", "tab\there\nand a line", "😀 שלום مرحبا", "", "=1+1", "a" * 5000)
NAMES = ("Maya", "Tom O’Neill", "שרה", None)


@pytest.fixture
def other(tones: Path, tmp_path: Path) -> Path:
    path = tmp_path / "other.wav"
    path.write_bytes(tones.read_bytes()[:-4_000])
    return path


@asynccontextmanager
async def another_home(folder: Path) -> AsyncGenerator[Desk, None]:
    paths = Paths.beneath(folder)
    desk = await Desk.open(paths, Settings)
    try:
        yield desk
    finally:
        await desk.aclose()


def any_lines(dice: random.Random, count: int) -> list[Segment]:
    starts = sorted(dice.randrange(80_000) for _ in range(count))
    flags = ((), (Flag.BACKWARD,), (Flag.OUTSIDE, Flag.PAST_END))
    return [
        Segment(start, start + dice.randrange(9_000), dice.choice(TEXTS), dice.choice(NAMES), frozenset(flag))
        for start, flag in ((start, dice.choice(flags)) for start in starts)
    ]


async def any_work(desk: Desk, path: Path, seed: int, states: int | None = None) -> Recording:
    """Answers, regions, a corrected transcript and two versions of it, drawn by lot."""
    dice = random.Random(seed)
    recording = await open_recording(desk, path)
    own = recording.record.id
    answers = [
        replace(
            answer(recording, *any_lines(dice, dice.randrange(5)), task=dice.choice(("transcript", "ask"))),
            question=dice.choice(TEXTS),
            created=datetime(2026, 1, 1 + number, 12, 0, 0, dice.randrange(10**6), UTC),
            used=datetime(2026, 2, 1, tzinfo=UTC) if dice.random() < 0.3 else None,
            shifted_frames=dice.randrange(3),
            region=None if dice.random() < 0.3 else Region(8_000, 40_000),
        )
        for number in range(dice.randrange(1, 6))
    ]
    ids = desk.store.add_answers(answers)
    for _ in range(dice.randrange(4)):
        start = dice.randrange(70_000)
        span = Region(start, start + dice.choice((0, 5_000)))
        await add_region(desk, recording, span, name=dice.choice(TEXTS), comment=dice.choice(TEXTS), colour=4)
    for _ in range(dice.randrange(3) if states is None else states):
        lines = any_lines(dice, dice.randrange(1, 20))
        after = tuple(
            Speaker(name, n) for n, name in enumerate(sorted({o.speaker for o in lines if o.speaker}))
        )
        kept = [
            KeptSegment(
                name, o.start_frame, o.end_frame, o.text, o.speaker, o.flags, dice.choice((None, *ids)), True
            )
            for name, o in zip(new_ids(len(lines)), lines, strict=True)
        ]
        script = desk.store.script(own)
        change = Change(script.segments, tuple(kept), script.speakers, after, "text")
        desk.store.take_answers(own, change, [i for i in ids if dice.random() < 0.5], again=True)
        desk.store.keep_version(own, dice.choice(("text", "merge")))
    return recording


def everything(desk: Desk, recording: Recording) -> dict[str, Any]:
    """All that is kept of it, in the words of this library; ids of answers by their order."""
    own = recording.record.id
    answers = desk.store.answers(own)
    order = {one.id: number for number, one in enumerate(reversed(answers))}

    def lines(segments: tuple[KeptSegment, ...]) -> list[KeptSegment]:
        return [replace(o, answer_id=None if o.answer_id is None else order[o.answer_id]) for o in segments]

    script = desk.store.script(own)
    versions = [(v.created, v.reason, desk.store.version(v.id)) for v in desk.store.versions(own)]
    return {
        "answers": [replace(one, id=0, recording_id=0) for one in answers],
        "regions": [replace(one, recording_id=0) for one in desk.store.regions(own)],
        "lines": lines(script.segments),
        "speakers": script.speakers,
        "waiting": [order[one.id] for one in desk.store.answers_to_take(own)],
        "versions": [(created, why, lines(v.segments), v.speakers) for created, why, v in versions],
        "regions_only": desk.store.recording(own).regions_only,
    }


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


async def saved(desk: Desk, tones: Path, target: Path, *, with_sound: bool = False) -> Recording:
    recording = await open_recording(desk, tones)
    await add_region(desk, recording, Region(0, 9), name="Bell")
    await save_project(desk, recording, target, with_sound=with_sound)
    return recording


def turned(path: Path) -> bytes:
    """The same but for one bit."""
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    return bytes(data)


def harm(path: Path) -> None:
    path.write_bytes(turned(path))


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
    monkeypatch.setattr("audio_desk.operations.project_file._MOST_SAID", 2**20)
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
