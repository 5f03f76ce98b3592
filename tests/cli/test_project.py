"""`project save` and `project open` from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audio_desk.paths import HOME_VARIABLE, Paths
from tests.cli.command import Ran


@pytest.mark.parametrize("with_audio", [True, False])
def test_a_project_goes_to_another_home(
    with_audio: bool, tones: Path, home: Paths, tmp_path: Path, run_here: Callable[..., Ran]
) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("1.0\t2.0\tThe bell\n")
    run_here("import", tones, labels, "--regions")
    out = tmp_path / "far" / "x.audiodesk"
    out.parent.mkdir()
    wanted = ["--with-audio"] if with_audio else []
    saved = run_here("project", "save", tones, "-o", out, *wanted, "--json")
    assert saved.object["regions"] == 1
    assert run_here("project", "save", tones, "-o", out).status == 1
    hidden = tones.rename(tmp_path / "hidden.wav")
    second = {HOME_VARIABLE: str(tmp_path / "second")}
    if not with_audio:
        ran = run_here("project", "open", out, env=second)
        assert (ran.status, ran.out) == (2, "")
        assert f"“{tones.name}”, was not found beside it" in ran.complaint
    shown = [] if with_audio else ["--audio", hidden]
    opened = run_here("project", "open", out, *shown, "--json", env=second).object
    assert (opened["regions"], opened["answers"]) == (1, 0)
    assert Path(opened["recording"]).read_bytes() == hidden.read_bytes()
    again = run_here("project", "open", out, env=second)
    assert "nothing that was not here already" in again.complaint
    assert "The bell" in run_here("search", "bell", env=second).out
