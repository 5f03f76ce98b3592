"""A wait that lasts longer than a moment is told of on standard error, on a terminal or not."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from audio_desk.cli import main, waiting
from audio_desk.cli.opening import opened
from audio_desk.cli.waiting import Waits, waited
from audio_desk.operations.desk import Desk
from audio_desk.paths import Paths
from audio_desk.settings import Settings
from tests.cli.conftest import said, script_answer
from tests.server_process import ServerProcess

GUARD_SECONDS = 60.0


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOMENT_SECONDS", 0.0)
    monkeypatch.setattr(waiting, "_OFTEN_SECONDS", 0.0)


async def told(capsys: pytest.CaptureFixture[str], words: str) -> str:
    """All that was written until these words were."""
    err = ""
    async with asyncio.timeout(GUARD_SECONDS):
        while words not in err:
            await asyncio.sleep(0)
            err += capsys.readouterr().err
    return err


@pytest.mark.usefixtures("at_once")
async def test_the_latest_words_are_told_again_and_again_until_it_is_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Waits() as waits:
        waits.say("Converting")
        await told(capsys, "Converting …\nConverting …\n")
        waits.say("Uploading")
        await told(capsys, "Uploading …\n")
        waits.pause()
        capsys.readouterr()
        waits.say("Waiting")
        assert "Uploading" not in await told(capsys, "Waiting …\n")
    capsys.readouterr()
    waits.say("Nothing any more")
    await asyncio.sleep(0)
    assert await waited("Nothing", asyncio.sleep(0, "done")) == "done"
    assert "any more" not in capsys.readouterr().err


async def test_what_is_over_in_a_moment_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert await waited("Searching", asyncio.sleep(0, "found")) == "found"
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("at_once")
async def test_reading_a_recording_is_told(
    home: Paths, tones: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = await Desk.open(Paths.default(), Settings)
    try:
        recording = await opened(desk, tones)
    finally:
        await desk.aclose()
    assert recording.rate == 8_000
    assert f"Reading “{tones.name}”" in capsys.readouterr().err


@pytest.mark.usefixtures("at_once")
def test_a_command_says_what_it_waits_for_where_nobody_sees_a_spinner(
    server: ServerProcess, home: Paths, tones: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script_answer(server, said("[00:34] One.\n", "STOP"))
    assert main(["transcribe", str(tones)]) == 0
    spoken = capsys.readouterr()
    assert spoken.out == "[00:34] One.\n"
    assert f"Reading “{tones.name}”" in spoken.err
    assert all(row.endswith(" …") for row in spoken.err.splitlines())
    for words in (
        ("export", str(tones), "--format", "docx", "-o", str(tmp_path / "out.docx")),
        ("project", "save", str(tones), "-o", str(tmp_path / "out.audiodesk"), "--with-audio"),
        ("search", "one", "--json"),
    ):
        assert main(list(words)) == 0
    spoken = capsys.readouterr()
    assert "Writing “out.docx” …" in spoken.err
    assert json.loads(spoken.out)["hits"]
