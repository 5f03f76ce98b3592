"""Any name of a file is taken as it is, by every command that has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.audio.source import probe
from audio_desk.paths import Paths
from tests.audio.decoding.matrix import NAMES
from tests.audio.making import melody, write
from tests.cli.command import Ran


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_name_is_a_name(
    name: str, home: Paths, tmp_path: Path, run_here: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "plain", melody(0.5), format="WAV").rename(tmp_path / f"{name}.wav")
    assert run_here("info", "--json", "--", f"{name}.wav").object["duration"] == 0.5
    assert run_here("peaks", f"--output={name}.dat", "--", f"{name}.wav") == Ran(0, "", "")
    assert (tmp_path / f"{name}.dat").stat().st_size == 24 + 4 * 87
    assert run_here("cut", f"--output={name}.flac", "--to=0.25", "--", f"{name}.wav") == Ran(0, "", "")
    assert probe(Path(f"{name}.flac")).frames == 4_000
