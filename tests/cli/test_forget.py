"""`forget` from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from audio_desk.paths import Paths
from tests.cli.command import Ran


def test_it_is_told_first_and_done_with_a_yes(
    tones: Path, home: Paths, tmp_path: Path, run_here: Callable[..., Ran]
) -> None:
    labels = tmp_path / "labels.txt"
    labels.write_text("1.0\t2.0\tThe bell\n")
    run_here("import", tones, labels, "--regions")
    told = run_here("forget", tones)
    assert (told.status, told.out) == (0, "")
    assert f"Would be forgotten: {tones.name}, 1 region." in told.err
    assert "add --yes" in told.err
    assert run_here("search", "bell").out
    done = run_here("forget", tones, "--yes", "--json").object
    assert (done["recording"], done["forgotten"], done["regions"]) == (tones.name, True, 1)
    assert run_here("search", "bell").out == ""
    again = run_here("forget", tones, "--yes")
    assert again.status == 2
    assert "Nothing is kept of" in again.complaint
    assert tones.exists()
