"""What an import leaves out is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from audio_desk.paths import Paths
from tests.cli.command import Ran

GRID = (
    '"ooTextFile"\n"TextGrid"\n0 9 <exists> 2'
    ' "IntervalTier" "Ann" 0 9 1 0 4 "Hello" "IntervalTier" "Bob" 0 9 1 4 9 "Hi"\n'
)


def test_tiers_that_were_not_taken_are_named(
    sample: Path, home: Paths, tmp_path: Path, run_here: Callable[..., Ran]
) -> None:
    grid = tmp_path / "talk.TextGrid"
    grid.write_text(GRID, encoding="utf-8")
    told = run_here("import", sample, grid)
    assert "not “Bob”." in told.err
    assert json.loads(run_here("import", sample, grid, "--json").out)["tiers_left_out"] == ["Bob"]
